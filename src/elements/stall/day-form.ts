/**
 * The form with which a stall takes its stock for the day: keeps what is typed until the shop has answered, and what
 * came of it. Loads with the open stall, and keeps no record: what is held is the engine's to say.
 */
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { Outcome } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { MOST_KINDS, MOST_UNITS } from '../../core/stall/day-limits.js';
import type { DayWish, Shortfall, StallView } from '../../core/stall/stall-port.js';
import type { Localizer } from '../localizer.js';
import { toWhole } from '../page/stepper.js';
import { STOCK_TERMS, type StockLocalizer } from '../words/stock-terms.js';
import { toDayRows, type DayRow } from './day-rows.js';
import { renderDay, type DayNote } from './day-view.js';
import { timeOf } from './stall-times.js';

export { dayStyles } from './day-form.styles.js';

export interface DayPorts {
  readonly words: Localizer;
  readonly take: (
    wishes: readonly DayWish[],
  ) => Promise<Outcome<{ short: readonly Shortfall[] }> | undefined>;
  /** Something else is to be shown. */
  readonly changed: () => void;
  /** Says it aloud, in its turn. */
  readonly announce: (text: string) => void;
  /** Puts the focus where a selector says, once it is drawn. */
  readonly focus: (selector: string) => void;
}

export interface DayState {
  readonly catalog: Catalog;
  readonly view: StallView;
  readonly stock: ShopState['stock'];
  /** Where the page says that the stall stands. */
  readonly depot: string | undefined;
}

export class DayForm {
  readonly #ports: DayPorts;
  readonly #words: StockLocalizer;
  #state: DayState | undefined;
  readonly #typed = new Map<string, string>();
  #find = '';
  #note: DayNote | undefined;
  #short: ReadonlyMap<string, Shortfall> = new Map();
  #bad: ReadonlySet<string> = new Set();
  #busy = false;

  constructor(ports: DayPorts) {
    this.#ports = ports;
    ports.words.include(STOCK_TERMS);
    this.#words = ports.words as StockLocalizer;
  }

  render(state: DayState) {
    this.#state = state;
    const find = this.#find.trim().toLocaleLowerCase(this.#words.locale);
    const rows = this.#rows();
    return renderDay({
      ...{ words: this.#words, day: state.view.stock, typed: this.#typed, find: this.#find },
      ...{ note: this.#note, short: this.#short, bad: this.#bad, busy: this.#busy },
      rows: rows?.filter(({ title }) => title.toLocaleLowerCase(this.#words.locale).includes(find)),
      all: rows?.length ?? 0,
      type: (variant, text) => this.#type(variant, text),
      search: (text) => {
        this.#find = text;
        this.#ports.changed();
      },
      take: () => this.#takeTyped(),
      giveBack: () => void this.#ask([]),
    });
  }

  /** Undefined where nobody has said at which depot. */
  #rows(): readonly DayRow[] | undefined {
    if (!this.#state) return undefined;
    const { catalog, view, stock, depot = view.depot } = this.#state;
    const at = depot ?? (catalog.depots.length === 1 ? catalog.depots[0]?.id : undefined);
    return at === undefined ? undefined : toDayRows({ catalog, stock, day: view.stock, depot: at });
  }

  #type(variant: string, text: string) {
    this.#typed.set(variant, text);
    this.#note = undefined;
    this.#ports.changed();
  }

  #takeTyped() {
    if (this.#busy) return;
    const read = (this.#rows() ?? []).map(({ variant, held }) => {
      const text = this.#typed.get(variant);
      return { variant, quantity: text === undefined ? held : text.trim() === '' ? 0 : toWhole(text) };
    });
    const bad = read.filter(({ quantity }) => !(quantity <= MOST_UNITS)).map(({ variant }) => variant);
    this.#bad = new Set(bad);
    const wishes = read.filter(({ quantity }) => quantity > 0);
    if (bad.length > 0) this.#showBad();
    else if (wishes.length > 0 || this.#state?.view.stock) void this.#ask(wishes);
    else this.#tell('bad', this.#words.t('stockEmpty'));
  }

  /** All are shown, so that the first of them is there to be put right. */
  #showBad() {
    this.#find = '';
    this.#ports.changed();
    this.#ports.focus('.day [aria-invalid]');
  }

  async #ask(wishes: readonly DayWish[]): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#bad = new Set();
    this.#note = undefined;
    this.#ports.changed();
    try {
      const taken = await this.#ports.take(wishes);
      if (taken?.ok) this.#keep(wishes, taken.short);
      else if (taken) this.#tell('bad', this.#toRefusal(taken.code));
    } finally {
      this.#busy = false;
      this.#ports.changed();
    }
  }

  #keep(wishes: readonly DayWish[], short: readonly Shortfall[]) {
    const l = this.#words;
    this.#typed.clear();
    this.#short = new Map(short.map((each) => [each.variant, each]));
    const until = this.#state?.view.stock?.until;
    if (wishes.length === 0) this.#tell('good', l.t('stockBack'));
    else if (until === undefined) this.#tell('attention', l.t('stockNone'));
    else if (short.length > 0) this.#tell('attention', l.t('stockShort', { count: short.length }));
    else this.#tell('good', l.t('stockTaken', { time: timeOf(l, until) }));
    // The button that gives back goes with what it gave back.
    if (wishes.length === 0) this.#ports.focus('.day summary');
  }

  #toRefusal(code: string): string {
    const values = { units: MOST_UNITS, kinds: MOST_KINDS };
    return this.#words.find(`stock.${code}`, values) ?? this.#words.t('stock.other');
  }

  #tell(tone: DayNote['tone'], text: string) {
    this.#note = { tone, text };
    this.#ports.announce(text);
    this.#ports.changed();
  }
}
