/** What an element of the page shows while it has nothing to show yet, or can't. */
import { html, nothing } from 'lit';

import type { ShopState } from '../../core/shop-state.js';
import { isForDeveloper } from './developer.js';
import type { Localizer } from '../localizer.js';
import type { ShopLink } from './shop-link.js';

/** The host's own markup inside the element, which stays until there is something better. */
export function hasFallback(host: HTMLElement): boolean {
  return [...host.childNodes].some(
    (node) =>
      (node instanceof Text && node.data.trim() !== '') ||
      (node instanceof Element && !node.slot && !/^(noscript|script|template)$/.test(node.localName)),
  );
}

export function renderNoShop(words: Localizer) {
  return isForDeveloper() ? html`<p class="chip bad" part="error">${words.t('noShop')}</p>` : nothing;
}

/** The shop couldn't be loaded. */
export function renderFailed(state: ShopState, link: ShopLink, words: Localizer) {
  if (state.load.kind !== 'failed') return nothing;
  return renderUnavailable(words.t('failed'), link.refresh, words);
}

/** What is wrong, what to do, and a button that does it. */
export function renderUnavailable(what: string, retry: () => void, words: Localizer) {
  return html`<div class="failed" part="error">
    <p><strong>${what}</strong><br />${words.t('failedHint')}</p>
    <button
      type="button"
      class="button secondary"
      part="button secondary-button retry-button"
      @click=${retry}
    >
      ${words.t('retry')}
    </button>
  </div>`;
}
