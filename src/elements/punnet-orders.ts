import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import type { Order } from '../core/order/order.js';
import type { ShopState } from '../core/shop-state.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { blockStyles } from './page/block.styles.js';
import { renderLoading } from './page/loading.js';
import { loadingStyles } from './page/loading.styles.js';
import { renderNote, renderSilent } from './page/notes.js';
import { noteStyles } from './page/notes.styles.js';
import { HostStates } from './page/host-states.js';
import { Localizer } from './localizer.js';
import { renderFailed, renderNoShop } from './shop/no-shop.js';
import { renderArticle } from './orders/order-article.js';
import { OrderClock } from './orders/order-clock.js';
import { OrderHands } from './orders/order-hands.js';
import { rankOf, sortOrders } from './orders/order-list.js';
import { renderRescue } from './orders/order-rescue.js';
import { OrderRoom } from './orders/order-room.js';
import { roomStyles } from './page/room.styles.js';
import { ORDER_TERMS, type OrderWord } from './words/order-terms.js';
import { styles } from './punnet-orders.styles.js';
import { isOffline, isRead, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';

const shown = (s: ShopState) => [
  s.orders,
  s.catalog,
  s.load,
  s.connection,
  s.outbox,
  s.storage,
  s.clockAhead,
];

/**
 * The shopper's orders on this device: what needs them, what is not sent, what
 * became of the rest; and a file to take them away or bring them back.
 *
 * @tag punnet-orders
 *
 * @attr {string} for - The id of the shop, for orders outside of it; else the page's first.
 * @slot - Shown until the element is defined.
 * @slot empty - What is said where there are no orders, in place of Punnet's words.
 * @fires {CustomEvent} punnet-sync-request - The shopper pressed Send now; cancel it to stop.
 * @fires {CustomEvent<AddDetail>} punnet-add-request - For each line that is ordered again; cancel it to leave it out.
 * @csspart order - One order.
 * @csspart order-needs-you - One that needs a decision.
 * @csspart order-waiting - One that the shop has not answered.
 * @csspart order-settled - One that is settled.
 * @csspart order-head - Its code, and how it stands.
 * @csspart order-lines - What it holds.
 * @csspart deposit - The deposits.
 * @csspart discount - What the shop takes off.
 * @csspart timeline - What happened to it.
 * @csspart decision - What the shopper is asked.
 * @csspart choice - One answer to that.
 * @csspart choose-button - Saves the answer.
 * @csspart cancel-button - Asks whether to cancel, then cancels.
 * @csspart order-again-button - Puts what it held into the basket again.
 * @csspart send-button - Sends now.
 * @csspart receipt-button - Shows the receipt.
 * @csspart export-button - Saves all orders as a file.
 * @csspart import-button - Brings orders back from one.
 */
export class PunnetOrders extends LitElement {
  static override styles = [
    baseStyles,
    blockStyles,
    panelStyles,
    loadingStyles,
    noteStyles,
    roomStyles,
    styles,
  ];

  /** Shows an order's receipt, given its id; else it unfolds here. */
  @property({ attribute: false }) showReceipt: ((order: string) => void) | undefined;

  @state() private open = '';

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<OrderWord>(this, this.#link, ORDER_TERMS);
  readonly #clock = new OrderClock(this, this.#link);
  readonly #hands = new OrderHands(this, this.#link, this.#localizer);
  readonly #states = new HostStates(this);
  readonly #room = new OrderRoom(this);
  /** The orders that were seen waiting here: they keep their places when they are settled. */
  readonly #waited = new Set<string>();
  #places: readonly string[] = [];

  override render() {
    const l = this.#localizer;
    const { state: shop, missing } = this.#link;
    if (missing) return renderNoShop(l);
    return html`<div class="base panel" part="base">
      <h2 class="heading" part="heading" tabindex="-1">${l.t('yourOrders')}</h2>
      ${shop ? this.#renderState(shop) : renderLoading(l)}
    </div>`;
  }

  protected override updated() {
    const { state: shop } = this.#link;
    const orders = shop?.orders.length ?? 0;
    this.#states.set({
      loading: !shop || shop.load.kind === 'loading',
      ready: orders > 0,
      empty: isRead(shop) && orders === 0,
      offline: isOffline(shop),
      error: shop?.load.kind === 'failed' && orders === 0,
      busy: this.#hands.busy !== undefined,
      rehearsal: isRehearsal(shop),
    });
  }

  #renderState(shop: ShopState) {
    const l = this.#localizer;
    const { orders, load, storage } = shop;
    if (orders.length === 0 && load.kind === 'loading') return renderLoading(l);
    if (orders.length === 0 && load.kind === 'failed') return renderFailed(shop, this.#link, l);
    return html`${storage.wiped ? renderNote('attention', l.t('wiped'), l.t('wipedHint'), 'message') : nothing}
    ${renderSilent(shop, l, 'message')}
    ${orders.length ? this.#renderOrders(shop) : storage.silent ? nothing : this.#renderEmpty()}
    ${renderRescue(orders.length > 0, this.#hands, l)}`;
  }

  #renderOrders(shop: ShopState) {
    for (const order of shop.orders) if (rankOf(order) === 'waiting') this.#waited.add(order.id);
    const shown = this.matches(':focus-within') ? this.#places : [];
    const sorted = sortOrders(shop.orders, shown, this.#waited);
    this.#places = sorted.map(({ id }) => id);
    return html`<ul class="orders" role="list">
      ${repeat(
        sorted,
        ({ id }) => id,
        (order) => html`<li>${this.#renderOrder(order, shop)}</li>`,
      )}
    </ul>`;
  }

  #renderOrder(order: Order, shop: ShopState) {
    const { id } = order;
    const { now } = this.#clock;
    const look = {
      now,
      room: this.#room.keep(order, shop, now, this.#localizer),
      open: this.showReceipt ? undefined : this.open === id,
      shop: this.getAttribute('for'),
      showReceipt: () => this.#showReceipt(id),
    };
    return renderArticle(order, shop, look, this.#hands, this.#localizer);
  }

  #renderEmpty() {
    const l = this.#localizer;
    return html`<slot name="empty"
      ><div class="empty" part="empty">
        <p class="title">${l.t('noOrders')}</p>
        <p class="muted">${l.t('noOrdersHint')}</p>
      </div></slot
    >`;
  }

  #showReceipt(id: string) {
    if (this.showReceipt) this.showReceipt(id);
    else this.open = this.open === id ? '' : id;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-orders': PunnetOrders;
  }
}
