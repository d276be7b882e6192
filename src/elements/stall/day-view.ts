/** The stock of a stall's day as it is drawn: what is held and until when, a number for each variant, and what came of it. */
import { html, nothing } from 'lit';

import { MOST_UNITS } from '../../core/stall/day-limits.js';
import type { DayStock, Shortfall } from '../../core/stall/stall-port.js';
import type { StockLocalizer } from '../words/stock-terms.js';
import type { DayRow } from './day-rows.js';
import { timeOf } from './stall-times.js';
import { isolate } from './stall-words.js';

export interface DayNote {
  readonly tone: 'good' | 'attention' | 'bad';
  readonly text: string;
}

export interface DayView {
  readonly words: StockLocalizer;
  readonly day: DayStock | undefined;
  /** Undefined where nobody has said at which depot. */
  readonly rows: readonly DayRow[] | undefined;
  /** Rows without the search. */
  readonly all: number;
  readonly typed: ReadonlyMap<string, string>;
  readonly find: string;
  readonly note: DayNote | undefined;
  readonly short: ReadonlyMap<string, Shortfall>;
  /** Variants whose number is none. */
  readonly bad: ReadonlySet<string>;
  readonly busy: boolean;
  readonly type: (variant: string, text: string) => void;
  readonly search: (text: string) => void;
  readonly take: () => void;
  readonly giveBack: () => void;
}

/** With fewer, a search is in the way. */
const FEW = 12;

export function renderDay(view: DayView) {
  const { words: l, rows, day } = view;
  return html`<details class="day" part="stock">
    <summary part="stock-toggle">
      <span class="title" part="title">${l.t('stockTitle')}</span>
      <span class="small muted">${renderHeld(day, l)}</span>
    </summary>
    <p class="small muted" part="hint">${l.t(rows ? 'stockHint' : 'stock.no-depot')}</p>
    ${rows ? html`${renderSearch(view)} ${renderForm(rows, view)}` : nothing}
  </details>`;
}

function renderForm(rows: readonly DayRow[], view: DayView) {
  const { words: l, day, note, busy, take, giveBack } = view;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    take();
  };
  const disabled = busy ? 'true' : nothing;
  return html`<form class="field" novalidate @submit=${submit}>
    <ul role="list" part="stock-lines" aria-label=${l.t('stockTitle')}>
      ${rows.map((row, index) => renderRow(row, `take-${index}`, view))}
    </ul>
    <div class="bar">
      <p class="told ${note?.tone ?? ''}" part="message">${busy ? l.t('stockAsking') : note?.text}</p>
      <button part="button secondary-button take-button" aria-disabled=${disabled}>
        ${l.t('stockTake')}
      </button>
      ${
        day
          ? html`<button
              type="button"
              part="button secondary-button give-back-button"
              aria-disabled=${disabled}
              @click=${giveBack}
            >
              ${l.t('stockGiveBack')}
            </button>`
          : nothing
      }
    </div>
  </form>`;
}

function renderHeld(day: DayStock | undefined, l: StockLocalizer): string {
  if (!day) return l.t('stockHeldNone');
  const count = day.held.reduce((sum, { left }) => sum + left, 0);
  return l.t('stockHeld', { count, time: isolate(timeOf(l, day.until), l) });
}

function renderSearch({ all, find, words: l, search }: DayView) {
  if (all <= FEW) return nothing;
  return html`<p class="field">
    <label class="label" part="label" for="find">${l.t('stockFind')}</label>
    <input
      id="find"
      part="input"
      type="search"
      autocomplete="off"
      .value=${find}
      @input=${(event: Event) => search((event.target as HTMLInputElement).value)}
    />
  </p>`;
}

function renderRow({ variant, title, held, more }: DayRow, id: string, view: DayView) {
  const { words: l, typed, bad, short, type } = view;
  const fault = bad.has(variant);
  const has = more === undefined ? l.t('stockUncounted', { held }) : l.t('stockHas', { held, count: more });
  const less = short.get(variant);
  return html`<li part="stock-line">
    <label part="label" for=${id}><bdi>${title}</bdi></label>
    <input
      id=${id}
      class="number"
      part="input stock-field"
      inputmode="numeric"
      autocomplete="off"
      maxlength="6"
      .value=${typed.get(variant) ?? String(held)}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby="${id}-has"
      @input=${(event: Event) => type(variant, (event.target as HTMLInputElement).value)}
    />
    <div class="small" id="${id}-has">
      <p class="muted" part="hint">${has}</p>
      ${less ? html`<p class="attention aged" part="hint">${toShort(less, l)}</p>` : nothing}
      ${fault ? html`<p class="bad" part="field-error">${l.t('stockBad', { most: MOST_UNITS })}</p>` : nothing}
    </div>
  </li>`;
}

function toShort({ asked, granted }: Shortfall, l: StockLocalizer): string {
  return granted === 0 ? l.t('stockNoneLeft') : l.t('stockLess', { count: granted, asked });
}
