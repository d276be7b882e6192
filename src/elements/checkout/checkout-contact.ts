/**
 * The few things a shop asks about a shopper, each with the reason. Names, types
 * and hints are those that browsers fill in by themselves.
 */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';

import {
  CONTACT_LENGTHS,
  toAskedFields,
  type CheckoutForm,
  type ContactField,
  type ContactRules,
} from '../../core/order/checkout-faults.js';
import { isOpen, renderFault, type Faults } from './checkout-faults.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export interface ContactView {
  readonly rules: ContactRules;
  readonly form: CheckoutForm;
  readonly faults: Faults;
  readonly type: (field: ContactField, value: string) => void;
}

const INPUTS = {
  name: { type: 'text', autocomplete: 'name', mode: 'text', hint: 'nameHint' },
  email: { type: 'email', autocomplete: 'email', mode: 'email', hint: 'emailHint' },
  phone: { type: 'tel', autocomplete: 'tel', mode: 'tel', hint: 'phoneHint' },
} as const;

export function renderContact(view: ContactView, l: OrderLocalizer) {
  const fields = toAskedFields(view.rules);
  return fields.map((field, index) => renderField(field, index === fields.length - 1, view, l));
}

function renderField(field: ContactField, last: boolean, view: ContactView, l: OrderLocalizer) {
  const { type, autocomplete, mode, hint } = INPUTS[field];
  const fault = isOpen(field, view.faults);
  const required = view.rules[field] === 'required';
  return html`<div class="field" part="field">
    <label class="label" part="label" for=${field}
      >${required ? l.t(field) : l.t('optionalField', { label: l.t(field) })}</label
    >
    <p class="small muted" part="hint" id="${field}-hint">${l.t(hint)}</p>
    <input
      part="input"
      id=${field}
      name=${field}
      type=${type}
      autocomplete=${autocomplete}
      inputmode=${mode}
      enterkeyhint=${last ? 'done' : 'next'}
      maxlength=${CONTACT_LENGTHS[field]}
      dir=${field === 'name' ? 'auto' : 'ltr'}
      autocapitalize=${field === 'name' ? 'words' : 'none'}
      aria-required=${required ? 'true' : nothing}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby=${fault ? `${field}-error ${field}-hint` : `${field}-hint`}
      .value=${live(view.form[field])}
      @input=${(event: Event) => view.type(field, (event.target as HTMLInputElement).value)}
    />
    ${renderFault(field, view.faults, l)}
  </div>`;
}
