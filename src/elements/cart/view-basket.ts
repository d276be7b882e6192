/** The way to the basket from where something was added to it. */
import { html, nothing } from 'lit';

import type { Localizer } from '../localizer.js';

/** @param view undefined if the page has no cart to show */
export function renderViewBasket(view: ((press: Event) => void) | undefined, words: Localizer) {
  return view
    ? html`<button type="button" class="button link" part="button link-button view-button" @click=${view}>
        ${words.t('viewBasket')}
      </button>`
    : nothing;
}
