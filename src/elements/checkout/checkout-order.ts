/**
 * The end of a checkout: the button that states amount and duty to pay, and what
 * is said round it: what changed, why it was not saved.
 */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import { isHeld, type CartView } from '../../core/cart/cart-view.js';
import type { CheckoutChange, CheckoutStep } from '../../core/order/checkout-steps.js';
import type { Refused } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { refusalText } from '../words/policy-words.js';
import { heldText } from '../words/moments.js';
import { renderTerms } from './checkout-summary.js';
import { changeText } from './checkout-words.js';
import { renderAge, renderNote } from '../page/notes.js';
import { hintOf, renderHint } from './checkout-hint.js';
import { LOST } from '../words/connection-words.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export interface OrderView {
  readonly cart: CartView;
  readonly state: ShopState;
  /** The time that is chosen. */
  readonly slot: string;
  readonly step: CheckoutStep;
  readonly order: () => void;
}

export function renderOrder(view: OrderView, l: OrderLocalizer) {
  const { cart, state, step, order } = view;
  const saving = step.kind === 'saving';
  const hint = saving ? { text: l.t('savingHint') } : hintOf(cart, state, l);
  const unsaid = LOST.map((connection) => hintOf(cart, { ...state, connection }, l).text);
  return html`<div class="order">
    <slot name="before-order"></slot>
    ${renderPromise(view, l)} ${renderAge(state, l)}
    ${step.kind === 'refused' ? renderRefusal({ ...step, ok: false, message: '' }, state, order, l) : nothing}
    <button
      type="button"
      class="primary"
      part="button primary-button order-button"
      aria-disabled=${saving || hint.kind === 'obstacle' ? 'true' : nothing}
      aria-describedby="order-hint"
      @click=${order}
    >
      ${saving ? l.t('savingNow') : l.t('orderAtPickup', { total: l.money(cart.total) })}
    </button>
    ${renderHint(hint, unsaid)} ${state.catalog ? renderTerms(state.catalog.shop, l) : nothing}
    <slot name="after-order"></slot>
  </div>`;
}

/** Held whole, or subject to stock; the longer of the two keeps its room. */
function renderPromise({ cart, state, slot }: OrderView, l: OrderLocalizer) {
  const held = isHeld(cart, state.hold) && state.hold?.slot === slot;
  const text = held ? heldText(state.hold, l) : l.t('promiseSubject');
  return html`<div class="roomy small muted">
    ${keyed(held, html`<p part="promise">${text}</p>`)}
    <p class="room" data-room=${l.t('promiseSubject')}></p>
  </div>`;
}

function renderRefusal(refusal: Refused, state: ShopState, retry: () => void, l: OrderLocalizer) {
  const beneath = html`<p>${l.t('notSavedHint')} ${refusalText(refusal, state, l)}</p>
    <p>${l.t('atStall')}</p>
    <button type="button" part="button secondary-button retry-button" @click=${retry}>
      ${l.t('retry')}
    </button>`;
  return html`<div role="alert" part="error">${renderNote('bad', l.t('notSaved'), beneath)}</div>`;
}

export function renderChange(change: CheckoutChange, l: OrderLocalizer) {
  return html`<div class="landing" tabindex="-1" role="group" data-landing="changed">
    ${renderNote('attention', changeText(change, l))}
  </div>`;
}
