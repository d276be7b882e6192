/** What is typed of stock and places until it is saved, and what came of it. */
import type { LitElement } from 'lit';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { OwnerWish, OwnerWord } from '../../core/owner/owner-port.js';
import { countOf } from '../../core/owner/summarize.js';
import type { DepotState } from '../../core/protocol/fields.js';
import type { InsightsAnswer } from '../../core/protocol/insights.js';
import type { Outcome } from '../../core/shop-port.js';
import { toWhole } from '../page/stepper.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';
import type { DepotView } from './depot-section.js';
import { MOST_COUNTED, type StockDraft, type StockForm, type StockView } from './stock-section.js';

export interface StockPorts {
  readonly host: LitElement;
  readonly words: InsightsLocalizer;
  readonly say: (wish: OwnerWish) => Promise<Outcome<{ id: string }> | undefined>;
  readonly announce: (text: string) => void;
}

const EMPTY: StockDraft = { variant: '', depot: '', count: '', buffer: '' };

export class StockDesk {
  readonly #ports: StockPorts;
  #draft = EMPTY;
  #bad: ReadonlySet<'count' | 'buffer'> = new Set();
  /** What was said last, by place, and of counts under no name; undefined: it could not be saved. */
  readonly #said = new Map<string, string | undefined>();
  /** The row that was put into the form, for as long as the form is of that. */
  #chosen: StockForm['chosen'];
  #answer: InsightsAnswer | undefined;
  #busy = false;

  constructor(ports: StockPorts) {
    this.#ports = ports;
  }

  view(answer: InsightsAnswer, catalog: Catalog, words: readonly OwnerWord[]): StockView {
    this.#answer = answer;
    const draft = {
      ...this.#draft,
      variant: this.#draft.variant || (catalog.products[0]?.variants[0]?.id ?? ''),
      depot: this.#draft.depot || (catalog.depots[0]?.id ?? ''),
    };
    this.#draft = draft;
    const form = {
      ...{ draft, bad: this.#bad, chosen: this.#chosen },
      type: (changes: Partial<StockDraft>) => this.#type(changes),
      save: (ends: boolean) => void this.#save(ends),
      change: (variant: string, depot: string) => this.#change(variant, depot),
    };
    return { answer, catalog, form, note: this.#noteOf('', words) };
  }

  depots(answer: InsightsAnswer, catalog: Catalog, words: readonly OwnerWord[]): DepotView {
    return {
      ...{ answer, catalog },
      save: (depot, status, reason) => void this.#saveDepot(depot, status, reason),
      noteOf: (depot) => this.#noteOf(depot, words),
    };
  }

  /** The owner has seen that it was refused: it is in no list any more, and was not taken all the same. */
  forget(id: string): void {
    for (const [place, said] of this.#said) if (said === id) this.#said.delete(place);
  }

  /** What has become of it by now: the shop has what waits no more. */
  #noteOf(place: string, words: readonly OwnerWord[]): string | undefined {
    if (!this.#said.has(place)) return undefined;
    const id = this.#said.get(place);
    const { words: l } = this.#ports;
    if (id === undefined) return l.t('saidFailed');
    const word = words.find((each) => each.id === id);
    return l.t(!word ? 'saidThere' : word.refused === undefined ? 'saidSaved' : 'saidRefused');
  }

  #type(changes: Partial<StockDraft>) {
    this.#draft = { ...this.#draft, ...changes };
    if ('variant' in changes || 'depot' in changes) this.#chosen = undefined;
    this.#said.delete('');
    this.#ports.host.requestUpdate();
  }

  /** What is known of it is put into the form, and the count is what is likely meant to be another. */
  #change(variant: string, depot: string) {
    const { host } = this.#ports;
    const row = this.#answer?.stock.find((each) => each.variant === variant && each.depot === depot);
    const count = row ? String(countOf(row)) : '';
    this.#bad = new Set();
    this.#type({ variant, depot, count, buffer: row ? String(row.buffer) : '' });
    this.#chosen = { variant, depot };
    void host.updateComplete.then(() => {
      const field = host.renderRoot.querySelector<HTMLInputElement>('#stock-count');
      field?.focus();
      field?.select();
    });
  }

  async #save(ends: boolean): Promise<void> {
    const { host } = this.#ports;
    const { variant, depot, count, buffer } = this.#draft;
    const [quantity, kept] = [toWhole(count), buffer.trim() === '' ? undefined : toWhole(buffer)];
    const isBad = (value: number | undefined) => value !== undefined && !(value <= MOST_COUNTED);
    const bad = [
      ...(!ends && isBad(quantity) ? (['count'] as const) : []),
      ...(!ends && isBad(kept) ? (['buffer'] as const) : []),
    ];
    this.#bad = new Set(bad);
    host.requestUpdate();
    if (bad.length > 0) {
      await host.updateComplete;
      host.renderRoot.querySelector<HTMLElement>(`#stock-${bad[0]}`)?.focus();
      return;
    }
    const body = { variant, depot, quantity: ends ? null : quantity };
    const isSaid = await this.#say('', {
      type: 'stock.set',
      body: kept === undefined || ends ? body : { ...body, buffer: kept },
    });
    if (isSaid) this.#draft = { ...this.#draft, count: '', buffer: '' };
    host.requestUpdate();
    if (!isSaid || !ends) return;
    // Its button goes with it: whoever goes by keys is not to be left nowhere.
    this.#chosen = undefined;
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>('#stock-variant')?.focus();
  }

  async #saveDepot(depot: string, status: DepotState, reason: string): Promise<void> {
    await this.#say(depot, { type: 'depot.set', body: { depot, status, ...(reason ? { reason } : {}) } });
  }

  /** One at a time: whoever presses twice means it once. */
  async #say(place: string, wish: OwnerWish): Promise<boolean> {
    const { host, say, words: l, announce } = this.#ports;
    if (this.#busy) return false;
    this.#busy = true;
    try {
      const said = await say(wish);
      this.#said.set(place, said?.ok ? said.id : undefined);
      announce(l.t(said?.ok ? 'saidSaved' : 'saidFailed'));
      return said?.ok === true;
    } finally {
      this.#busy = false;
      host.requestUpdate();
    }
  }
}
