/**
 * What a change of state is worth saying aloud: that the shop can't be reached, and
 * what became of an order. Nothing is said of what was there when the page loaded,
 * nor of what the shopper has just done: what they did it with tells that.
 */
import type { Cause } from '../../core/shop-port.js';
import { ORDER_STATES } from '../../core/order/order-states.js';
import type { ShopState } from '../../core/shop-state.js';
import { connectionText } from '../words/connection-words.js';
import { ORDER_TERMS, type OrderLocalizer } from '../words/order-terms.js';

export function announcementOf(
  state: ShopState,
  previous: ShopState,
  cause: Cause,
  words: OrderLocalizer,
): string | undefined {
  words.include(...ORDER_TERMS);
  const moved = cause === 'sync' || cause === 'tab' ? findMoved(state, previous) : undefined;
  if (moved) {
    const word = words.find(ORDER_STATES[moved.state].word, { shop: moved.shopName });
    return `${words.find('orderTitle', { code: moved.code }) ?? moved.code}: ${word ?? moved.state}`;
  }
  const isLost = previous.connection === 'online';
  return (isLost && connectionText(state, words)) || undefined;
}

function findMoved({ orders }: ShopState, previous: ShopState) {
  if (orders === previous.orders) return undefined;
  const known = new Map(previous.orders.map(({ id, state }) => [id, state]));
  return orders.find(({ id, state }) => known.has(id) && known.get(id) !== state);
}
