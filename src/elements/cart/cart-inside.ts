/**
 * What is inside a cart: the basket, and in its place checkout, receipt or orders.
 * Loads apart from the element, which keeps the place and opens the drawer.
 */
import { html, nothing, type LitElement, type ReactiveController } from 'lit';

import type { ShopState } from '../../core/shop-state.js';
import { renderEmpty } from './cart-empty.js';
import type { CartDrawer } from './cart-drawer.js';
import { ordersLabel, renderBelowLines, renderCondition, renderFooter } from './cart-footer.js';
import { CartList } from './cart-list.js';
import { renderLoading } from '../page/loading.js';
import { renderNote, renderNotes } from '../page/notes.js';
import { noteStyles } from '../page/notes.styles.js';
import { BASKET, PLACE_NAMES, renderPlace, type CartPlace, type PlaceHands } from './cart-places.js';
import { insideStyles } from './cart-inside.styles.js';
import { findOwn } from './find-cart.js';
import { focusHeading } from '../page/focus-heading.js';
import { LATE_TERMS, type LateLocalizer } from '../words/late-terms.js';
import { renderFailed } from '../shop/no-shop.js';
import { isRead } from '../shop/shop-condition.js';
import type { ShopLink } from '../shop/shop-link.js';
import { roomStyles } from '../page/room.styles.js';
import { stepperStyles } from '../page/stepper.styles.js';

/** The element around it, and what it lends. */
export interface CartShell {
  readonly host: LitElement & { readonly checkoutUrl: string };
  readonly link: ShopLink;
  readonly localizer: LateLocalizer;
  readonly drawer: CartDrawer;
  readonly setBusy: (busy: boolean) => void;
  /** Brings what is shown now into focus, once it is drawn. */
  readonly focus: () => void;
}

export class CartInside implements ReactiveController {
  static readonly styles = [stepperStyles, noteStyles, roomStyles, insideStyles];

  /** What it shows. */
  place: CartPlace = BASKET;

  readonly #shell: CartShell;
  readonly #list: CartList;
  /** It shows the receipt of an order that is among those kept. */
  #hasOrder = false;

  constructor(shell: CartShell) {
    this.#shell = shell;
    shell.localizer.include(LATE_TERMS);
    this.#list = new CartList(shell.host, shell.link, shell.localizer, shell.setBusy);
    shell.host.addController(this);
  }

  /** A receipt gives way to the basket once its order is erased; that of a new order is not missed before it is heard of. */
  hostUpdate() {
    const { state } = this.#shell.link;
    const { place } = this;
    if (place.kind !== 'receipt') this.#hasOrder = false;
    else if (state?.orders.some(({ id }) => id === place.order)) this.#hasOrder = true;
    else if (this.#hasOrder && isRead(state)) {
      this.#hasOrder = false;
      this.place = BASKET;
      if (this.#shell.host.shadowRoot?.activeElement) this.#shell.focus();
    }
  }

  /** What the drawer is called. */
  get name(): string {
    return this.#shell.localizer.t(PLACE_NAMES[this.place.kind]);
  }

  show(place: CartPlace = BASKET): void {
    this.place = place;
    this.#shell.host.requestUpdate();
  }

  /** The drawer has closed: an unfinished checkout is gone on with; what is over is over. */
  leave(): void {
    this.#list.leave();
    if (this.place.kind !== 'checkout') this.place = BASKET;
  }

  /** The way back, in place of the basket's heading; undefined where that is what is shown. */
  renderBack() {
    if (this.place.kind === 'basket') return undefined;
    return html`<button
      type="button"
      class="link"
      part="button link-button back-button"
      @click=${this.#goBack}
    >
      <span class="arrow" aria-hidden="true">←</span>${this.#shell.localizer.t(
        this.#isFromOrders ? 'yourOrders' : 'back',
      )}
    </button>`;
  }

  render(state: ShopState) {
    if (this.place.kind === 'basket') return this.#renderBasket(state, this.place.said);
    const place = renderPlace(this.place, this.#shell.host.getAttribute('for'), this.#placeHands);
    const isNew = this.place.kind === 'receipt' && !this.#isFromOrders;
    return html`${place} ${isNew ? this.#renderOrdersLink(state) : nothing}`;
  }

  #renderBasket(state: ShopState, said = '') {
    const { link, localizer: l } = this.#shell;
    const { cart, catalog, load } = state;
    const rows = this.#list.hasRows(cart);
    if (load.kind === 'loading' && !rows) return renderLoading(l);
    return html`${said ? renderNote('attention', said) : nothing} ${renderNotes(state, l)}
    ${renderFailed(state, link, l)} ${rows ? this.#list.render(cart, catalog) : nothing}
    ${cart.lines.length || load.kind === 'failed' || state.storage.silent ? nothing : renderEmpty(l)}
    ${cart.lines.length ? renderBelowLines(state, link.takesOrders, l) : nothing}
    ${this.#renderOrdersLink(state)}
    ${
      cart.lines.length
        ? renderFooter(state, this.#shell.host.checkoutUrl, link.takesOrders, this.#checkOut, l)
        : renderCondition(state, link.takesOrders, l)
    }`;
  }

  #renderOrdersLink(state: ShopState) {
    const label = ordersLabel(state, this.#shell.localizer);
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
    const { drawer, link } = this.#shell;
    const own = link.handle && findOwn(link.handle.element, 'punnet-checkout');
    if (!own) return this.#go({ kind: 'checkout' });
    drawer.close('shopper', true);
    void focusHeading(own);
  };

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
    this.#shell.host.requestUpdate();
    this.#shell.focus();
  }
}
