import { expect } from '@open-wc/testing';

import type { ConsentRecord } from '../../../src/core/consent/consent.js';
import type { OrderRecord } from '../../../src/core/order/order.js';
import type { Change } from '../../../src/core/ports.js';
import {
  rebuildPurchases,
  tidyPurchases,
  withPurchases,
  type Leave,
} from '../../../src/core/recommend/purchase-history.js';
import { createMemoryStore } from '../../../src/storage/memory-store.js';
import { createOrder } from '../../support/fixtures.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const DAY_MS = 86_400_000;

const consent = (rev: number, personalisation: boolean): ConsentRecord => ({
  rev,
  personalisation,
  measurement: false,
  at: '2026-11-01T00:00:00Z',
});
const GIVEN: Leave = { chosen: consent(1, true), isGiven: true };
const NONE: Leave = { chosen: undefined, isGiven: false };

/** @param days ago */
function record(id: string, days: number, changes: Partial<OrderRecord> = {}): OrderRecord {
  const placedAt = new Date(NOW - days * DAY_MS).toISOString();
  const order = createOrder({ id, placedAt, state: 'confirmed' });
  return { ...order, device: 'device', secret: 'secret', proofRev: -1, rev: 1, ...changes };
}

const placing = (order: OrderRecord): Change => ({
  put: [[['order', order.id], order]],
  durability: 'strict',
});

/** A device with these orders, of which nothing is remembered. */
async function openStore(orders: readonly OrderRecord[], chosen = GIVEN.chosen) {
  const store = createMemoryStore();
  for (const order of orders) await store.commit(placing(order));
  if (chosen) await store.commit({ put: [[['consent'], chosen]], durability: 'strict' });
  const remembered = async () => (await store.list('purchase')).map(({ id }) => id);
  return { store, remembered };
}

describe('what is remembered of an order', () => {
  it('stays where the order is there as its receipt alone, whatever is heard of it since', async () => {
    const whole = record('one', 40);
    const { store, remembered } = await openStore([whole]);
    await rebuildPurchases(store, GIVEN, NOW);
    const alone = { ...whole, lines: [], rev: 2 };
    await store.commit(withPurchases(placing(alone), GIVEN));
    await rebuildPurchases(store, GIVEN, NOW);
    expect(await remembered()).to.deep.equal(['one']);
    expect((await store.list('purchase'))[0]?.lines.length).to.equal(1);
  });

  it('is when it was and what was taken, and nothing else', async () => {
    const order = record('one', 3);
    const { store } = await openStore([]);
    await store.commit({ put: [[['consent'], consent(1, true)]], durability: 'strict' });
    await store.commit(withPurchases(placing(order), GIVEN));
    const lines = order.lines.map(({ variant, modifiers }) => ({ variant, modifiers }));
    expect(await store.list('purchase')).to.deep.equal([
      { rev: 1, id: 'one', placedAt: order.placedAt, lines },
    ]);
    expect(await store.list('order')).to.have.length(1);
  });

  it('is nothing without leave: the change stays as it is', () => {
    const change = placing(record('one', 3));
    expect(withPurchases(change, NONE)).to.equal(change);
  });

  it('goes with the change that calls the order off', async () => {
    const { store, remembered } = await openStore([]);
    const order = record('one', 3);
    await store.commit({ put: [[['consent'], consent(1, true)]], durability: 'strict' });
    await store.commit(withPurchases(placing(order), GIVEN));
    expect(await remembered()).to.deep.equal(['one']);
    await store.commit(withPurchases(placing({ ...order, rev: 2, state: 'cancelled' }), GIVEN));
    expect(await remembered()).to.deep.equal([]);
  });

  it('is not kept, nor is the order, once leave was taken back in between', async () => {
    const { store, remembered } = await openStore([], consent(2, false));
    const committed = await store.commit(withPurchases(placing(record('one', 3)), GIVEN));
    expect([committed, await remembered(), await store.list('order')]).to.deep.equal([
      { ok: false, code: 'conflict' },
      [],
      [],
    ]);
  });
});

describe('the purchase history', () => {
  it('is filled from the orders that there are, and is the same however often that is done', async () => {
    const orders = [record('one', 3), record('two', 40), record('off', 2, { state: 'cancelled' })];
    const { store, remembered } = await openStore(orders);
    await rebuildPurchases(store, GIVEN, NOW);
    const first = await store.list('purchase');
    await rebuildPurchases(store, GIVEN, NOW);
    expect(await store.list('purchase')).to.deep.equal(first);
    expect(await remembered()).to.deep.equal(['one', 'two']);
  });

  it('keeps what was bought when its order has gone', async () => {
    const { store, remembered } = await openStore([record('one', 40)]);
    await rebuildPurchases(store, GIVEN, NOW);
    await store.commit({ remove: [['order', 'one']], durability: 'strict' });
    await rebuildPurchases(store, GIVEN, NOW);
    expect(await remembered()).to.deep.equal(['one']);
  });

  it('has no order any more that was called off by a page that knew of no leave', async () => {
    const { store, remembered } = await openStore([record('one', 3)]);
    await rebuildPurchases(store, GIVEN, NOW);
    await store.commit(placing(record('one', 3, { rev: 2, state: 'cancelled' })));
    await rebuildPurchases(store, GIVEN, NOW);
    expect(await remembered()).to.deep.equal([]);
  });

  it('has what is in an order by now, though that was changed by a page that knew of no leave', async () => {
    const order = record('one', 3);
    const lines = order.lines.slice(0, 1).map((line) => ({ ...line, variant: 'oats-1000' }));
    const { store } = await openStore([order]);
    await rebuildPurchases(store, GIVEN, NOW);
    await store.commit(placing({ ...order, rev: 2, lines }));
    await rebuildPurchases(store, GIVEN, NOW);
    const bought = (await store.list('purchase')).flatMap((purchase) => purchase.lines);
    expect(bought.map(({ variant }) => variant)).to.deep.equal(['oats-1000']);
  });

  it('is let go after 180 days, and is not brought back by an order that is still there', async () => {
    const { store, remembered } = await openStore([record('new', 179), record('old', 181)]);
    await rebuildPurchases(store, GIVEN, NOW - 10 * DAY_MS);
    expect(await remembered()).to.deep.equal(['new', 'old']);
    await rebuildPurchases(store, GIVEN, NOW);
    expect(await remembered()).to.deep.equal(['new']);
  });

  it('goes whole without leave', async () => {
    const { store, remembered } = await openStore([record('one', 3), record('two', 4)]);
    await rebuildPurchases(store, GIVEN, NOW);
    await tidyPurchases(store, { ...GIVEN, isGiven: false }, NOW);
    expect(await remembered()).to.deep.equal([]);
  });

  it('is not touched by a page that does not know yet what another has chosen', async () => {
    const { store, remembered } = await openStore([record('one', 3)]);
    await rebuildPurchases(store, GIVEN, NOW);
    await tidyPurchases(store, NONE, NOW);
    expect(await remembered()).to.deep.equal(['one']);
    await store.commit({
      put: [[['consent'], consent(2, false)]],
      remove: [['purchase', 'one']],
      durability: 'strict',
    });
    await rebuildPurchases(store, GIVEN, NOW);
    expect(await remembered()).to.deep.equal([]);
  });
});
