/**
 * Finds the order that a basket became elsewhere, as in another tab: basket and order
 * are told apart there, in any sequence, so the lines are what tells that they belong
 * together.
 */
import type { Order, OrderLine } from './order.js';

type Chosen = Pick<OrderLine, 'variant' | 'modifiers' | 'quantity'>;

/** A basket with lines, and the orders that there were before it. */
export interface WatchedBasket {
  readonly content: string;
  readonly known: ReadonlySet<string>;
}

/** The same basket stays watched as it was first seen: its order may come before it is emptied. */
export function watchBasket(
  lines: readonly Chosen[],
  orders: readonly Order[],
  watched?: WatchedBasket,
): WatchedBasket {
  const content = toContent(lines);
  if (watched?.content === content) return watched;
  return { content, known: new Set(orders.map(({ id }) => id)) };
}

export function findOrderOf({ content, known }: WatchedBasket, orders: readonly Order[]): Order | undefined {
  return orders.find(({ id, lines }) => !known.has(id) && toContent(lines) === content);
}

function toContent(lines: readonly Chosen[]): string {
  const texts = lines.map(({ variant, modifiers, quantity }) =>
    JSON.stringify([variant, Object.entries(modifiers).sort(), quantity]),
  );
  return texts.sort().join();
}
