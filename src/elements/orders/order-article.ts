/** One order among others: how it stands, what it holds, what can be done about it. */
import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { keyed } from 'lit/directives/keyed.js';

import { toChosenOrder } from '../../core/order/chosen-order.js';
import { againWord, isCollectable } from '../../core/order/order-words.js';
import type { Order } from '../../core/order/order.js';
import type { ShopState } from '../../core/shop-state.js';
import { momentOf, slotOf } from '../words/moments.js';
import { renderAgain } from './order-again.js';
import { renderCancel, renderDecision } from './order-decision.js';
import type { OrderHands } from './order-hands.js';
import { rankOf } from './order-list.js';
import { renderSend } from './order-send.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import { toStatus, type OrderStatus } from './order-text.js';
import { renderTimeline } from './order-timeline.js';
import { exportParts } from '../page/parts.js';

export interface ArticleLook {
  /** Epoch milliseconds. */
  readonly now: number;
  /** What may yet be said of an order that was seen waiting, or was: it has room, so that nothing moves. */
  readonly room: readonly OrderStatus[] | undefined;
  /** Its receipt is unfolded beneath; undefined where it is shown elsewhere. */
  readonly open: boolean | undefined;
  /** The id of the shop, for a receipt outside of it. */
  readonly shop: string | null;
  readonly showReceipt: () => void;
}

export function renderArticle(
  order: Order,
  state: ShopState,
  look: ArticleLook,
  hands: OrderHands,
  l: OrderLocalizer,
) {
  const { id } = order;
  const chosen = toChosenOrder(order);
  const status = toStatus(order, state, look.now, l);
  const { room = [] } = look;
  const roomy = look.room !== undefined;
  const rank = rankOf(order);
  return html`<article class="order ${rank}" part="order order-${rank}" aria-labelledby="title-${id}">
    <div class="head" part="order-head">
      <h3 class="title" part="title" id="title-${id}" data-order=${id} tabindex="-1">
        ${renderTitle(order, l)}
      </h3>
      ${renderChip(status, room)}
    </div>
    ${order.mode === 'test' ? html`<p class="small">${l.t('rehearsalReceipt')}</p>` : nothing}
    ${renderDetails(status, room)} ${renderLines(chosen, l)} ${renderPickup(chosen, roomy, l)}
    ${renderDecision(order, look.now, hands, l)}
    <p class="said small ${hands.isPast(order) ? 'room' : ''}" part="field-error">${saidAt(hands, id)}</p>
    <div class="buttons">
      ${renderReceiptButton(order, look, l)} ${renderAgain(order, 'secondary', hands, l)}
      ${renderSend(order, state, hands, l, roomy && !againWord(order))} ${renderCancel(order, hands, l)}
    </div>
    ${look.open ? renderReceipt(order, look) : nothing} ${renderTimeline(order, l)}
  </article>`;
}

/** Another headline, and what is said with it, are other elements: browsers count one that moves as a shift. */
function renderChip({ tone, headline }: OrderStatus, room: readonly OrderStatus[]) {
  return html`<div class="roomy">
    ${keyed(headline, html`<p class="chip ${tone}" part="chip">${headline}</p>`)}
    ${room.map((other) => html`<p class="chip room ${other.tone}" data-room=${other.headline}></p>`)}
  </div>`;
}

function renderDetails({ headline, details }: OrderStatus, room: readonly OrderStatus[]) {
  return html`<div class="roomy">
    ${keyed(headline, html`<div>${details.map((text) => html`<p>${text}</p>`)}</div>`)}
    ${room.map(
      (other) =>
        html`<div class="room">${other.details.map((text) => html`<p data-room=${text}></p>`)}</div>`,
    )}
  </div>`;
}

function renderTitle({ code }: Order, l: OrderLocalizer) {
  const [before = '', after = ''] = l.t('orderTitle', { code: '\u0000' }).split('\u0000');
  return html`${before}<bdi class="number">${code}</bdi>${after}`;
}

function renderLines({ lines, deposits, discount = 0, redeemed, total, currency }: Order, l: OrderLocalizer) {
  const sum = (part: 'deposit' | 'discount' | 'total', name: string, minor: number) =>
    html`<p class="sum ${part}" part=${part}>
      <span>${name}</span> <bdi class="number">${l.money(minor, currency)}</bdi>
    </p>`;
  return html`<div>
    <ul class="lines" part="order-lines" role="list">
      ${lines.map(
        ({ quantity, title, detail, total: amount }) =>
          html`<li>
            <span class="number">${l.number(quantity)} ×</span>
            <span
              ><bdi>${title}</bdi
              >${detail ? html` <span class="detail small muted"><bdi>${detail}</bdi></span>` : nothing}</span
            >
            <bdi class="number">${l.money(amount, currency)}</bdi>
          </li>`,
      )}
    </ul>
    ${deposits ? sum('deposit', l.t('deposits'), deposits) : nothing}
    ${discount ? sum('discount', l.t('discount'), -discount) : nothing}
    ${redeemed ? sum('discount', l.t('pointsOff', { count: redeemed.points }), -redeemed.off) : nothing}
    ${sum('total', l.t('total'), total)}
  </div>`;
}

/** Where to collect, while it can be and unless that was just said; what stood here before that was said stays. */
function renderPickup(order: Order, roomy: boolean, l: OrderLocalizer) {
  const { placedAt, state, choice, pickup } = order;
  const isSaid = !roomy && state.startsWith('confirmed') && choice === undefined;
  const said = isSaid || !isCollectable(order);
  const where = { when: slotOf(l, pickup.start, pickup.end), place: pickup.depotTitle };
  return html`<p class="small muted">
    ${said ? nothing : l.t('collectHint', where)} ${l.t('placedOn', { when: momentOf(l, placedAt) })}.
  </p>`;
}

function renderReceiptButton({ code }: Order, { open, showReceipt }: ArticleLook, l: OrderLocalizer) {
  const text = l.t(open ? 'hideReceipt' : 'showReceipt');
  return html`<button
    type="button"
    part="button secondary-button receipt-button"
    aria-expanded=${open ?? nothing}
    aria-label=${l.t('named', { action: text, title: l.t('orderTitle', { code }) })}
    @click=${showReceipt}
  >
    ${text}
  </button>`;
}

function renderReceipt({ id }: Order, { shop }: ArticleLook) {
  return html`<punnet-receipt
    class="receipt"
    order=${id}
    heading-level="4"
    for=${ifDefined(shop ?? undefined)}
    exportparts=${exportParts('receipt')}
  ></punnet-receipt>`;
}

/** Its place is always there, so that nothing moves when something is said. */
export function saidAt({ said }: OrderHands, at: string) {
  return said?.at === at ? html`<span class=${said.bad ? 'bad' : 'good'}>${said.text}</span>` : nothing;
}
