/** How the stall stands: what is not sent, what the shop did not take, how old its keys are, and where it is. */
import { html, nothing } from 'lit';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { Conflict, StallView } from '../../core/stall/stall-port.js';
import type { StallLocalizer } from '../words/stall-terms.js';
import { renderField } from './stall-field.js';
import { momentOf } from './stall-times.js';
import { isolate } from './stall-words.js';

export interface QueueView {
  readonly words: StallLocalizer;
  readonly view: StallView;
  readonly catalog: Catalog;
  readonly offline: boolean;
  /** The page itself says where the stall stands. */
  readonly fixed: boolean;
  readonly now: number;
  readonly send: () => void;
  readonly note: (id: string) => void;
  readonly standAt: (depot: string) => void;
}

/** Keys change rarely; a stall that has not asked for so long should. */
const OLD_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

export function renderQueue(queue: QueueView) {
  const { view, words: l, offline } = queue;
  const { unsent, allSent, conflicts } = view;
  return html`<div class="queue" part="queue">
      ${conflicts.map((conflict) => renderConflict(conflict, queue))}
      ${offline ? html`<p class="chip wait" part="chip">${l.t('stallOffline')}</p>` : nothing}
      <p class="strong" role="status">
        ${unsent > 0 ? l.t('stallUnsent', { count: unsent }) : allSent ? l.t('stallSent') : nothing}
      </p>
      ${
        unsent > 0
          ? html`<p class="small muted">${l.t('stallUnsentHint')}</p>
              <button type="button" part="button secondary-button send-button" @click=${queue.send}>
                ${l.t('stallSend')}
              </button>`
          : nothing
      }
    </div>
    ${renderKeys(queue)} ${queue.fixed ? nothing : renderDepot(queue)}`;
}

function renderConflict({ id, code, reason, at }: Conflict, { words: l, note }: QueueView) {
  const told = l.find(`conflict.${reason}`, { code: isolate(code, l) });
  return html`<div class="conflict bad" part="conflict">
    <p class="strong sign" part="message" tabindex="-1">
      ${told ?? l.t('conflict.other', { code: isolate(code, l) })}
    </p>
    <p class="small">${l.t('conflictAt', { when: isolate(momentOf(l, at), l) })}</p>
    <button type="button" part="button secondary-button noted-button" @click=${() => note(id)}>
      ${l.t('conflictNoted')}
    </button>
  </div>`;
}

function renderKeys({ view: { keysAt }, words: l, now }: QueueView) {
  const isOld = keysAt === null || now - Date.parse(keysAt) > OLD_AFTER_MS;
  const when = keysAt === null ? '' : isolate(momentOf(l, keysAt), l);
  const key = keysAt === null ? 'stallKeysNever' : isOld ? 'stallKeysOld' : 'stallKeys';
  return html`<p class="small ${isOld ? 'attention status' : 'muted'}" part="keys-age">
    ${l.t(key, { when })}
  </p>`;
}

function renderDepot({ catalog, view, words: l, standAt }: QueueView) {
  if (catalog.depots.length < 2) return nothing;
  const choose = (event: Event) => standAt((event.currentTarget as HTMLSelectElement).value);
  const field = html`<select id="depot" part="input depot" @change=${choose}>
    ${view.depot === undefined ? html`<option value="" selected disabled>${l.t('stallAnywhere')}</option>` : nothing}
    ${catalog.depots.map(({ id, title }) => html`<option value=${id} ?selected=${id === view.depot}>${title}</option>`)}
  </select>`;
  return renderField('depot', l.t('stallDepot'), field);
}
