/**
 * The form with which a stall takes its stock for the day: keeps what is typed until the shop has answered, and what
 * came of it. Loads with the open stall, and keeps no record: what is held is the engine's to say.
 */
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { Outcome } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { MOST_KINDS, MOST_PLACES, MOST_UNITS } from '../../core/stall/day-limits.js';
import type {
  DayWish,
  PlaceShortfall,
  Shortfall,
  Shortfalls,
  StallView,
} from '../../core/stall/stall-port.js';
import type { Localizer } from '../localizer.js';
import { toWhole } from '../page/stepper.js';
import { STOCK_TERMS, type StockLocalizer } from '../words/stock-terms.js';
import { keyOf, toDayRows, type DayRow } from './day-rows.js';
import { renderDay, type DayNote } from './day-view.js';
import { timeOf } from './stall-times.js';
import { isolate } from './stall-words.js';

export { dayStyles } from './day-form.styles.js';

export interface DayPorts {
  readonly words: Localizer;
  readonly take: (
    wishes: readonly DayWish[],
    depot: string,
    places: number,
  ) => Promise<Outcome<Shortfalls> | undefined>;
  readonly giveBack: () => Promise<Outcome | undefined>;
  /** Something else is to be shown. */
  readonly changed: () => void;
  /** Says it aloud, in its turn. */
  readonly announce: (text: string) => void;
  /** Puts the focus where a selector says, once it is drawn, unless it is elsewhere by now. */
  readonly focus: (selector: string) => void;
}

export interface DayState {
  readonly catalog: Catalog;
  readonly view: StallView;
  readonly stock: ShopState['stock'];
  /** Where the page says that the stall stands. */
  readonly depot: string | undefined;
}

/** What is typed of the orders for each time goes by this name, which is no row's key. */
const PLACES = 'places';

export class DayForm {
  readonly #ports: DayPorts;
  readonly #words: StockLocalizer;
  #state: DayState | undefined;
  readonly #typed = new Map<string, string>();
  #find = '';
  #note: DayNote | undefined;
  #short: ReadonlyMap<string, Shortfall> = new Map();
  #fewer: readonly PlaceShortfall[] = [];
  #bad: ReadonlySet<string> = new Set();
  #busy = false;

  constructor(ports: DayPorts) {
    this.#ports = ports;
    ports.words.include(STOCK_TERMS);
    this.#words = ports.words as StockLocalizer;
  }

  render(state: DayState) {
    this.#state = state;
    const rows = this.#rows();
    return renderDay({
      ...{ words: this.#words, day: state.view.stock, typed: this.#typed, find: this.#find },
      ...{ note: this.#note, short: this.#short, bad: this.#bad, busy: this.#busy },
      ...{ catalog: state.catalog, depot: this.#depot },
      places: {
        text: this.#typed.get(PLACES) ?? String(state.view.places),
        isBad: this.#bad.has(PLACES),
        fewer: this.#fewer.filter(({ depot }) => depot === this.#depot),
        type: (text) => this.#type(PLACES, text),
      },
      rows: rows?.filter((row) => this.#isFound(row)),
      all: rows?.length ?? 0,
      type: (key, text) => this.#type(key, text),
      search: (text) => this.#search(text),
      take: () => this.#takeTyped(),
      giveBack: () => void this.#giveBack(),
    });
  }

  /** Undefined where nobody has said at which. */
  get #depot(): string | undefined {
    if (!this.#state) return undefined;
    const { catalog, view, depot = view.depot } = this.#state;
    return depot ?? (catalog.depots.length === 1 ? catalog.depots[0]?.id : undefined);
  }

  #rows(): readonly DayRow[] | undefined {
    const depot = this.#depot;
    if (!this.#state || depot === undefined) return undefined;
    const { catalog, view, stock } = this.#state;
    return toDayRows({ catalog, stock, day: view.stock, depot });
  }

  #isFound({ title }: DayRow): boolean {
    const { locale } = this.#words;
    return title.toLocaleLowerCase(locale).includes(this.#find.trim().toLocaleLowerCase(locale));
  }

  #search(text: string) {
    this.#find = text;
    if (!this.#rows()?.some((row) => this.#isFound(row)))
      this.#ports.announce(this.#words.t('stockNotFound'));
    this.#ports.changed();
  }

  #type(key: string, text: string) {
    this.#typed.set(key, text);
    this.#note = undefined;
    this.#ports.changed();
  }

  #takeTyped() {
    if (this.#busy) return;
    const depot = this.#depot;
    const rows = this.#rows();
    if (depot === undefined || !rows) return;
    const read = rows.map(({ key, variant, held }) => {
      const text = this.#typed.get(key);
      const quantity = text === undefined ? held : text.trim() === '' ? 0 : toWhole(text);
      return { key, variant, quantity };
    });
    const places = this.#places();
    const bad = read.filter(({ quantity }) => !(quantity <= MOST_UNITS)).map(({ key }) => key);
    this.#bad = new Set(places >= 1 && places <= MOST_PLACES ? bad : [PLACES, ...bad]);
    const wishes = read.flatMap(({ variant, quantity }) => (quantity > 0 ? [{ variant, quantity }] : []));
    if (this.#bad.size > 0) this.#showBad();
    else if (wishes.length > 0 || rows.some(({ held }) => held > 0)) void this.#take(wishes, depot, places);
    else this.#tell('bad', this.#words.t('stockEmpty'));
  }

  /** What is typed, or what the stall has asked for last. */
  #places(): number {
    const text = this.#typed.get(PLACES);
    return text === undefined ? (this.#state?.view.places ?? 1) : toWhole(text);
  }

  /** All are shown, so that the first of them is there to be put right. */
  #showBad() {
    this.#find = '';
    this.#ports.changed();
    this.#ports.focus('.day [aria-invalid]');
  }

  #take(wishes: readonly DayWish[], depot: string, places: number): Promise<void> {
    return this.#ask(async () => {
      const taken = await this.#ports.take(wishes, depot, places);
      if (taken?.ok) this.#tellTaken(wishes, taken);
      return taken;
    });
  }

  #giveBack(): Promise<void> {
    return this.#ask(async () => {
      const given = await this.#ports.giveBack();
      if (given?.ok) this.#tellTaken([], { short: [], fewer: [] });
      // The button that gives back goes with what it gave back.
      if (given?.ok) this.#ports.focus('.day summary');
      return given;
    });
  }

  /** What is typed meanwhile stays. */
  async #ask(act: () => Promise<Outcome | undefined>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#bad = new Set();
    this.#note = undefined;
    this.#ports.changed();
    const typed = [...this.#typed];
    try {
      const done = await act();
      if (done?.ok) for (const [key, text] of typed) this.#forget(key, text);
      else if (done) this.#tell('bad', this.#toRefusal(done.code));
    } finally {
      this.#busy = false;
      this.#ports.changed();
    }
  }

  #forget(key: string, text: string) {
    if (this.#typed.get(key) === text) this.#typed.delete(key);
  }

  #tellTaken(wishes: readonly DayWish[], { short, fewer }: Shortfalls) {
    const l = this.#words;
    const less = [
      ...(short.length > 0 ? [l.t('stockShort', { count: short.length })] : []),
      ...(fewer.length > 0 ? [l.t('stockFewer', { count: fewer.length })] : []),
    ];
    this.#fewer = fewer;
    this.#short = new Map(short.map((each) => [keyOf(each), each]));
    const { held = [], until } = this.#state?.view.stock ?? {};
    if (wishes.length === 0) this.#tell('good', l.t('stockBack'));
    else if (held.length === 0 || until === undefined) this.#tell('attention', l.t('stockNone'));
    else if (less.length > 0) this.#tell('attention', less.join(' '));
    else this.#tell('good', l.t('stockTaken', { time: isolate(timeOf(l, until), l) }));
  }

  #toRefusal(code: string): string {
    const values = { units: MOST_UNITS, kinds: MOST_KINDS, places: MOST_PLACES };
    return this.#words.find(`stock.${code}`, values) ?? this.#words.t('stock.other');
  }

  #tell(tone: DayNote['tone'], text: string) {
    this.#note = { tone, text };
    this.#ports.announce(text);
    this.#ports.changed();
  }
}
