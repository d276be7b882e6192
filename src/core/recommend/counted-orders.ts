/** What a page counts for what its shopper may want again: their orders, and what is remembered of those that are gone by now. */
import type { Order } from '../order/order.js';
import { isPurchase, type Purchase } from './purchase.js';

/** Of an order that is there as its receipt alone, as of one that is gone, there is what is remembered. */
export function listCounted(
  orders: readonly Order[],
  purchases: readonly Purchase[] = [],
): readonly Purchase[] {
  const whole = orders.filter(({ lines }) => lines.length > 0);
  const known = new Set(whole.map(({ id }) => id));
  return [...whole.filter(isPurchase), ...purchases.filter(({ id }) => !known.has(id))];
}
