/**
 * The stock of a stall's day as it is drawn: what is held and until when, a number for each variant and one of orders for
 * each time, and what came of them.
 */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { findDepot } from '../../core/catalog/lookup.js';
import { MOST_PLACES, MOST_UNITS } from '../../core/stall/day-limits.js';
import type { DayStock, PlaceShortfall, Shortfall } from '../../core/stall/stall-port.js';
import type { StockLocalizer } from '../words/stock-terms.js';
import type { DayRow } from './day-rows.js';
import { renderField } from './stall-field.js';
import { timeOf } from './stall-times.js';
import { isolate } from './stall-words.js';

export interface DayNote {
  readonly tone: 'good' | 'attention' | 'bad';
  readonly text: string;
}

/** Orders for each time. */
export interface PlacesView {
  readonly text: string;
  readonly isBad: boolean;
  readonly fewer: readonly PlaceShortfall[];
  readonly type: (text: string) => void;
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
  readonly places: PlacesView;
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
      ${rows ? [renderPlaces(view), renderRows(rows, view)] : nothing} ${renderBar(view)}
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
  const counts = new Map<string, number>();
  for (const { depot: at, left } of day.held) counts.set(at, (counts.get(at) ?? 0) + left);
  const held = [...counts].map(([at, count]) => {
    if (at === depot) return l.t('stockHeld', { count, time });
    const place = isolate(findDepot(catalog, at)?.title ?? at, l);
    return l.t('stockHeldAt', { count, time, place });
  });
  const texts = held.length > 0 ? held : [l.t('stockHeldNone')];
  return day.standing === 'wished' ? [...texts, l.t('stockWished')] : texts;
}

function renderSearch({ all, find, words: l, search }: DayView) {
  if (all <= FEW) return nothing;
  const field = html`<input
    id="find"
    part="input"
    type="search"
    autocomplete="off"
    .value=${find}
    @input=${(event: Event) => search((event.target as HTMLInputElement).value)}
  />`;
  return renderField('find', l.t('stockFind'), field);
}

function renderRow({ key, title, held, more }: DayRow, id: string, view: DayView) {
  const { words: l, typed, bad, short, type } = view;
  const less = short.get(key);
  const number = renderNumber({
    id,
    part: 'stock-field',
    name: html`<bdi>${title}</bdi>`,
    text: typed.get(key) ?? String(held),
    hint: more === undefined ? l.t('stockUncounted', { held }) : l.t('stockHas', { held, count: more }),
    less: less ? [toShort(less, l)] : [],
    fault: bad.has(key) ? l.t('stockBad', { least: 0, most: MOST_UNITS }) : undefined,
    type: (text) => type(key, text),
  });
  return html`<li class="row" part="stock-line">${number}</li>`;
}

function renderPlaces({ words: l, places: { text, isBad, fewer, type } }: DayView) {
  const number = renderNumber({
    id: 'places',
    part: 'places-field',
    name: l.t('stockPlaces'),
    hint: l.t('stockPlacesHint'),
    less: listFewer(fewer, l),
    fault: isBad ? l.t('stockBad', { least: 1, most: MOST_PLACES }) : undefined,
    ...{ text, type },
  });
  return html`<div class="row" part="stock-places">${number}</div>`;
}

interface NumberView {
  readonly id: string;
  readonly part: string;
  readonly name: unknown;
  readonly text: string;
  readonly hint: string;
  /** What of it was not to be had. */
  readonly less: readonly string[];
  readonly fault: string | undefined;
  readonly type: (text: string) => void;
}

function renderNumber({ id, part, name, text, hint, less, fault, type }: NumberView) {
  return html`<label part="label" for=${id}>${name}</label>
    <input
      id=${id}
      class="number"
      part="input ${part}"
      inputmode="numeric"
      autocomplete="off"
      maxlength="6"
      .value=${text}
      aria-invalid=${fault === undefined ? nothing : 'true'}
      aria-describedby="${id}-has"
      @input=${(event: Event) => type((event.target as HTMLInputElement).value)}
    />
    <div class="small" id="${id}-has">
      <p class="muted" part="hint">${hint}</p>
      ${less.map((each) => html`<p class="attention status" part="hint">${each}</p>`)}
      ${fault === undefined ? nothing : html`<p class="bad status" part="field-error">${fault}</p>`}
    </div>`;
}

/** A line for all times of which as many were granted, in the order of their times. */
function listFewer(fewer: readonly PlaceShortfall[], l: StockLocalizer): readonly string[] {
  const granted = new Map<number, PlaceShortfall[]>();
  for (const each of fewer) granted.set(each.granted, [...(granted.get(each.granted) ?? []), each]);
  return [...granted].map(([count, of]) => {
    const times = l.list(of.map(({ start }) => isolate(timeOf(l, start), l)));
    const asked = of[0]?.asked ?? 0;
    return count === 0 ? l.t('stockFullAt', { times }) : l.t('stockFewerAt', { times, count, asked });
  });
}

function toShort({ asked, granted }: Shortfall, l: StockLocalizer): string {
  return granted === 0 ? l.t('stockNoneLeft') : l.t('stockLess', { count: granted, asked });
}
