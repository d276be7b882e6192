/** How each place stands, and a form for each that says otherwise. */
import { html } from 'lit';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { InsightsAnswer } from '../../core/protocol/insights.js';
import type { DepotState } from '../../core/protocol/fields.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';

const STATES: readonly DepotState[] = ['open', 'degraded', 'closed'];

export interface DepotView {
  readonly answer: InsightsAnswer;
  readonly catalog: Catalog;
  readonly save: (depot: string, status: DepotState, reason: string) => void;
  /** What came of the last save at a place. */
  readonly noteOf: (depot: string) => unknown;
}

export function renderDepots(view: DepotView, l: InsightsLocalizer) {
  return html`<section class="block" part="depots" aria-labelledby="depots">
    <h3 class="title" id="depots" part="title">${l.t('depotsTitle')}</h3>
    ${view.catalog.depots.map(({ id, title }) => renderDepot(id, title, view, l))}
  </section>`;
}

function renderDepot(id: string, title: string, { answer, save, noteOf }: DepotView, l: InsightsLocalizer) {
  const now = answer.depots.find((depot) => depot.id === id);
  const status = now?.status ?? 'open';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const chosen = form.querySelector('select')?.value as DepotState;
    save(id, chosen, form.querySelector('input')?.value.trim() ?? '');
  };
  return html`<form class="set" part="depot" aria-labelledby="depot-${id}" @submit=${submit}>
    <h4 class="name" id="depot-${id}"><bdi>${title}</bdi></h4>
    <p class="small muted">${l.t('depotNow', { status: l.t(`depot.${status}`) })}</p>
    <div class="fields">
      <div class="field" part="field">
        <label class="label" part="label" for="status-${id}">${l.t('depotStatus')}</label>
        <select id="status-${id}" part="input depot-field">
          ${STATES.map(
            (state) =>
              html`<option value=${state} ?selected=${state === status}>${l.t(`depot.${state}`)}</option>`,
          )}
        </select>
      </div>
      <div class="field wide" part="field">
        <label class="label" part="label" for="reason-${id}">${l.t('depotReason')}</label>
        <input
          id="reason-${id}"
          part="input depot-field"
          maxlength="200"
          autocomplete="off"
          dir="auto"
          .value=${now?.reason ?? ''}
        />
      </div>
    </div>
    <div class="buttons">
      <button part="button secondary-button save-button">${l.t('depotSave')}</button>
    </div>
    <p class="told" part="message">${noteOf(id)}</p>
  </form>`;
}
