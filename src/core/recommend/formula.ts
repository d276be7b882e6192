/**
 * The ranker that needs no model: how often a shopper bought an item, where an order counts 0.95 of the one after it,
 * times the item's popularity in the shop to the power of 0.2. docs/recommendations.md has what it was measured on.
 */
import type { PastOrder, RankCase } from './past-orders.js';

/** What an order counts against the one after it. */
export const ORDER_DECAY = 0.95;
export const POPULARITY_POWER = 0.2;

/** In how many orders each item is, an older order counting less; in the order in which items were first bought. */
export function countDecayed(history: readonly PastOrder[], decay: number): Map<string, number> {
  const counts = new Map<string, number>();
  history.forEach(({ items }, at) => {
    const weight = decay ** (history.length - 1 - at);
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + weight);
  });
  return counts;
}

export function scoreByFormula(
  { history, statistics }: RankCase,
  candidates: readonly string[],
): Float32Array {
  const counts = countDecayed(history, ORDER_DECAY);
  // Rounded to single precision: powers differ in their last bits from one browser to the next, and ties must not.
  return Float32Array.from(
    candidates,
    (item) => (counts.get(item) ?? 0) * statistics.popularity(item) ** POPULARITY_POWER,
  );
}
