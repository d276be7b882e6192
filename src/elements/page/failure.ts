/** What an element shows where there is no shop to show, with a way to try again. */
import { html } from 'lit';

import { renderNote } from './notes.js';
import type { LateLocalizer } from '../words/late-terms.js';

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
