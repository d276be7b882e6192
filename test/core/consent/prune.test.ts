import { expect } from '@open-wc/testing';

import { ageOf, pruneOrders, type Aged } from '../../../src/core/consent/prune.js';
import { RETENTION, RETENTION_DAYS } from '../../../src/core/consent/retention.js';
import type { Order, OrderRecord } from '../../../src/core/order/order.js';
import { createMemoryStore } from '../../../src/storage/memory-store.js';
import { createOrder, SHOPS_RECEIPT } from '../../support/fixtures.js';

const DAY_MS = 86_400_000;
const SETTLED = Date.parse('2026-11-24T08:00:00Z');
const at = '2026-11-24T08:00:00Z';

const collected: Partial<Order> = {
  state: 'collected',
  receipt: SHOPS_RECEIPT,
  payment: { way: 'at-pickup', state: 'paid', amount: 440 },
  events: [{ state: 'collected', at }],
};
const payment = (state: Order['payment']['state']): Order['payment'] => ({
  way: 'at-pickup',
  state,
  amount: 440,
});

const AGES: readonly {
  readonly what: string;
  readonly order: Partial<Order>;
  readonly ages: readonly Aged[];
}[] = [
  { what: 'was collected', order: collected, ages: ['kept', 'receipt', 'forgotten'] },
  {
    what: 'was to be collected',
    order: { state: 'confirmed', receipt: SHOPS_RECEIPT },
    ages: ['kept', 'receipt', 'forgotten'],
  },
  {
    what: 'was called off',
    order: { state: 'cancelled', events: [{ state: 'cancelled', at }] },
    ages: ['kept', 'forgotten', 'forgotten'],
  },
  {
    what: 'the shop could not take',
    order: { state: 'rejected', events: [{ state: 'rejected', at }] },
    ages: ['kept', 'forgotten', 'forgotten'],
  },
  { what: 'is not sent', order: { state: 'saved' }, ages: ['kept', 'kept', 'kept'] },
  { what: 'is sent', order: { state: 'sent' }, ages: ['kept', 'kept', 'kept'] },
  { what: 'needs its shopper', order: { state: 'disputed' }, ages: ['kept', 'kept', 'kept'] },
  { what: 'costs another price', order: { state: 'repriced' }, ages: ['kept', 'kept', 'kept'] },
  { what: 'has a choice waiting', order: { ...collected, choice: 'cancel' }, ages: ['kept', 'kept', 'kept'] },
  { what: 'was set aside', order: { ...collected, parked: 'No' }, ages: ['kept', 'kept', 'kept'] },
  {
    what: 'is being paid',
    order: { ...collected, payment: payment('pending') },
    ages: ['kept', 'kept', 'kept'],
  },
  { what: 'is to be paid', order: { ...collected, payment: payment('due') }, ages: ['kept', 'kept', 'kept'] },
  {
    what: 'is being refunded',
    order: { ...collected, payment: payment('refund_due') },
    ages: ['kept', 'kept', 'kept'],
  },
];

const record = (changes: Partial<Order>): OrderRecord => ({
  ...createOrder(changes),
  device: 'd'.repeat(43),
  secret: 's'.repeat(43),
  proofRev: 1,
  rev: 3,
});

async function openStore(...orders: readonly OrderRecord[]) {
  const store = createMemoryStore();
  const put = orders.map((order) => [['order', order.id], order] as const);
  await store.commit({ put, durability: 'strict' });
  return store;
}

describe('what a device keeps of an order', () => {
  for (const { what, order, ages } of AGES)
    it(`that ${what} is ${ages.join(', then ')}`, () => {
      const after = [30, 31, 91].map((days) => ageOf(createOrder(order), false, SETTLED + days * DAY_MS));
      expect(after).to.deep.equal(ages);
    });

  it('is all of it while anything about it is not answered', () => {
    expect(ageOf(createOrder(collected), true, SETTLED + 365 * DAY_MS)).to.equal('kept');
  });

  it('is what its receipt needs, after a month, and nothing after three', async () => {
    const order = record(collected);
    const store = await openStore(order);
    expect(await pruneOrders(store, SETTLED + 30 * DAY_MS)).to.equal(false);
    expect(await store.list('order')).to.deep.equal([order]);
    expect(await pruneOrders(store, SETTLED + 31 * DAY_MS)).to.equal(true);
    const [kept] = await store.list('order');
    expect(kept?.lines).to.deep.equal([]);
    for (const name of ['id', 'code', 'receipt', 'pickup', 'total', 'state', 'payment'] as const)
      expect(kept?.[name]).to.deep.equal(order[name]);
    expect(await pruneOrders(store, SETTLED + 89 * DAY_MS)).to.equal(false);
    expect(await pruneOrders(store, SETTLED + 91 * DAY_MS)).to.equal(true);
    expect(await store.list('order')).to.deep.equal([]);
  });

  it('is left alone while a choice about it is in the outbox', async () => {
    const order = record({ state: 'confirmed' });
    const store = await openStore(order);
    const intent = {
      rev: 0,
      id: 'i',
      order: order.id,
      type: 'order.cancel',
      jws: 'a.b.c',
      hash: 'h',
    } as const;
    await store.commit({ put: [[['intent', 'i'], intent]], durability: 'strict' });
    expect(await pruneOrders(store, SETTLED + 365 * DAY_MS)).to.equal(false);
    expect(await store.list('order')).to.deep.equal([order]);
  });

  it('is as another tab has just written it', async () => {
    const order = record(collected);
    const store = await openStore(order);
    const list = store.list.bind(store);
    const changed = { ...order, payment: payment('refund_due'), rev: order.rev + 1 };
    store.list = async (kind) => {
      const listed = await list(kind);
      if (kind === 'order')
        await store.commit({ put: [[['order', order.id], changed]], durability: 'strict' });
      return listed;
    };
    expect(await pruneOrders(store, SETTLED + 91 * DAY_MS)).to.equal(false);
    expect(await list('order')).to.deep.equal([changed]);
  });
});

describe('the table of what is kept how long', () => {
  it('names each span once, and what goes without one', () => {
    const days = Object.fromEntries(RETENTION.map(({ what, days: span }) => [what, span]));
    // Neither is more than what is counted, nor is kept for longer.
    const { savedOrders, reportIds, ...shown } = RETENTION_DAYS;
    expect(Math.max(savedOrders, reportIds)).to.be.below(shown.counted);
    expect(days).to.deep.equal({
      ...{ ...shown, unsentOrder: 'answered', ownOrder: 'withdrawn' },
      ...{ signingKey: 'erased', choice: 'erased', points: 'erased' },
    });
  });
});
