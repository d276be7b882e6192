/** Shoppers who are nobody: with habits that the formula does not see, and with none. */
import { createChance } from '../../src/training/chance.js';
import type { Shopper } from '../../src/training/shopper.js';

/** They buy `item-0` to `item-17`. */
const ITEMS = 18;

/**
 * Each item comes back in every so many orders, so that what was bought last is what nobody needs now.
 *
 * @param length how many orders each shopper has
 */
export function drawRegulars(shoppers: number, seed: number, length = 16): Shopper[] {
  const chance = createChance(seed);
  return Array.from({ length: shoppers }, (_, id) => {
    const items = Array.from({ length: ITEMS }, (_, at) => ({
      name: `item-${at}`,
      every: 3 + chance.below(3),
      from: chance.below(6),
    }));
    const orders = Array.from({ length }, (_, at) => ({
      day: at * 7,
      items: items.filter(({ every, from }) => at % every === from % every).map(({ name }) => name),
    }));
    return { id: String(id), orders };
  });
}

/** Nobody has any habits. */
export function drawWhims(shoppers: number, seed: number): Shopper[] {
  const chance = createChance(seed);
  return Array.from({ length: shoppers }, (_, id) => ({
    id: String(id),
    orders: Array.from({ length: 8 }, (_, at) => ({
      day: at,
      items: [...new Set(Array.from({ length: 4 }, () => `item-${chance.below(60)}`))],
    })),
  }));
}
