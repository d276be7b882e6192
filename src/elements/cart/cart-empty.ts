/** What a basket shows when there is nothing in it. */
import { html } from 'lit';

import type { LateLocalizer } from '../words/late-terms.js';

export function renderEmpty(l: LateLocalizer) {
  return html`<slot name="empty"
    ><div class="empty" part="empty">
      <p class="title">${l.t('emptyBasket')}</p>
      <p class="muted">${l.t('emptyHint')}</p>
    </div></slot
  >`;
}
