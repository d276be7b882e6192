import { expect } from '@open-wc/testing';

import {
  averageOf,
  countOf,
  countStates,
  sumOrders,
  toOrderDays,
} from '../../../src/core/owner/summarize.js';

const ORDERS = [
  { day: '2026-11-24', state: 'confirmed', count: 3, amount: 3_000 },
  { day: '2026-11-24', state: 'cancelled', count: 1, amount: 900 },
  { day: '2026-11-26', state: 'collected', count: 2, amount: 2_500 },
  { day: '2026-11-26', state: 'disputed', count: 1, amount: 700 },
  { day: '2026-11-26', state: 'confirmed_late', count: 1, amount: 500 },
] as const;

describe('what an owner is shown of orders', () => {
  it('comes to the money of those that stand, and of no other', () => {
    expect(sumOrders(ORDERS)).to.deep.equal({ standing: 6, asked: 1, over: 1, amount: 6_000 });
  });

  it('has every day of the range, also one without an order', () => {
    const days = toOrderDays({ orders: ORDERS, from: '2026-11-24', to: '2026-11-26' });
    expect(days.map(({ day, standing, over }) => [day, standing, over])).to.deep.equal([
      ['2026-11-24', 3, 1],
      ['2026-11-25', 0, 0],
      ['2026-11-26', 3, 0],
    ]);
  });

  it('is listed by how orders stand, the most first', () => {
    expect(countStates(ORDERS).map(({ state }) => state)).to.deep.equal([
      'confirmed',
      'collected',
      'cancelled',
      'confirmed_late',
      'disputed',
    ]);
  });

  it('has no average of no orders', () => {
    expect(averageOf(0, 0)).to.equal(undefined);
    expect(averageOf(1_000, 3)).to.equal(333);
  });

  it('counts what lies there with what is promised, and without what is owed', () => {
    const stock = { variant: 'oats-500', depot: 'station', pool: 5, leased: 2, sold: 4, owed: 0, buffer: 1 };
    expect(countOf(stock)).to.equal(11);
    expect(countOf({ ...stock, pool: 0, owed: 3 })).to.equal(3);
  });
});
