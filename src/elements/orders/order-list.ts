/**
 * In which order a shopper's orders are shown: what needs them first, then what is
 * not sent, then by date. Nothing moves while they are at it.
 */
import type { Order } from '../../core/order/order.js';
import { isUnsent, needsDecision } from '../../core/order/order-words.js';

export type OrderRank = 'needs-you' | 'waiting' | 'settled';
const RANKS: readonly OrderRank[] = ['needs-you', 'waiting', 'settled'];

export function rankOf(order: Order): OrderRank {
  if (needsDecision(order)) return 'needs-you';
  return isUnsent(order) || order.state === 'sent' ? 'waiting' : 'settled';
}

/**
 * @param shown the ids that keep their places, in their order; others come after them
 * @param waited the ids that were seen waiting: once settled they stay among those that wait
 */
export function sortOrders(
  orders: readonly Order[],
  shown: readonly string[] = [],
  waited: ReadonlySet<string> = new Set(),
): readonly Order[] {
  const place = ({ id }: Order) => (shown.includes(id) ? shown.indexOf(id) : shown.length);
  const rank = (order: Order) =>
    RANKS.indexOf(waited.has(order.id) && !needsDecision(order) ? 'waiting' : rankOf(order));
  return [...orders].sort(
    (one, other) => place(one) - place(other) || rank(one) - rank(other) || (one.id < other.id ? 1 : -1),
  );
}
