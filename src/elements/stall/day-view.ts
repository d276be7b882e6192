/** The stock of a stall's day as it is drawn: what is held and until when, a number for each variant, and what came of it. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { findDepot } from '../../core/catalog/lookup.js';
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
  readonly catalog: Catalog;
  /** Whose rows are shown. */
  readonly depot: string | undefined;
  readonly day: DayStock | undefined;
  /** Undefined where nobody has said at which depot. */
  readonly rows: readonly DayRow[] | undefined;
  /** Rows without the search. */
  readonly all: number;
  readonly typed: ReadonlyMap<string, string>;
  readonly find: string;
  readonly note: DayNote | undefined;
  readonly short: ReadonlyMap<string, Shortfall>;
  /** Rows whose number is none, by key, as what is typed and short is. */
  readonly bad: ReadonlySet<string>;
  readonly busy: boolean;
  readonly type: (key: string, text: string) => void;
  readonly search: (text: string) => void;
  readonly take: () => void;
  readonly giveBack: () => void;
}

/** With fewer, a search is in the way. */
const FEW = 12;

export function renderDay(view: DayView) {
  const { words: l, rows } = view;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    view.take();
  };
  return html`<details class="day" part="stock">
    <summary part="stock-toggle">
      <span class="title" part="title">${l.t('stockTitle')}</span>
      ${listHeld(view).map((text) => html`<span class="small muted">${text}</span> `)}
    </summary>
    <p class="small muted" part="hint">${l.t(rows ? 'stockHint' : 'stock.no-depot')}</p>
    ${rows ? renderSearch(view) : nothing}
    <form class="field" novalidate @submit=${submit}>
      ${rows ? renderRows(rows, view) : nothing} ${renderBar(view)}
    </form>
  </details>`;
}

function renderRows(rows: readonly DayRow[], view: DayView) {
  const { words: l, all } = view;
  if (rows.length === 0 && all > 0) return html`<p class="muted" part="empty">${l.t('stockNotFound')}</p>`;
  return html`<ul role="list" part="stock-lines" aria-label=${l.t('stockTitle')}>
    ${repeat(
      rows,
      ({ key }) => key,
      (row, index) => renderRow(row, `take-${index}`, view),
    )}
  </ul>`;
}

function renderBar({ words: l, rows, day, note, busy, giveBack }: DayView) {
  const disabled = busy ? 'true' : nothing;
  if (!rows && !day && !note) return nothing;
  return html`<div class="bar">
    <p class="told ${note?.tone ?? ''}" part="message">${busy ? l.t('stockAsking') : note?.text}</p>
    ${
      rows
        ? html`<button part="button secondary-button take-button" aria-disabled=${disabled}>
            ${l.t('stockTake')}
          </button>`
        : nothing
    }
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
  </div>`;
}

/** How many are held, and where, if that is at another depot; and what is to come of it. */
function listHeld({ day, depot, catalog, words: l }: DayView): readonly string[] {
  if (!day) return [l.t('stockHeldNone')];
  if (day.standing === 'over') return [l.t('stockOver')];
  const time = day.until === undefined ? '' : isolate(timeOf(l, day.until), l);
  const counts = new Map(day.until !== undefined && day.held.length === 0 ? [[depot, 0]] : []);
  for (const { depot: at, left } of day.held) counts.set(at, (counts.get(at) ?? 0) + left);
  const held = [...counts].map(([at, count]) => {
    if (at === depot) return l.t('stockHeld', { count, time });
    const place = isolate((at && findDepot(catalog, at)?.title) ?? at ?? '', l);
    return l.t('stockHeldAt', { count, time, place });
  });
  const texts = held.length > 0 ? held : [l.t('stockHeldNone')];
  return day.standing === 'wished' ? [...texts, l.t('stockWished')] : texts;
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

function renderRow({ key, title, held, more }: DayRow, id: string, view: DayView) {
  const { words: l, typed, bad, short, type } = view;
  const fault = bad.has(key);
  const has = more === undefined ? l.t('stockUncounted', { held }) : l.t('stockHas', { held, count: more });
  const less = short.get(key);
  return html`<li part="stock-line">
    <label part="label" for=${id}><bdi>${title}</bdi></label>
    <input
      id=${id}
      class="number"
      part="input stock-field"
      inputmode="numeric"
      autocomplete="off"
      maxlength="6"
      .value=${typed.get(key) ?? String(held)}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby="${id}-has"
      @input=${(event: Event) => type(key, (event.target as HTMLInputElement).value)}
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
