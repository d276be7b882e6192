/** The way by a picture that is chosen, always within reach. The stall has the same. */
import { html } from 'lit';

import type { ScanLocalizer } from '../words/scan-terms.js';

export function renderPicture(l: ScanLocalizer, take: (file: File) => void) {
  const pick = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (file) take(file);
    // The same file may be picked again.
    input.value = '';
  };
  return html`<div class="picture">
    <label class="button secondary focus" part="button secondary-button picture-button">
      ${l.t('scanPicture')}
      <input class="unseen" type="file" accept="image/*" @change=${pick} />
    </label>
  </div>`;
}
