/**
 * The room that an order's words may yet need, kept beforehand: nothing beneath them
 * moves when the order is sent and confirmed. What is kept is neither read nor found.
 */
import { html, type LitElement, type ReactiveController } from 'lit';

import type { Order } from '../../core/order/order.js';
import type { ShopState } from '../../core/shop-state.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import { toStatus, type OrderStatus } from './order-text.js';

/** The way of an order with which nothing is amiss. What needs the shopper may take more room. */
const SMOOTH = ['saved', 'sent', 'confirmed'] as const;

/** Of the orders that one element shows, until that is out of sight: nobody sees it move then. */
export class OrderRoom implements ReactiveController {
  readonly #host: LitElement;
  readonly #sight = new IntersectionObserver((seen) => {
    this.#isSeen = seen.at(-1)?.isIntersecting ?? true;
    this.#look();
  });
  #isSeen = true;
  /** When each was last seen waiting, in epoch milliseconds. */
  readonly #waited = new Map<string, number>();

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#sight.observe(this.#host);
    document.addEventListener('visibilitychange', this.#look);
  }

  hostDisconnected(): void {
    this.#sight.disconnect();
    document.removeEventListener('visibilitychange', this.#look);
  }

  /** @returns what else may be said of it until it is confirmed, and was before; undefined if it was not seen waiting */
  keep(order: Order, state: ShopState, now: number, l: OrderLocalizer): readonly OrderStatus[] | undefined {
    if (order.state === 'saved' || order.state === 'sent') this.#waited.set(order.id, now);
    else if (this.#waited.has(order.id) && this.#isAway()) this.#waited.delete(order.id);
    const then = this.#waited.get(order.id);
    // The later words of an order that waits are none that a settled one ever has.
    return then === undefined ? undefined : toRoom(order, state, then, l);
  }

  readonly #look = () => {
    if (this.#waited.size && this.#isAway()) this.#host.requestUpdate();
  };

  /** Out of sight, and not above what is being read, which would be drawn up. A page may leap from below it to above it. */
  #isAway(): boolean {
    const isHidden = !this.#isSeen || document.visibilityState === 'hidden';
    return isHidden && this.#host.getBoundingClientRect().top >= 0;
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
