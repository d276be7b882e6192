import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { Cause } from '../core/shop-port.js';
import type { ShopState } from '../core/shop-state.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { renderEmpty, renderFailure, renderLoading, renderOpenButton } from './cart-conditions.js';
import { CartDrawer } from './cart-drawer.js';
import { ordersLabel, renderBelowLines, renderFooter } from './cart-footer.js';
import { CartList } from './cart-list.js';
import { renderNotes } from './cart-notes.js';
import { noteStyles } from './cart-notes.styles.js';
import {
  BASKET,
  PLACE_NAMES,
  findOwnCheckout,
  renderPlace,
  type CartPlace,
  type PlaceHands,
} from './cart-places.js';
import type { CartElement } from './find-cart.js';
import { focusHeading } from './focus-heading.js';
import { HostStates } from './host-states.js';
import { Localizer } from './localizer.js';
import { renderNoShop } from './no-shop.js';
import { styles } from './punnet-cart.styles.js';
import { isOffline } from './shop-condition.js';
import { ShopLink } from './shop-link.js';
import { stepperStyles } from './stepper.styles.js';

const shown = (s: ShopState) => [
  s.cart,
  s.catalog,
  s.catalogAge,
  s.load,
  s.connection,
  s.storage,
  s.orders,
  s.outbox.waiting,
];

/**
 * The basket, in the page or as a drawer. Checkout, receipt and orders open inside
 * it, unless the page has a `punnet-checkout` of its own.
 *
 * @tag punnet-cart
 *
 * @attr {string} for - The id of the shop, for a cart outside of it; else the page's first.
 * @slot - Shown until the element is defined.
 * @slot empty - What an empty basket says, in place of Punnet's words.
 * @slot before-footer - Between the lines and the sums.
 * @slot after-footer - Beneath the checkout button.
 * @fires {CustomEvent<FactDetail>} punnet-cart-opened - The drawer has opened.
 * @fires {CustomEvent<FactDetail>} punnet-cart-closed - The drawer has closed.
 * @csspart dialog - The drawer.
 * @csspart header - Heading, back and close.
 * @csspart open-button - Opens the drawer, where the page has no link that does.
 * @csspart close-button - Closes the drawer.
 * @csspart back-button - From checkout, receipt or orders back to the basket.
 * @csspart lines - The list of lines.
 * @csspart line - One line; `line-changed` where something is not as the shopper saw it.
 * @csspart line-title - What it is.
 * @csspart line-detail - Its size and options, and what one costs.
 * @csspart line-total - What it comes to.
 * @csspart stepper - How many of it.
 * @csspart quantity - The same place, under the name that a product's has.
 * @csspart stepper-minus - One step fewer.
 * @csspart stepper-plus - One step more.
 * @csspart remove-button - Removes the line.
 * @csspart undo - What was removed, in its place.
 * @csspart undo-button - Puts it back.
 * @csspart note - What is said above the lines, and the promise beneath them.
 * @csspart subtotal - The goods.
 * @csspart deposit - The deposits.
 * @csspart minimum - What lacks to the shop's minimum, or what must be changed first.
 * @csspart footer - Total and checkout button.
 * @csspart checkout-button - Opens the checkout.
 * @csspart orders-link - Opens the orders.
 * @cssprop [--punnet-drawer-size=416px] - Width of the drawer.
 */
export class PunnetCart extends LitElement implements CartElement {
  static override styles = [baseStyles, panelStyles, stepperStyles, noteStyles, styles];

  /** Shows the basket as a drawer that opens over the page. */
  @property({ type: Boolean }) drawer = false;
  /** Whether the drawer is open. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** Where the site's own checkout page is; the checkout button leads there. */
  @property({ attribute: 'checkout-url' }) checkoutUrl = '';

  @state() private place: CartPlace = BASKET;

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer(this, this.#link);
  readonly #drawer = new CartDrawer(this, () => this.#focusPlace());
  readonly #states = new HostStates(this);
  readonly #list = new CartList(this, this.#link, this.#localizer, (busy) => this.#states.set({ busy }));

  /** Opens the drawer, or brings the basket into view. */
  show(cause: Cause = 'script'): void {
    this.place = BASKET;
    if (this.drawer && !this.open) this.#drawer.open(cause);
    else this.#focusPlace();
  }

  /** Closes the drawer. */
  close(cause: Cause = 'script'): void {
    this.#drawer.close(cause);
  }

  override render() {
    const content = html`<div class="panel">${this.#renderHeader()} ${this.#renderPlace()}</div>`;
    if (!this.drawer) return html`<div class="base inline" part="base">${content}</div>`;
    return html`<div class="base drawer" part="base">
      ${this.#drawer.isLinked ? nothing : renderOpenButton(this.#link.state?.cart.count ?? 0, this.#localizer, this.#openByButton)}
      <dialog
        part="dialog"
        closedby="any"
        aria-label=${this.#localizer.t(PLACE_NAMES[this.place.kind])}
        @close=${this.#drawer.closed}
        @cancel=${this.#drawer.cancelled}
        @click=${this.#drawer.pressed}
      >
        ${content}
      </dialog>
    </div>`;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>) {
    const closed = changed.get('open') === true && !this.open;
    if (!closed) return;
    this.#list.leave();
    // An unfinished checkout is gone on with; what is over is over.
    if (this.place.kind !== 'checkout') this.place = BASKET;
  }

  protected override updated() {
    const { state } = this.#link;
    this.#states.set({
      open: this.open,
      empty: state?.load.kind === 'ready' && state.cart.lines.length === 0,
      loading: !state || state.load.kind === 'loading',
      offline: state !== undefined && isOffline(state),
      error: state?.load.kind === 'failed',
      rehearsal: state?.catalog?.shop.mode === 'test',
    });
  }

  #renderHeader() {
    const t = this.#localizer.t.bind(this.#localizer);
    return html`<div class="header" part="header">
      ${
        this.place.kind === 'basket'
          ? html`<h2 class="heading" part="heading" tabindex="-1" ?autofocus=${this.drawer}>
              ${t('basket')}
            </h2>`
          : html`<button
              type="button"
              class="link"
              part="button link-button back-button"
              @click=${this.#goBack}
            >
              <span class="arrow" aria-hidden="true">←</span>${t(this.#isFromOrders ? 'yourOrders' : 'back')}
            </button>`
      }
      ${
        this.drawer
          ? html`<button
              type="button"
              class="close"
              part="button secondary-button close-button"
              aria-label=${t('close')}
              @click=${() => this.close('shopper')}
            >
              <span aria-hidden="true">×</span>
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderPlace() {
    if (this.place.kind === 'basket') return this.#renderBasket();
    return renderPlace(this.place, this.getAttribute('for'), this.#placeHands);
  }

  #renderBasket() {
    const { state, missing } = this.#link;
    const l = this.#localizer;
    if (missing) return renderNoShop(l);
    if (!state) return renderLoading(l);
    const { cart, catalog, load } = state;
    const rows = this.#list.hasRows(cart);
    if (load.kind === 'loading' && !rows) return renderLoading(l);
    return html`${renderNotes(state, l, Date.now())}
    ${load.kind === 'failed' ? renderFailure(l, this.#retry) : nothing}
    ${rows ? this.#list.render(cart, catalog) : nothing}
    ${cart.lines.length || load.kind === 'failed' ? nothing : renderEmpty(l)}
    ${cart.lines.length ? renderBelowLines(cart, l) : nothing} ${this.#renderOrdersLink(state)}
    ${cart.lines.length ? renderFooter(state, this.checkoutUrl, this.#checkOut, l) : nothing}`;
  }

  #renderOrdersLink(state: ShopState) {
    const label = ordersLabel(state, this.#localizer);
    if (!label) return nothing;
    return html`<button
      type="button"
      class="link orders"
      part="button link-button orders-link"
      @click=${() => this.#go({ kind: 'orders' })}
    >
      ${label}
    </button>`;
  }

  readonly #checkOut = () => {
    const shop = this.#link.handle?.element;
    const own = shop && findOwnCheckout(shop);
    if (!own) return this.#go({ kind: 'checkout' });
    this.#drawer.close('shopper', true);
    void focusHeading(own);
  };

  readonly #openByButton = (event: Event) => this.#drawer.open('shopper', event.currentTarget as HTMLElement);

  readonly #retry = () => void this.#link.handle?.element.ask(this, null, (port) => port.refresh());

  readonly #placeHands: PlaceHands = {
    placed: (order) => this.#go({ kind: 'receipt', order, from: 'checkout' }),
    showReceipt: (order) => this.#go({ kind: 'receipt', order, from: 'orders' }),
  };

  readonly #goBack = () => this.#go(this.#isFromOrders ? { kind: 'orders' } : BASKET);

  get #isFromOrders(): boolean {
    return this.place.kind === 'receipt' && this.place.from === 'orders';
  }

  #go(place: CartPlace) {
    this.#list.leave();
    this.place = place;
    this.#focusPlace();
  }

  #focusPlace() {
    const { place } = this;
    void this.updateComplete.then(() => {
      const inner = this.renderRoot.querySelector<HTMLElement>('.place');
      return focusHeading(inner ?? this, () => this.place === place);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-cart': PunnetCart;
  }
}
