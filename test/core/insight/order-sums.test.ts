import { expect } from '@open-wc/testing';

import { causeOf, OrderSums, type OrderFacts } from '../../../src/core/insight/order-sums.js';

const order = (change: Partial<OrderFacts> = {}): OrderFacts => ({
  state: 'confirmed',
  amount: 1_000,
  receivedAt: '2026-06-20T12:00:00.000Z',
  waitedMs: 0,
  ...change,
});

function sum(...orders: readonly OrderFacts[]) {
  const sums = new OrderSums('Europe/London');
  for (const one of orders) sums.add(one);
  return sums.read();
}

describe('what orders come to', () => {
  it('is told by the day at the shop on which they came, and by how they stand', () => {
    const late = order({ receivedAt: '2026-06-20T23:30:00.000Z' });
    expect(sum(late, order(), order({ amount: 500, state: 'collected' }), order()).orders).to.deep.equal([
      { day: '2026-06-20', state: 'collected', count: 1, amount: 500 },
      { day: '2026-06-20', state: 'confirmed', count: 2, amount: 2_000 },
      { day: '2026-06-21', state: 'confirmed', count: 1, amount: 1_000 },
    ]);
  });

  it('is nothing where there are none', () => {
    expect(sum()).to.deep.equal({ orders: [], disputes: [], baskets: [], waits: null });
  });
});

describe('what went wrong with orders', () => {
  it('is told by state and cause', () => {
    const { disputes } = sum(
      order({ state: 'disputed', cause: 'out-of-stock' }),
      order({ state: 'disputed', cause: 'slot-full' }),
      order({ state: 'disputed', cause: 'out-of-stock' }),
      order({ state: 'rejected', cause: 'out-of-stock' }),
      order({ state: 'repriced', cause: 'price-changed' }),
      order({ state: 'cancelled' }),
      order(),
    );
    expect(disputes).to.deep.equal([
      { state: 'disputed', cause: 'out-of-stock', count: 2 },
      { state: 'disputed', cause: 'slot-full', count: 1 },
      { state: 'rejected', cause: 'out-of-stock', count: 1 },
      { state: 'repriced', cause: 'price-changed', count: 1 },
    ]);
  });
});

describe('what was in the way of an order', () => {
  for (const [what, asked, cause] of [
    ['the code of its reason', { state: 'disputed', reason: { code: 'slot-full' } }, 'slot-full'],
    ['a new price', { state: 'repriced' }, 'price-changed'],
    ['nothing where it is as it was asked for', { state: 'confirmed' }, undefined],
    ['nothing where it was taken back', { state: 'collected', reason: { code: 'returned' } }, undefined],
  ] as const)
    it(`is ${what}`, () => {
      expect(causeOf(asked)).to.equal(cause);
    });
});

describe('what baskets come to', () => {
  it('is of the orders that stand alone, as the figures of a screen are', () => {
    const states = ['confirmed', 'confirmed_late', 'collected', 'disputed', 'repriced', 'expired'] as const;
    expect(sum(...states.map((state) => order({ state }))).baskets).to.deep.equal([
      { window: 'online', orders: 3, amount: 3_000 },
    ]);
  });
});

describe('how long orders lay on their devices', () => {
  const { waitedMs: _waitedMs, ...silent } = order();

  it('tells apart what was placed out of reach, and what nothing is known of', () => {
    const orders = [
      order({ waitedMs: 10_000 }),
      order({ waitedMs: 10_001, amount: 700 }),
      { ...silent, amount: 50 },
    ];
    expect(sum(...orders, order({ state: 'cancelled' })).baskets).to.deep.equal([
      { window: 'online', orders: 1, amount: 1_000 },
      { window: 'offline', orders: 1, amount: 700 },
      { window: 'unknown', orders: 1, amount: 50 },
    ]);
  });

  it('is told in seconds: of half, of nineteen of twenty, the longest, and how many took over a day', () => {
    const orders = Array.from({ length: 20 }, (_, at) => order({ waitedMs: (20 - at) * 1_000 }));
    expect(sum(...orders, silent).waits).to.deep.equal({
      orders: 20,
      p50: 10,
      p95: 19,
      longest: 20,
      overADay: 0,
    });
    const day = 86_400_000;
    expect(sum(order({ waitedMs: day }), order({ waitedMs: day + 1 })).waits?.overADay).to.equal(1);
  });
});
