/**
 * Tells the page of orders, always as they are kept by then. One that is being placed
 * is told of by its placing first: before that, another tab or a drain of this one may
 * have sent it and have the answer.
 */
import { toOrder } from '../core/order/to-order.js';
import type { OrderRecord } from '../core/order/order.js';
import type { Cause } from '../core/shop-port.js';
import type { Room } from './room.js';

export class OrderNews {
  readonly #room: Pick<Room, 'clock' | 'emit' | 'store' | 'tally' | 'watch'>;
  #placed: Promise<void> = Promise.resolve();

  constructor(room: Pick<Room, 'clock' | 'emit' | 'store' | 'tally' | 'watch'>) {
    this.#room = room;
  }

  async showAll(cause: Cause): Promise<void> {
    const { store, clock, emit } = this.#room;
    const all = await store.list('order');
    clock.raise(latestUnanswered(all));
    emit({ cause, orders: { all: all.map(toOrder) } });
  }

  async showChanged(ids: readonly string[], cause: Cause): Promise<void> {
    const { tally, watch } = this.#room;
    const unknown = ids.filter((id) => !tally.knows(id));
    if (unknown.length > 0) watch(this.#placed.then(() => this.#show(unknown, cause)));
    if (unknown.length < ids.length)
      await this.#show(
        ids.filter((id) => tally.knows(id)),
        cause,
      );
  }

  placing(work: Promise<unknown>): void {
    const before = this.#placed;
    this.#placed = Promise.allSettled([before, work]).then(() => undefined);
  }

  async #show(ids: readonly string[], cause: Cause): Promise<void> {
    const { store, emit } = this.#room;
    const found = await store.getMany(ids.map((id) => ['order', id] as const));
    const changed = found.flatMap((order) => (order ? [toOrder(order)] : []));
    if (changed.length > 0) emit({ cause, orders: { changed } });
  }
}

/** When the newest order was placed that the endpoint has not spoken of since; NaN if there is none. */
function latestUnanswered(orders: readonly OrderRecord[]): number {
  let latest = '';
  for (const { proofRev, placedAt } of orders) if (proofRev < 0 && placedAt > latest) latest = placedAt;
  return Date.parse(latest);
}
