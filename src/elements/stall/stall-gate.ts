/** Asks for the code that makes this device a stall's, or opens it again. */
import { html, nothing } from 'lit';

import type { Refused } from '../../core/shop-port.js';
import type { StallView } from '../../core/stall/stall-port.js';
import type { StallLocalizer } from '../words/stall-terms.js';
import { renderField } from './stall-field.js';

export interface GateView {
  readonly words: StallLocalizer;
  readonly view: StallView;
  readonly busy: boolean;
  readonly refusal: Refused | undefined;
  readonly open: (code: string, remember: boolean) => void;
}

const EMPTY: Refused = { ok: false, code: 'empty', message: '' };

export function renderGate(gate: GateView, empty: boolean) {
  const { words: l, view, busy, open } = gate;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const [code, remember] = (event.currentTarget as HTMLFormElement).querySelectorAll('input');
    if (!busy) open(code?.value ?? '', remember?.checked ?? false);
  };
  const isOver = view.standing === 'over';
  return html`<form class="gate" part="enrol" novalidate @submit=${submit}>
    <h3 class="title" part="title">${l.t(isOver ? 'stallOver' : 'stallGate')}</h3>
    <p class="muted" part="message">${l.t(isOver ? 'stallOverHint' : 'stallGateHint')}</p>
    ${renderCode(l, empty ? EMPTY : gate.refusal)}
    <label class="choice">
      <input type="checkbox" ?checked=${view.remembered} aria-describedby="remember-hint" />
      <span>${l.t('stallRemember')}</span>
    </label>
    <p class="small muted" id="remember-hint" part="hint">${l.t('stallRememberHint')}</p>
    <button
      class="primary"
      part="button primary-button enrol-button"
      aria-disabled=${busy ? 'true' : nothing}
    >
      ${l.t('stallOpen')}
    </button>
  </form>`;
}

function renderCode(l: StallLocalizer, fault: Refused | undefined) {
  const field = html`<input
      id="enrol"
      part="input"
      autocapitalize="characters"
      autocomplete="off"
      spellcheck="false"
      dir="ltr"
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby=${fault ? 'enrol-error' : nothing}
    />
    <p class="small" id="enrol-error" part="field-error" role="status">
      ${
        fault
          ? html`<span class="bad status">${l.find(`enrol.${fault.code}`) ?? l.t('enrol.other')}</span>`
          : nothing
      }
    </p>`;
  return renderField('enrol', l.t('stallCode'), field);
}
