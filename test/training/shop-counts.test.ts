import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { countShares, toStatistics } from '../../src/core/recommend/shop-statistics.js';
import { createChance } from '../../src/training/chance.js';
import { countShop } from '../../src/training/shop-counts.js';
import type { Shopper } from '../../src/training/shopper.js';

const ITEMS = Array.from({ length: 12 }, (_, at) => `item-${at}`);

/** Orders of one to four items, the first items more often. */
function drawShop(shoppers: number, seed: number): Shopper[] {
  const chance = createChance(seed);
  const draw = () => ITEMS[Math.floor(chance.next() ** 2 * ITEMS.length)] ?? '';
  return Array.from({ length: shoppers }, (_, id) => ({
    id: String(id),
    orders: Array.from({ length: 2 + chance.below(6) }, () => ({
      day: null,
      items: [...new Set(Array.from({ length: 1 + chance.below(4) }, draw))],
    })),
  }));
}

describe('what a shopper was told of their shop before an order', () => {
  const shop = drawShop(9, 4);
  const counts = countShop(shop);
  for (const shopper of shop) {
    it(`is counted without that order and what came later, for shopper ${shopper.id}`, () => {
      const history = shopper.orders.slice(0, -1);
      const others = shop.filter((other) => other !== shopper).map(({ orders }) => orders);
      const known = toStatistics(countShares([...others, history]));
      const told = counts.before(shopper.orders, history);
      const items = new Set([...others.flat(), ...history].flatMap((order) => order.items));
      for (const item of items) {
        assert.ok(Math.abs(told.popularity(item) - known.popularity(item)) < 1e-12, `popularity of ${item}`);
        assert.ok(Math.abs((told.rebuy(item) ?? 2) - (known.rebuy(item) ?? 3)) < 1e-12, `rebuy of ${item}`);
      }
      assert.deepEqual(told.byPopularity.slice(0, 10), known.byPopularity.slice(0, 10));
    });
  }

  it('does not give away what only they bought, and only then', () => {
    const secret = { day: null, items: ['secret', 'item-0'] };
    const other = { day: null, items: ['item-0'] };
    const rare = [
      { id: 'a', orders: [other, other, secret] },
      { id: 'b', orders: [other, other] },
    ];
    const told = countShop(rare).before(rare[0]?.orders ?? [], [other, other]);
    assert.equal(told.popularity('secret'), told.popularity('nobody bought it'));
    assert.deepEqual(told.byPopularity, ['item-0']);
  });
});
