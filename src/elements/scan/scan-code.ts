/** The way without camera and picture: an order's code, typed. */
import { html, nothing } from 'lit';

import type { ScanLocalizer } from '../words/scan-terms.js';

export interface CodeView {
  readonly words: ScanLocalizer;
  /** What was typed can be no code. */
  readonly bad: boolean;
  /** Returns nothing; what it comes to is drawn. */
  readonly find: (text: string) => void;
}

export function renderCode({ words: l, bad, find }: CodeView) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).querySelector('input');
    if (!input) return;
    find(input.value);
  };
  return html`<form class="code" part="code-field field" novalidate @submit=${submit}>
    <label class="label" part="label" for="code">${l.t('scanCode')}</label>
    <p class="small muted" id="code-hint" part="hint">${l.t('scanCodeHint')}</p>
    <div class="buttons">
      <input
        id="code"
        part="input"
        autocapitalize="characters"
        autocomplete="off"
        enterkeyhint="search"
        spellcheck="false"
        dir="ltr"
        aria-invalid=${bad ? 'true' : nothing}
        aria-describedby=${bad ? 'code-error code-hint' : 'code-hint'}
      />
      <button part="button secondary-button find-button">${l.t('scanFind')}</button>
    </div>
    <p class="bad status small" id="code-error" part="field-error" ?hidden=${!bad}>${l.t('scanCodeBad')}</p>
  </form>`;
}
