/**
 * How the shop's orders stand, counted from what the page is told of them, so that
 * nobody reads them all again to know. Keeps no order.
 */
import type { EnginePatch } from '../core/engine-port.js';
import type { Order } from '../core/order/order.js';
import { ORDER_STATES } from '../core/order/order-states.js';

export class OrderTally {
  readonly #known = new Set<string>();
  readonly #open = new Set<string>();
  readonly #parked = new Set<string>();

  /** Orders that may still change. */
  get open(): number {
    return this.#open.size;
  }

  /** Orders of which something was set aside. */
  get parked(): number {
    return this.#parked.size;
  }

  /** Whether the page was told of it. */
  knows(order: string): boolean {
    return this.#known.has(order);
  }

  take(orders: NonNullable<EnginePatch['orders']>): void {
    if ('all' in orders) {
      this.#known.clear();
      this.#open.clear();
      this.#parked.clear();
    }
    for (const order of 'all' in orders ? orders.all : orders.changed) this.#count(order);
  }

  #count({ id, state, parked }: Order): void {
    this.#known.add(id);
    if (ORDER_STATES[state].final) this.#open.delete(id);
    else this.#open.add(id);
    if (parked === undefined) this.#parked.delete(id);
    else this.#parked.add(id);
  }
}
