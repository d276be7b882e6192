/** What lies where, and a form that sets a count. A count that was set stays in sight until the shop has it. */
import { html, nothing } from 'lit';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { countOf } from '../../core/owner/summarize.js';
import type { InsightsAnswer } from '../../core/protocol/insights.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';
import { renderTable, type DataTable, type TableHands } from './data-table.js';
import { countCell, depotText, numberColumns, textColumns, variantText } from './insight-words.js';

/** The most that can be counted. */
export const MOST_COUNTED = 1_000_000;
/** A sentence has no room for more names: the rest are a number. */
const MOST_NAMED = 5;

/** What is in the form: texts as they are typed. */
export interface StockDraft {
  readonly variant: string;
  readonly depot: string;
  readonly count: string;
  readonly buffer: string;
}

export interface StockForm {
  readonly draft: StockDraft;
  readonly bad: ReadonlySet<'count' | 'buffer'>;
  /** A row of the table that was put into the form: that alone can be counted no more. */
  readonly chosen: { readonly variant: string; readonly depot: string } | undefined;
  readonly type: (changes: Partial<StockDraft>) => void;
  /** @param ends it is counted no more */
  readonly save: (ends: boolean) => void;
  /** Puts a row into the form. */
  readonly change: (variant: string, depot: string) => void;
}

export interface StockView {
  readonly answer: InsightsAnswer;
  readonly catalog: Catalog;
  readonly form: StockForm;
  /** What came of the last save. */
  readonly note: unknown;
}

export function renderStock(view: StockView, hands: TableHands) {
  const { words: l } = hands;
  const { answer, catalog } = view;
  return html`<section class="block" part="stock" aria-labelledby="stock">
    <h3 class="title" id="stock" part="title">${l.t('stockOwnTitle')}</h3>
    ${
      answer.stock.length > 0
        ? html`<p part="finding">${stockFinding(answer, catalog, l)}</p>
            ${renderTable(stockTable(answer, catalog, l, view.form.change), hands)}`
        : html`<p class="muted" part="message">${l.t('stockOwnNone')}</p>`
    }
    ${renderForm(view, l)}
  </section>`;
}

function stockFinding({ stock }: InsightsAnswer, catalog: Catalog, l: InsightsLocalizer): string {
  const out = stock.filter(({ pool, buffer }) => pool - buffer <= 0);
  if (out.length === 0) return l.t('stockFindingNone');
  const names = out
    .slice(0, MOST_NAMED)
    .map(({ variant, depot }) => `${variantText(catalog, variant)} (${depotText(catalog, depot)})`);
  const more = out.length - names.length;
  const all = more > 0 ? [...names, l.t('stockMore', { count: more })] : names;
  return l.t('stockFinding', { count: out.length, names: l.list(all) });
}

/** @param change shown in each row where it is given; a file has no button */
export function stockTable(
  { stock }: InsightsAnswer,
  catalog: Catalog,
  l: InsightsLocalizer,
  change?: StockForm['change'],
): DataTable {
  const counted = ['colCount', 'colPool', 'colLeased', 'colSold', 'colOwed', 'colBuffer'] as const;
  return {
    id: 'stock',
    title: l.t('stockOwnTitle'),
    columns: [...textColumns(l, ['colItem', 'colDepot']), ...numberColumns(l, counted)],
    rows: stock.map((row) => {
      const { variant, depot, pool, leased, sold, owed, buffer } = row;
      const [name, place] = [variantText(catalog, variant), depotText(catalog, depot)];
      const label = l.t('stockChange', { name, place });
      const button = change
        ? html`${name}
            <button
              type="button"
              class="link small"
              part="button link-button change-button"
              aria-label=${label}
              @click=${() => change(variant, depot)}
            >
              ${l.t('change')}
            </button>`
        : name;
      const counts = [countOf(row), pool, leased, sold, owed, buffer];
      return [
        { value: name, shown: button },
        { value: place },
        ...counts.map((count) => countCell(l, count)),
      ];
    }),
  };
}

function renderForm({ catalog, form, note }: StockView, l: InsightsLocalizer) {
  const { draft, chosen, type, save } = form;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save(false);
  };
  const variants = catalog.products.flatMap(({ variants: sizes }) => sizes.map(({ id }) => id));
  return html`<form class="set" part="stock-form" novalidate @submit=${submit}>
    <h4 class="name">${l.t('stockSet')}</h4>
    <p class="small muted" part="hint">${l.t('stockSetHint')}</p>
    <div class="fields">
      ${renderSelect('variant', l.t('stockItem'), draft.variant, variants, (id) => variantText(catalog, id), type)}
      ${renderSelect(
        'depot',
        l.t('stockPlace'),
        draft.depot,
        catalog.depots.map(({ id }) => id),
        (id) => depotText(catalog, id),
        type,
      )}
      ${renderCount('count', l.t('stockCount'), form, l)}
      ${renderCount('buffer', l.t('stockBuffer'), form, l)}
    </div>
    <div class="buttons">
      <button part="button primary-button save-button" class="primary">${l.t('stockSave')}</button>
      ${
        chosen
          ? html`<button type="button" part="button secondary-button end-button" @click=${() => save(true)}>
              ${l.t('stockEnd', {
                name: variantText(catalog, chosen.variant),
                place: depotText(catalog, chosen.depot),
              })}
            </button>`
          : nothing
      }
    </div>
    <p class="told" part="message">${note ?? nothing}</p>
  </form>`;
}

function renderSelect(
  name: 'variant' | 'depot',
  label: string,
  chosen: string,
  ids: readonly string[],
  toText: (id: string) => string,
  type: StockForm['type'],
) {
  return html`<div class="field" part="field">
    <label class="label" part="label" for="stock-${name}">${label}</label>
    <select
      id="stock-${name}"
      part="input"
      @change=${(event: Event) => type({ [name]: (event.target as HTMLSelectElement).value })}
    >
      ${ids.map((id) => html`<option value=${id} ?selected=${id === chosen}>${toText(id)}</option>`)}
    </select>
  </div>`;
}

function renderCount(
  name: 'count' | 'buffer',
  label: string,
  { draft, bad, type }: StockForm,
  l: InsightsLocalizer,
) {
  const isBad = bad.has(name);
  return html`<div class="field" part="field">
    <label class="label" part="label" for="stock-${name}">${label}</label>
    <input
      id="stock-${name}"
      class="number"
      part="input stock-field"
      inputmode="numeric"
      autocomplete="off"
      maxlength="7"
      .value=${draft[name]}
      aria-invalid=${isBad ? 'true' : nothing}
      aria-describedby=${isBad ? `stock-${name}-error` : nothing}
      @input=${(event: Event) => type({ [name]: (event.target as HTMLInputElement).value })}
    />
    ${
      isBad
        ? html`<p class="bad status small" id="stock-${name}-error" part="field-error">
            ${l.t('countBad', { most: MOST_COUNTED })}
          </p>`
        : nothing
    }
  </div>`;
}
