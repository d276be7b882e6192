/** What a basket shows when it has no lines to show, and the button that stands for a closed drawer. */
import { html, nothing } from 'lit';

import { renderNote } from './cart-notes.js';
import type { Localizer } from './localizer.js';

export function renderEmpty(l: Localizer) {
  return html`<slot name="empty"
    ><div class="empty" part="empty">
      <p class="title">${l.t('emptyBasket')}</p>
      <p class="muted">${l.t('emptyHint')}</p>
    </div></slot
  >`;
}

/** Words come after a second, since most baskets are there before that. */
export function renderLoading(l: Localizer) {
  return html`<div class="loading" aria-busy="true">
    <div class="skeleton" part="skeleton"></div>
    <div class="skeleton" part="skeleton"></div>
    <p class="late small muted">${l.t('loading')}</p>
  </div>`;
}

export function renderFailure(l: Localizer, retry: () => void) {
  const button = html`<button type="button" part="button secondary-button retry-button" @click=${retry}>
    ${l.t('retry')}
  </button>`;
  return html`<div part="error">
    ${renderNote(
      'attention',
      l.t('failed'),
      html`<p>${l.t('failedHint')}</p>
        ${button}`,
    )}
  </div>`;
}

export function renderOpenButton(count: number, l: Localizer, open: (event: Event) => void) {
  return html`<button
    type="button"
    class="open"
    part="button secondary-button open-button"
    aria-haspopup="dialog"
    @click=${open}
  >
    ${l.t('openBasket')}
    ${
      count
        ? html`<span class="count number" aria-hidden="true">${l.number(count)}</span
            ><span class="unseen">${l.t('items', { count })}</span>`
        : nothing
    }
  </button>`;
}
