/** How each place stands, and a form for each that says otherwise. */
import { html } from 'lit';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { InsightsAnswer } from '../../core/protocol/insights.js';
import type { DepotState } from '../../core/protocol/fields.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';
import { renderTable, type DataTable, type TableHands } from './data-table.js';
import { textColumns } from './insight-words.js';

const STATES: readonly DepotState[] = ['open', 'degraded', 'closed'];

export interface DepotView {
  readonly answer: InsightsAnswer;
  readonly catalog: Catalog;
  readonly save: (depot: string, status: DepotState, reason: string) => void;
  /** What came of the last save at a place. */
  readonly noteOf: (depot: string) => unknown;
}

export function renderDepots(view: DepotView, hands: TableHands) {
  const { words: l } = hands;
  return html`<section class="block" part="depots" aria-labelledby="depots">
    <h3 class="title" id="depots" part="title">${l.t('depotsTitle')}</h3>
    ${renderTable(depotTable(view.answer, view.catalog, l), hands)}
    <p class="muted" part="hint">${l.t('depotsHint')}</p>
    ${view.catalog.depots.map((depot, at) => renderDepot(depot, at, view, l))}
  </section>`;
}

export function depotTable(answer: InsightsAnswer, catalog: Catalog, l: InsightsLocalizer): DataTable {
  return {
    id: 'depots',
    title: l.t('depotsTitle'),
    columns: textColumns(l, ['colDepot', 'depotStatus', 'depotReason']),
    rows: catalog.depots.map(({ id, title }) => {
      const { status = 'open', reason = '' } = findStatus(answer, id) ?? {};
      return [{ value: title }, { value: l.t(`depot.${status}`) }, { value: reason }];
    }),
  };
}

const findStatus = ({ depots }: InsightsAnswer, id: string) => depots.find((depot) => depot.id === id);

/** @param at its place among them: an id of the shop's may be no id of a page's */
function renderDepot(
  { id, title }: Catalog['depots'][number],
  at: number,
  { answer, save, noteOf }: DepotView,
  l: InsightsLocalizer,
) {
  const now = findStatus(answer, id);
  const status = now?.status ?? 'open';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const chosen = form.querySelector('select')?.value as DepotState;
    save(id, chosen, form.querySelector('input')?.value.trim() ?? '');
  };
  return html`<form class="set" part="depot" aria-labelledby="depot-${at}" @submit=${submit}>
    <h4 class="name" id="depot-${at}"><bdi>${title}</bdi></h4>
    <p class="small muted">${l.t('depotNow', { status: l.t(`depot.${status}`) })}</p>
    ${renderFields(now, at, l)}
    <div class="buttons">
      <button part="button secondary-button save-button">${l.t('depotSave')}</button>
    </div>
    <p class="told" part="message">${noteOf(id)}</p>
  </form>`;
}

function renderFields(now: InsightsAnswer['depots'][number] | undefined, at: number, l: InsightsLocalizer) {
  const status = now?.status ?? 'open';
  return html`<div class="fields">
    <div class="field" part="field">
      <label class="label" part="label" for="status-${at}">${l.t('depotStatus')}</label>
      <select id="status-${at}" part="input depot-field">
        ${STATES.map(
          (state) =>
            html`<option value=${state} ?selected=${state === status}>${l.t(`depot.${state}`)}</option>`,
        )}
      </select>
    </div>
    <div class="field wide" part="field">
      <label class="label" part="label" for="reason-${at}">${l.t('depotReason')}</label>
      <input
        id="reason-${at}"
        part="input depot-field"
        maxlength="200"
        autocomplete="off"
        dir="auto"
        .value=${now?.reason ?? ''}
      />
    </div>
  </div>`;
}
