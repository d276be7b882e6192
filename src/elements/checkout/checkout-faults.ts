/**
 * What is to be put right: a list that leads to each field, and a word at the field.
 * What is mended is unsaid and keeps its room until the next press, so that nothing
 * moves under the thumb.
 */
import { html, nothing } from 'lit';

import type { CheckoutFault, CheckoutField } from '../../core/order/checkout-steps.js';
import { renderNote } from '../page/notes.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import { faultText } from './checkout-words.js';

export interface Faults {
  /** At the last press. */
  readonly noted: readonly CheckoutFault[];
  /** Those of them that are still to be put right. */
  readonly open: readonly CheckoutFault[];
}

export function isOpen(field: CheckoutField, { open }: Faults): boolean {
  return open.some((fault) => fault.field === field);
}

export function renderFault(field: CheckoutField, faults: Faults, l: OrderLocalizer) {
  const fault = faults.noted.find((each) => each.field === field);
  if (!fault) return nothing;
  return html`<p
    class="fault small ${isOpen(field, faults) ? '' : 'mended'}"
    part="field-error"
    id="${field}-error"
  >
    ${faultText(fault, l)}
  </p>`;
}

export function renderErrors(faults: Faults, goTo: (field: string) => void, l: OrderLocalizer) {
  const { noted, open } = faults;
  if (!noted.length) return nothing;
  const follow = (event: Event, field: string) => {
    event.preventDefault();
    goTo(field);
  };
  const links = noted.map(
    (fault) =>
      html`<li class=${isOpen(fault.field, faults) ? '' : 'mended'}>
        <a href="#${fault.field}" @click=${(event: Event) => follow(event, fault.field)}
          >${faultText(fault, l)}</a
        >
      </li>`,
  );
  return html`<div
    class="landing ${open.length ? '' : 'mended'}"
    part="error-summary"
    role="group"
    tabindex="-1"
    aria-labelledby="fix-first"
    data-landing="faults"
  >
    ${renderNote(
      'bad',
      html`<span id="fix-first">${l.t('fixFirst', { count: open.length })}</span>`,
      html`<ul>
        ${links}
      </ul>`,
    )}
  </div>`;
}
