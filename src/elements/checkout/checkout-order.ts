/**
 * The end of a checkout: the button that states amount and duty to pay, and what
 * is said round it: what changed, why it was not saved.
 */
import { html, nothing } from 'lit';

import type { CartView } from '../../core/cart/cart-view.js';
import type { CheckoutChange, CheckoutStep } from '../../core/order/checkout-steps.js';
import type { Refused } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { refusalText } from '../words/policy-words.js';
import { renderTerms } from './checkout-summary.js';
import { changeText } from './checkout-words.js';
import { renderAge, renderCondition, renderNote, renderSaid } from '../page/notes.js';
import { connectionText, connectionWords } from '../words/connection-words.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export interface OrderView {
  readonly cart: CartView;
  readonly state: ShopState;
  readonly step: CheckoutStep;
  /** Why it can't be ordered as it is. */
  readonly reason: string | undefined;
  /** What would be said here without a network. */
  readonly unsaid: string;
  readonly order: () => void;
}

export function renderOrder({ cart, state, step, reason, unsaid, order }: OrderView, l: OrderLocalizer) {
  const saving = step.kind === 'saving';
  return html`<div class="order">
    <slot name="before-order"></slot>
    <p class="small muted" part="promise">${l.t('promiseSubject')}</p>
    ${renderAge(state, l)}
    ${step.kind === 'refused' ? renderRefusal({ ...step, ok: false, message: '' }, state, order, l) : nothing}
    <button
      type="button"
      class="primary"
      part="button primary-button order-button"
      aria-disabled=${saving || reason ? 'true' : nothing}
      aria-describedby="order-hint"
      @click=${order}
    >
      ${saving ? l.t('savingNow') : l.t('orderAtPickup', { total: l.money(cart.total) })}
    </button>
    ${renderSaid(
      html`<p
        class="small hint ${reason ? 'reason' : 'muted'}"
        part="hint"
        id="order-hint"
        tabindex="-1"
        data-landing="obstacle"
      >
        ${reason ?? (saving ? l.t('savingHint') : renderReady(state, l))}
      </p>`,
      unsaid,
    )}
    ${state.catalog ? renderTerms(state.catalog.shop, l) : nothing}
    <slot name="after-order"></slot>
  </div>`;
}

/** What happens next, before it happens. */
function renderReady(state: ShopState, l: OrderLocalizer) {
  if (!state.orderable) return l.t('notReady');
  if (state.offlinePolicy === 'force-offline')
    return state.storage.durable === 'no' ? `${l.t('heldOrder')} ${l.t('heldHint')}` : l.t('heldOrder');
  const said = offlineText(state, l);
  return said ? renderCondition(said) : nothing;
}

/** What becomes of an order where the shop can't be reached; empty where it can. */
export function offlineText(state: ShopState, l: OrderLocalizer): string {
  const isKept = connectionWords(state)?.hint === 'offlineHint';
  return isKept ? l.t('offlineOrder') : connectionText(state, l);
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
