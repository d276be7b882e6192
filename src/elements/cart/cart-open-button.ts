/** The button that stands for a closed drawer. */
import { html, nothing } from 'lit';

import type { Localizer } from '../localizer.js';

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
