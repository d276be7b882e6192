/** What a basket shows when it has no lines to show. */
import { html } from 'lit';

import { renderNote } from './cart-notes.js';
import type { LateLocalizer } from '../words/late-terms.js';

export function renderEmpty(l: LateLocalizer) {
  return html`<slot name="empty"
    ><div class="empty" part="empty">
      <p class="title">${l.t('emptyBasket')}</p>
      <p class="muted">${l.t('emptyHint')}</p>
    </div></slot
  >`;
}

export function renderFailure(l: LateLocalizer, retry: () => void) {
  const button = html`<button type="button" part="button secondary-button retry-button" @click=${retry}>
    ${l.t('retry')}
  </button>`;
  return html`<div part="error">
    ${renderNote(
      'attention',
      l.t('failed'),
      html`<p>${l.t('failedHint')}</p>
        ${button}`,
      'message',
    )}
  </div>`;
}
