import { LitElement, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';

import type { Order } from '../core/order/order.js';
import type { ShopState } from '../core/shop-state.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { blockStyles } from './page/block.styles.js';
import { renderLoading } from './page/loading.js';
import { loadingStyles } from './page/loading.styles.js';
import { renderSilent } from './page/notes.js';
import { noteStyles } from './page/notes.styles.js';
import { renderTerms } from './checkout/checkout-summary.js';
import { HostStates } from './page/host-states.js';
import { Localizer } from './localizer.js';
import { qrStyles } from './qr/qr.styles.js';
import { renderFailed, renderNoShop } from './shop/no-shop.js';
import { renderAgain } from './orders/order-again.js';
import { OrderClock } from './orders/order-clock.js';
import { OrderHands } from './orders/order-hands.js';
import { OrderRoom } from './orders/order-room.js';
import { roomStyles } from './page/room.styles.js';
import { renderSend } from './orders/order-send.js';
import { ORDER_TERMS, type OrderWord } from './words/order-terms.js';
import { styles } from './punnet-receipt.styles.js';
import { ReceiptCode } from './receipt/receipt-code.js';
import { COPIES, ReceiptCopies } from './receipt/receipt-copies.js';
import { toReceipt } from './receipt/receipt-model.js';
import { renderSheet } from './receipt/receipt-sheet.js';
import { sheetStyles } from './receipt/receipt-sheet.styles.js';
import { isOffline, isRead } from './shop/shop-condition.js';
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
 * One order's receipt: what became of it, the code that finds it at the stall, what
 * it holds and where to collect it; to print, to keep as a picture, to share.
 *
 * @tag punnet-receipt
 *
 * @attr {string} for - The id of the shop, for a receipt outside of it; else the page's first.
 * @slot - Shown until the element is defined.
 * @slot after-sheet - Between the receipt and its buttons.
 * @fires {CustomEvent} punnet-sync-request - The shopper pressed Send now; cancel it to stop.
 * @fires {CustomEvent<AddDetail>} punnet-add-request - For each line that is ordered again; cancel it to leave it out.
 * @csspart sheet - What is printed.
 * @csspart state - What became of the order: sign, headline, what to know.
 * @csspart qr - What a stall reads: the receipt itself as a QR code.
 * @csspart qr-large - The same as large as the screen.
 * @csspart enlarge-button - Shows it so.
 * @csspart dialog - What it is shown in.
 * @csspart close-button - Leaves that.
 * @csspart code - The six characters that find the order at the stall.
 * @csspart divider - What sets the code apart.
 * @csspart lines - The table of what was ordered.
 * @csspart line - One line of it.
 * @csspart subtotal - The goods.
 * @csspart deposit - The deposits.
 * @csspart discount - What the shop takes off where it could not serve the order as it was asked for.
 * @csspart tax - The tax in the total.
 * @csspart pay-line - What is to be paid when it is collected.
 * @csspart pickup - When and where.
 * @csspart allergens - What it contains.
 * @csspart terms - The shop's terms, privacy, returns and help.
 * @csspart actions - All buttons.
 * @csspart order-again-button - Puts what it held into the basket again.
 * @csspart send-button - Sends the order now.
 * @csspart save-button - Saves a picture.
 * @csspart print-button - Prints the sheet.
 * @csspart share-button - Opens the system's own sheet.
 */
export class PunnetReceipt extends LitElement {
  static override styles = [
    baseStyles,
    blockStyles,
    panelStyles,
    loadingStyles,
    noteStyles,
    qrStyles,
    sheetStyles,
    roomStyles,
    styles,
  ];

  /** The order's id; else the newest order is shown. */
  @property() order = '';
  /** Of its headline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<OrderWord>(this, this.#link, ORDER_TERMS);
  readonly #clock = new OrderClock(this, this.#link);
  readonly #hands = new OrderHands(this, this.#link, this.#localizer);
  readonly #copies = new ReceiptCopies(this, this.#localizer, this.#hands, PunnetReceipt.styles);
  readonly #code = new ReceiptCode(this, this.#localizer);
  readonly #states = new HostStates(this);
  readonly #room = new OrderRoom(this);

  override render() {
    const { state, missing } = this.#link;
    if (missing) return renderNoShop(this.#localizer);
    return html`<div class="base panel" part="base">${this.#renderState(state)}</div>`;
  }

  protected override updated() {
    const { state } = this.#link;
    const order = state && this.#find(state);
    this.#states.set({
      loading: !state || state.load.kind === 'loading',
      ready: order !== undefined,
      empty: isRead(state) && !order,
      offline: isOffline(state),
      error: state?.load.kind === 'failed' && !order,
      busy: this.#hands.busy !== undefined,
      rehearsal: order?.mode === 'test',
    });
  }

  #renderState(state: ShopState | undefined) {
    const l = this.#localizer;
    const order = state && this.#find(state);
    if (order) return this.#renderReceipt(order, state);
    if (!state || state.load.kind === 'loading') return renderLoading(l);
    if (state.load.kind === 'failed') return renderFailed(state, this.#link, l);
    if (state.storage.silent) return renderSilent(state, l, 'error');
    return html`<div class="empty" part="empty">
      <div class="title" part="heading" role="heading" aria-level=${this.headingLevel} tabindex="-1">
        ${l.t('noReceipt')}
      </div>
      <p class="muted">${l.t('noReceiptHint')}</p>
    </div>`;
  }

  #renderReceipt(order: Order, state: ShopState) {
    const l = this.#localizer;
    const { now } = this.#clock;
    const receipt = toReceipt(order, state, now, l);
    const room = this.#room.keep(order, state, now, l) ?? [];
    return html`${renderSheet(receipt, this.headingLevel, room, this.#code.render(receipt), l)}
      <slot name="after-sheet"></slot>
      <div class="actions" part="actions">
        ${renderSend(order, state, this.#hands, l)} ${renderAgain(order, 'primary', this.#hands, l)}
        ${this.#copies.render(receipt, order.state === 'saved')} ${this.#renderSaid(order)}
      </div>
      ${state.catalog ? renderTerms(state.catalog.shop, l) : nothing} ${this.#code.renderDialog(receipt)}`;
  }

  #renderSaid(order: Order) {
    const { said } = this.#hands;
    if (!said || ![order.id, COPIES].includes(said.at) || this.#hands.isPast(order)) return nothing;
    return html`<p class="said small ${said.bad ? 'bad' : ''}" part="message">${said.text}</p>`;
  }

  #find({ orders }: ShopState): Order | undefined {
    return this.order ? orders.find(({ id }) => id === this.order) : orders[0];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-receipt': PunnetReceipt;
  }
}
