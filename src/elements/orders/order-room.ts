/**
 * The room that an order's words may yet need, kept beforehand: nothing beneath them
 * moves when the order is sent and confirmed. What is kept is neither read nor found.
 */
import { css, html } from 'lit';

import type { Order } from '../../core/order/order.js';
import type { ShopState } from '../../core/shop-state.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import { toStatus, type OrderStatus } from './order-text.js';

/** The way of an order with which nothing is amiss. What needs the shopper may take more room. */
const SMOOTH = ['saved', 'sent', 'confirmed'] as const;

export const roomStyles = css`
  .roomy {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .roomy > * {
    grid-area: 1 / 1;
  }
  .room {
    visibility: hidden;
  }
  /* After the sign of a chip. */
  [data-room]::after {
    content: attr(data-room);
  }
  @media print {
    .room {
      display: none;
    }
  }
`;

/** Of the orders that one element shows. */
export class OrderRoom {
  /** When each was last seen waiting, in epoch milliseconds. */
  readonly #waited = new Map<string, number>();

  /** @returns what else may be said of it until it is confirmed, and was before; undefined if it was not seen waiting */
  keep(order: Order, state: ShopState, now: number, l: OrderLocalizer): readonly OrderStatus[] | undefined {
    if (order.state === 'saved' || order.state === 'sent') this.#waited.set(order.id, now);
    const then = this.#waited.get(order.id);
    // The later words of an order that waits are none that a settled one ever has.
    return then === undefined ? undefined : toRoom(order, state, then, l);
  }
}

function toRoom({ choice: _, ...order }: Order, state: ShopState, now: number, l: OrderLocalizer) {
  const { outbox } = state;
  const triedAt = new Date(now).toISOString();
  const connections = [
    { connection: 'offline', outbox: { ...outbox, sending: false, triedAt: null } },
    { connection: 'unreachable', outbox: { ...outbox, sending: false, triedAt } },
    { connection: 'online', outbox: { ...outbox, sending: true } },
  ] as const;
  return SMOOTH.flatMap((at) =>
    (at === 'saved' ? connections : [{}]).map((known) =>
      toStatus({ ...order, state: at }, { ...state, ...known }, now, l),
    ),
  );
}

export function renderRoom(statuses: readonly OrderStatus[]) {
  return statuses.map(
    ({ headline, details }) =>
      html`<div class="room">
        <div class="heading headline" data-room=${headline}></div>
        ${details.map((text) => html`<p class="small" data-room=${text}></p>`)}
      </div>`,
  );
}
