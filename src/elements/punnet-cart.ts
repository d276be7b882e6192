import { LitElement, adoptStyles, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';

import { whenIdle } from '../bridge/when-idle.js';
import type { Cause } from '../core/shop-port.js';
import type { ShopState } from '../core/shop-state.js';
import type { LateKey } from '../locales/terms.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { CartDrawer } from './cart/cart-drawer.js';
import type { CartInside } from './cart/cart-inside.js';
import { blockStyles } from './page/block.styles.js';
import { renderLoading } from './page/loading.js';
import { loadingStyles } from './page/loading.styles.js';
import { renderOpenButton } from './cart/cart-open-button.js';
import type { CartPlace } from './cart/cart-places.js';
import type { CartElement } from './cart/find-cart.js';
import { focusHeading } from './page/focus-heading.js';
import { HostStates } from './page/host-states.js';
import { ORDER_PATH } from './page/late-code.js';
import { Localizer } from './localizer.js';
import { renderNoShop, renderUnavailable } from './shop/no-shop.js';
import { styles } from './punnet-cart.styles.js';
import { isOffline, isRead, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';

const shown = (s: ShopState) => [
  s.cart,
  s.catalog,
  s.catalogAge,
  s.load,
  s.connection,
  s.storage,
  s.orders,
  s.outbox.waiting,
  s.outbox.handed,
  s.outbox.handedAside,
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
 * @slot before-order - Above the order button of the checkout that opens inside it.
 * @fires {CustomEvent<FactDetail>} punnet-cart-opened - The drawer has opened.
 * @fires {CustomEvent<FactDetail>} punnet-cart-closed - The drawer has closed.
 * @csspart dialog - The drawer.
 * @csspart header - Heading, back and close.
 * @csspart heading - What is shown.
 * @csspart open-button - Opens the drawer, where the page has no link that does.
 * @csspart close-button - Closes the drawer.
 * @csspart back-button - From checkout, receipt or orders back to the basket.
 * @csspart lines - The list of lines.
 * @csspart line - One line.
 * @csspart line-changed - One where something is not as the shopper saw it.
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
 * @csspart hold - Until when all of it is held for the shopper.
 * @csspart note - What is said above the lines, the promise beneath them, and at the end how the connection stands.
 * @csspart subtotal - The goods.
 * @csspart deposit - The deposits.
 * @csspart total - What it all comes to.
 * @csspart minimum - What lacks to the shop's minimum, or what must be changed first.
 * @csspart footer - Total and checkout button.
 * @csspart checkout-button - Opens the checkout.
 * @csspart orders-link - Opens the orders.
 * @cssprop [--punnet-drawer-size=416px] - Width of the drawer.
 */
export class PunnetCart extends LitElement implements CartElement {
  static override styles = [baseStyles, blockStyles, panelStyles, loadingStyles, styles];

  /** Shows the basket as a drawer that opens over the page. */
  @property({ type: Boolean }) drawer = false;
  /** Whether the drawer is open. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** Where the site's own checkout page is; the checkout button leads there. */
  @property({ attribute: 'checkout-url' }) checkoutUrl = '';

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<LateKey>(this, this.#link);
  readonly #drawer = new CartDrawer(this, () => this.#focusPlace());
  readonly #states = new HostStates(this);
  #inside: CartInside | undefined;
  #coming: Promise<void> | undefined;

  /**
   * Opens the drawer, or brings the basket into view; `{kind: 'orders'}` shows the orders in its place.
   * Closing the drawer gives the focus back to `opener`, else to what has it now.
   */
  show(cause: Cause = 'script', place?: CartPlace, opener?: HTMLElement): void {
    this.#inside?.show(place);
    if (this.drawer && !this.open) this.#drawer.open(cause, opener);
    else this.#focusPlace();
  }

  /** Closes the drawer. */
  close(cause: Cause = 'script'): void {
    this.#drawer.close(cause);
  }

  override connectedCallback() {
    super.connectedCallback();
    ORDER_PATH.expect();
  }

  override render() {
    const content = html`<div class="panel">${this.#renderHeader()} ${this.#renderContent()}</div>`;
    if (!this.drawer) return html`<div class="base inline" part="base">${content}</div>`;
    return html`<div class="base drawer" part="base">
      ${this.#drawer.isLinked ? nothing : renderOpenButton(this.#link.state?.cart.count ?? 0, this.#localizer, this.#openByButton)}
      <dialog
        part="dialog"
        closedby="any"
        aria-label=${this.#inside?.name ?? this.#localizer.t('basket')}
        @close=${this.#drawer.closed}
        @cancel=${this.#drawer.cancelled}
        @click=${this.#drawer.pressed}
      >
        ${content} ${this.#drawer.region.element}
      </dialog>
    </div>`;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>) {
    // Whoever opens it asks again.
    if (this.open && changed.has('open')) this.#askAgain();
    // What is on screen is wanted at once.
    if (this.open || !(this.drawer || this.#link.isPending)) this.#bringInside();
    if (ORDER_PATH.value && !this.#inside) this.#fill(ORDER_PATH.value.CartInside);
    if (!this.#inside && !this.#coming && !this.#link.isPending) whenIdle(() => this.#bringInside());
    if (changed.get('open') === true && !this.open) this.#inside?.leave();
  }

  protected override updated() {
    const { state } = this.#link;
    this.#states.set({
      open: this.open,
      empty: isRead(state) && state?.cart.lines.length === 0,
      loading: !state || state.load.kind === 'loading',
      ready: state?.load.kind === 'ready',
      offline: isOffline(state),
      error: state?.load.kind === 'failed',
      rehearsal: isRehearsal(state),
    });
  }

  protected override async getUpdateComplete() {
    await super.getUpdateComplete();
    await this.#coming;
    return super.getUpdateComplete();
  }

  #renderHeader() {
    const t = this.#localizer.t.bind(this.#localizer);
    return html`<div class="header" part="header">
      ${
        this.#inside?.renderBack() ??
        html`<h2 class="heading" part="heading" tabindex="-1" ?autofocus=${this.drawer}>${t('basket')}</h2>`
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

  #renderContent() {
    const { state, missing } = this.#link;
    const l = this.#localizer;
    if (missing) return renderNoShop(l);
    if (state && this.#inside) return this.#inside.render(state);
    if (state && ORDER_PATH.failed) return renderUnavailable(l.t('basketLater'), this.#retry, l);
    return renderLoading(l);
  }

  readonly #retry = () => {
    this.#askAgain();
    this.requestUpdate();
  };

  #askAgain() {
    if (ORDER_PATH.failed) this.#coming = undefined;
  }

  readonly #openByButton = (event: Event) => this.#drawer.open('shopper', event.currentTarget as HTMLElement);

  #bringInside() {
    if (!this.#inside) this.#coming ??= ORDER_PATH.bringTo(this);
  }

  #fill(Inside: typeof CartInside) {
    this.#inside = new Inside({
      host: this,
      link: this.#link,
      localizer: this.#localizer,
      drawer: this.#drawer,
      setBusy: (busy) => this.#states.set({ busy }),
      focus: () => this.#focusPlace(),
    });
    const { elementStyles } = this.constructor as typeof PunnetCart;
    adoptStyles(this.renderRoot as ShadowRoot, [...elementStyles, ...Inside.styles]);
  }

  #focusPlace() {
    const place = this.#inside?.place;
    void this.updateComplete.then(() => {
      const inner = this.renderRoot.querySelector<HTMLElement>('.place');
      return focusHeading(inner ?? this, () => !place || this.#inside?.place === place);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-cart': PunnetCart;
  }
}
