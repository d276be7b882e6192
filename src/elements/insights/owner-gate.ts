/** Asks for the code that makes this device the owner's, or opens it again. */
import { html, nothing } from 'lit';

import type { OwnerView } from '../../core/owner/owner-port.js';
import type { OwnerLocalizer } from '../words/owner-terms.js';

export interface OwnerGate {
  readonly words: OwnerLocalizer;
  readonly view: OwnerView;
  readonly busy: boolean;
  /** Why the code was not taken. */
  readonly fault: string | undefined;
  readonly open: (code: string, remember: boolean) => void;
}

export function renderOwnerGate({ words: l, view, busy, fault, open }: OwnerGate) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const [code, remember] = (event.currentTarget as HTMLFormElement).querySelectorAll('input');
    if (!busy) open(code?.value ?? '', remember?.checked ?? false);
  };
  const isOver = view.standing === 'over';
  return html`<form class="gate" part="signin" novalidate @submit=${submit}>
    <h3 class="title" part="title">${l.t(isOver ? 'ownerOver' : 'ownerGate')}</h3>
    <p class="muted" part="message">${l.t(isOver ? 'ownerOverHint' : 'ownerGateHint')}</p>
    <div class="field" part="field">
      <label class="label" part="label" for="code">${l.t('ownerCode')}</label>
      <input
        id="code"
        part="input"
        autocapitalize="characters"
        autocomplete="off"
        spellcheck="false"
        dir="ltr"
        aria-invalid=${fault === undefined ? nothing : 'true'}
        aria-describedby=${fault === undefined ? nothing : 'code-error'}
      />
      <p class="small" id="code-error" part="field-error" role="status">
        ${
          fault === undefined
            ? nothing
            : html`<span class="bad status">${l.find(`owner.${fault}`) ?? l.t('owner.other')}</span>`
        }
      </p>
    </div>
    <label class="choice">
      <input type="checkbox" ?checked=${view.remembered} aria-describedby="remember-hint" />
      <span>${l.t('ownerRemember')}</span>
    </label>
    <p class="small muted" id="remember-hint" part="hint">${l.t('ownerRememberHint')}</p>
    <button class="primary" part="button primary-button open-button" aria-disabled=${busy ? 'true' : nothing}>
      ${l.t('ownerOpen')}
    </button>
  </form>`;
}
