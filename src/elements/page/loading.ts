/** What an element shows while there is nothing else to show yet. */
import { html } from 'lit';

import type { Localizer } from '../localizer.js';

/** Words come after a second, since most of it is there before that. */
export function renderLoading(l: Localizer) {
  return html`<div class="loading" aria-busy="true">
    <div class="skeleton" part="skeleton"></div>
    <div class="skeleton" part="skeleton"></div>
    <p class="late small muted">${l.t('loading')}</p>
  </div>`;
}
