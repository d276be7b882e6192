import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { CartView } from '../core/cart/cart-view.js';
import type { ShopState } from '../core/shop-state.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { blockStyles } from './page/block.styles.js';
import { renderLoading } from './page/loading.js';
import { loadingStyles } from './page/loading.styles.js';
import { renderLost, renderNote, renderNotes } from './page/notes.js';
import { noteStyles } from './page/notes.styles.js';
import { renderEmpty } from './checkout/checkout-empty.js';
import { goOn, goToField, goToNext, isGone, land } from './checkout/checkout-focus.js';
import { findObstacle, renderObstacle, type Obstacle } from './checkout/checkout-obstacle.js';
import { renderForm, type FormView } from './checkout/checkout-form.js';
import { CheckoutSession } from './checkout/checkout-session.js';
import { renderStallList } from './checkout/checkout-summary.js';
import { checkoutStarted } from './events.js';
import { findCart } from './cart/find-cart.js';
import { focusHeading } from './page/focus-heading.js';
import { HostStates } from './page/host-states.js';
import { Localizer } from './localizer.js';
import { renderFailed, renderNoShop } from './shop/no-shop.js';
import { ORDER_TERMS, type OrderWord } from './words/order-terms.js';
import { exportParts } from './page/parts.js';
import { roomStyles } from './page/room.styles.js';
import { styles } from './punnet-checkout.styles.js';
import { isOffline, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';

const shown = (s: ShopState) => [
  s.cart,
  s.catalog,
  s.catalogAge,
  s.load,
  s.connection,
  s.storage,
  s.slots,
  s.depots,
  s.stock,
  s.hold,
  s.loyalty,
  s.orders,
  s.orderable,
  s.clockAhead,
];

/**
 * From the basket to an order that is saved: where and when, who, how it is paid,
 * what is ordered, and one button that says what it costs. Then the receipt, in
 * the same place.
 *
 * @tag punnet-checkout
 *
 * @attr {string} for - The id of the shop, for a checkout outside of it; else the page's first.
 * @slot - Shown until the element is defined.
 * @slot before-order - Above the order button.
 * @slot after-order - Beneath it, for the shop's own terms.
 * @fires {CustomEvent<OrderRequest>} punnet-order-request - The shopper pressed the order button; cancel it to stop.
 * @fires {CustomEvent<FactDetail>} punnet-checkout-started - The shopper began to fill it in.
 * @csspart form - Everything that is filled in.
 * @csspart section - One headed part of the form.
 * @csspart pickup - Where and when.
 * @csspart depot - One place.
 * @csspart depot-status - When it is closed.
 * @csspart slot - One time.
 * @csspart cutoff - Until when to order for the chosen time.
 * @csspart contact - What the shop asks about the shopper.
 * @csspart payment - How it is paid.
 * @csspart points - The points that may be redeemed.
 * @csspart summary - What is ordered.
 * @csspart lines - The list of it.
 * @csspart line - One line of it.
 * @csspart code - The shop's own code of an article, where the order is shown at the stall.
 * @csspart allergens - What it contains.
 * @csspart subtotal - The goods.
 * @csspart deposit - The deposits.
 * @csspart discount - What points take off.
 * @csspart note - What must be known before ordering.
 * @csspart terms - The shop's terms, privacy, returns and help.
 * @csspart promise - Until when it is held, or that it is subject to stock.
 * @csspart order-button - Places the order.
 * @csspart error-summary - What must be put right first.
 */
export class PunnetCheckout extends LitElement {
  static override styles = [
    baseStyles,
    blockStyles,
    panelStyles,
    loadingStyles,
    noteStyles,
    roomStyles,
    styles,
  ];

  /** Takes over once an order is saved, given its id; else the receipt is shown here. */
  @property({ attribute: false }) placed: ((order: string) => void) | undefined;

  @state() private allDays = false;

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<OrderWord>(this, this.#link, ORDER_TERMS);
  readonly #session = new CheckoutSession(this, this.#link);
  readonly #states = new HostStates(this);
  #started = false;
  /** What is in the way and has the focus while the checkout is drawn anew. */
  #held: Element | undefined;

  override connectedCallback() {
    super.connectedCallback();
    this.addEventListener('focusin', this.#start);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('focusin', this.#start);
  }

  override willUpdate() {
    const held = this.shadowRoot?.activeElement;
    this.#held = held?.matches('[data-landing]') ? held : undefined;
  }

  override render() {
    const l = this.#localizer;
    const { step } = this.#session;
    const { state, missing } = this.#link;
    if (missing) return renderNoShop(l);
    if (step.kind === 'placed') return this.#renderPlaced(step.order);
    return html`<div class="base panel" part="base">
      <h2 class="heading" part="heading" tabindex="-1">${l.t('checkoutTitle')}</h2>
      ${state && state.load.kind !== 'loading' ? this.#renderState(state) : renderLoading(l)}
    </div>`;
  }

  protected override updated() {
    const { state } = this.#link;
    const { step, landing } = this.#session;
    this.#states.set({
      loading: !state || state.load.kind === 'loading',
      empty: state !== undefined && !state.storage.silent && this.#session.cart?.lines.length === 0,
      offline: isOffline(state),
      error: state?.load.kind === 'failed' || step.kind === 'refused',
      ready: state?.orderable === true,
      busy: step.kind === 'saving',
      rehearsal: isRehearsal(state),
    });
    this.#session.landing = undefined;
    const isHandedOver = landing === 'placed' || (landing === 'found' && this.placed !== undefined);
    if (step.kind === 'placed' && isHandedOver) this.#handOver(step.order);
    // Focus is moved only where it already is: not from the basket, nor on a page that has just loaded.
    else if (landing === 'faults' || (landing && this.matches(':focus-within')))
      land(this.renderRoot, landing);
    // What was in the way has gone: there is something else to read first, or the order can be placed.
    else if (this.#held && isGone(this.#held)) goOn(this.renderRoot);
  }

  #renderState(state: ShopState) {
    const l = this.#localizer;
    const { cart } = this.#session;
    if (state.load.kind === 'failed' && !state.catalog) return renderFailed(state, this.#link, l);
    if (!cart?.lines.length) return renderEmpty(state, this.#link.handle?.element, l);
    if (!this.#link.takesOrders)
      return html`<section class="section stall" part="section summary">
        ${renderStallList(cart, state.catalog, l)}
      </section>`;
    if (!isSecureContext) return renderNote('attention', l.t('insecure'), l.t('insecureHint'));
    const obstacle = findObstacle(cart, state, l);
    return html`${renderLost(state, l)}
    ${isRehearsal(state) ? html`<p class="chip wait" part="message chip">${l.t('rehearsal')}</p>` : nothing}
    ${renderNotes(state, l, !obstacle?.condition)} ${this.#renderForm(state, cart, obstacle)}`;
  }

  #renderForm(state: ShopState, cart: CartView, found: Obstacle | undefined) {
    const l = this.#localizer;
    const saving = this.#session.step.kind === 'saving';
    const obstacle = saving ? undefined : found;
    const order = () => (obstacle ? land(this.renderRoot, 'obstacle') : this.#session.press());
    const view: FormView = {
      state,
      cart,
      session: this.#session,
      allDays: this.allDays,
      order,
      goTo: (field) => goToField(this.renderRoot, field),
      showAllDays: this.#showAllDays,
      // Inside the basket, the way back to it is above.
      changeBasket: this.placed ? undefined : this.#changeBasket,
    };
    return html`${obstacle ? renderObstacle(obstacle) : nothing}
      <form
        part="form"
        novalidate
        @submit=${this.#stay}
        @keydown=${(event: KeyboardEvent) => goToNext(this.renderRoot, event)}
      >
        ${renderForm(view, l)}
      </form>`;
  }

  #renderPlaced(order: string) {
    if (this.placed) return nothing;
    const l = this.#localizer;
    const more = (this.#link.state?.cart.lines.length ?? 0) > 0;
    return html`<punnet-receipt
        order=${order}
        for=${this.getAttribute('for') ?? nothing}
        exportparts=${exportParts('receipt')}
      ></punnet-receipt>
      ${
        more
          ? html`<div class="base panel again">
              <button type="button" part="button secondary-button" @click=${this.#orderAgain}>
                ${l.t('checkout')}
              </button>
            </div>`
          : nothing
      }`;
  }

  #handOver(order: string) {
    if (this.placed) {
      this.placed(order);
      return;
    }
    const receipt = this.renderRoot.querySelector<HTMLElement>('punnet-receipt');
    if (receipt) void focusHeading(receipt);
  }

  readonly #start = () => {
    if (this.#started || !this.#session.cart?.lines.length) return;
    this.#started = true;
    this.dispatchEvent(checkoutStarted('shopper'));
  };

  readonly #stay = (event: Event) => event.preventDefault();

  readonly #showAllDays = () => (this.allDays = true);

  readonly #changeBasket = () => {
    const shop = this.#link.handle?.element;
    if (shop) findCart(shop)?.show('shopper');
  };

  readonly #orderAgain = async () => {
    this.#started = false;
    this.#session.restart();
    await focusHeading(this);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-checkout': PunnetCheckout;
  }
}
