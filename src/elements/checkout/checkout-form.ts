/**
 * The headed sections of the checkout, one page and no wizard: where and when,
 * who, what, how it is paid, and the button. Where something changed or is missing,
 * its section says so.
 */
import { html, nothing } from 'lit';

import type { CartView } from '../../core/cart/cart-view.js';
import { findShortLines } from '../../core/cart/short-lines.js';
import { toAskedFields } from '../../core/order/checkout-faults.js';
import type { CheckoutChange } from '../../core/order/checkout-steps.js';
import type { ShopState } from '../../core/shop-state.js';
import { renderNote } from '../page/notes.js';
import { renderContact } from './checkout-contact.js';
import { renderErrors, type Faults } from './checkout-faults.js';
import { whyNowhere } from './checkout-obstacle.js';
import { renderChange, renderOrder } from './checkout-order.js';
import { renderPickup } from './checkout-pickup.js';
import { renderPoints } from './checkout-points.js';
import type { CheckoutSession } from './checkout-session.js';
import { renderSummary } from './checkout-summary.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export interface FormView {
  readonly state: ShopState;
  readonly cart: CartView;
  readonly session: CheckoutSession;
  /** Later days are shown as well. */
  readonly allDays: boolean;
  readonly order: () => void;
  readonly goTo: (field: string) => void;
  readonly showAllDays: () => void;
  /** Absent where the way back to the basket is already on screen. */
  readonly changeBasket: (() => void) | undefined;
}

export function renderForm(view: FormView, l: OrderLocalizer) {
  const { step } = view.session;
  const faults = { noted: view.session.noted, open: step.kind === 'correcting' ? step.faults : [] };
  const changes = step.kind === 'changed' ? step.changes : [];
  const isTotal = ({ kind }: CheckoutChange) => kind === 'total-changed';
  const pickup = changes.filter((change) => !isTotal(change));
  return html`<div class="column">
      ${renderErrors(faults, view.goTo, l)} ${renderWhereAndWhen(view, faults, pickup, l)}
      ${renderWho(view, faults, l)}
    </div>
    <div class="column">
      ${renderWhat(view, l)} ${renderPoints(view, l)} ${renderPayment(view, l)}
      ${changes.filter(isTotal).map((change) => renderChange(change, l))}
      ${renderOrder({ ...view, slot: view.session.form.slot, step }, l)}
    </div>`;
}

function renderWhereAndWhen(
  { state, cart, session, allDays, showAllDays }: FormView,
  faults: Faults,
  changes: readonly CheckoutChange[],
  l: OrderLocalizer,
) {
  const { depot, slot } = session.form;
  const short = findShortLines(cart.lines, state.stock[depot]).map(({ title, detail }) =>
    [title, detail].filter(Boolean).join(' '),
  );
  const choose = (field: 'depot' | 'slot', id: string) => session.choose(field, id);
  return html`<section class="section" part="section pickup" aria-labelledby="pickup">
    <h3 class="title" part="title" id="pickup">${l.t('pickup')}</h3>
    ${changes.map((change) => renderChange(change, l))}
    ${
      state.depots.length
        ? renderPickup({ offer: state, depot, slot, allDays, short, faults, choose, showAllDays }, l)
        : renderNote('wait', whyNowhere(state, l))
    }
  </section>`;
}

function renderWho({ session }: FormView, faults: Faults, l: OrderLocalizer) {
  const { form, rules } = session;
  if (!toAskedFields(rules).length) return nothing;
  return html`<section class="section" part="section contact" aria-labelledby="contact">
    <h3 class="title" part="title" id="contact">${l.t('contact')}</h3>
    ${renderContact({ rules, form, faults, type: (field, value) => session.type(field, value) }, l)}
    <p class="small muted" part="hint">${l.t('contactSealed')}</p>
  </section>`;
}

function renderWhat({ state, cart, session, changeBasket }: FormView, l: OrderLocalizer) {
  const change = html`<button type="button" class="link" part="button link-button" @click=${changeBasket}>
    ${l.t('change')}
  </button>`;
  return html`<section class="section" part="section summary" aria-labelledby="summary">
    <div class="row">
      <h3 class="title" part="title" id="summary">${l.t('summary')}</h3>
      ${changeBasket ? change : nothing}
    </div>
    ${renderSummary(cart, state.catalog, l, { redeem: session.redeem })}
  </section>`;
}

function renderPayment({ cart }: FormView, l: OrderLocalizer) {
  return html`<section class="section" part="section payment" aria-labelledby="payment">
    <h3 class="title" part="title" id="payment">${l.t('payment')}</h3>
    <p>${l.t('payHint', { total: l.money(cart.total) })}</p>
  </section>`;
}
