/** The orders that a page knows, with those that the engine has news of. */
import type { EnginePatch } from '../core/engine-port.js';
import type { Order } from '../core/order/order.js';

/** Newest first. Of thousands a few change at a time: the others stay where they are. */
export function mergeOrders(
  known: readonly Order[],
  patch: NonNullable<EnginePatch['orders']>,
): readonly Order[] {
  const fresh = new Map(('all' in patch ? patch.all : patch.changed).map((order) => [order.id, order]));
  const stays = 'all' in patch ? [] : known.map((order) => take(fresh, order.id) ?? order);
  if (fresh.size === 0) return stays;
  return [...fresh.values(), ...stays].sort((one, other) => (one.id < other.id ? 1 : -1));
}

function take(orders: Map<string, Order>, id: string): Order | undefined {
  const order = orders.get(id);
  orders.delete(id);
  return order;
}
