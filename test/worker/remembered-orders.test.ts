import { expect } from '@open-wc/testing';

import type { OrderRecord } from '../../src/core/order/order.js';
import type { Change } from '../../src/core/ports.js';
import { createMemoryStore } from '../../src/storage/memory-store.js';
import { ConsentBoard } from '../../src/worker/consent-board.js';
import { rememberOrders } from '../../src/worker/remembered-orders.js';
import { createOrder } from '../support/fixtures.js';

const ORDER: OrderRecord = {
  ...createOrder({ id: 'one' }),
  device: 'device',
  secret: 'secret',
  proofRev: -1,
  rev: 1,
};
const PLACE: Change = {
  expect: [[['cart'], undefined]],
  put: [[['order', ORDER.id], ORDER]],
  durability: 'strict',
};

/** One device; each tab reads what is allowed for itself. */
function openDevice() {
  const device = createMemoryStore();
  const choose = (rev: number, personalisation: boolean) => {
    const record = { rev, personalisation, measurement: false, at: '2026-11-01T00:00:00Z' };
    return device.commit({ put: [[['consent'], record]], durability: 'strict' });
  };
  const openTab = async () => {
    const consent = new ConsentBoard(
      device,
      () => undefined,
      () => false,
    );
    await consent.show('sync');
    return rememberOrders({ store: device, consent });
  };
  const kept = async () => ({
    orders: (await device.list('order')).length,
    purchases: (await device.list('purchase')).length,
  });
  return { device, choose, openTab, kept };
}

describe('a tab that keeps an order', () => {
  it('remembers it in the same change where that is allowed', async () => {
    const { choose, openTab, kept } = openDevice();
    await choose(1, true);
    expect(await (await openTab()).commit(PLACE)).to.deep.equal({ ok: true });
    expect(await kept()).to.deep.equal({ orders: 1, purchases: 1 });
  });

  it('remembers nothing where nobody was asked', async () => {
    const { openTab, kept } = openDevice();
    await (await openTab()).commit(PLACE);
    expect(await kept()).to.deep.equal({ orders: 1, purchases: 0 });
  });

  it('keeps the order and remembers nothing where another tab has just taken that back', async () => {
    const { choose, openTab, kept } = openDevice();
    await choose(1, true);
    const tab = await openTab();
    await choose(2, false);
    expect(await tab.commit(PLACE)).to.deep.equal({ ok: true });
    expect(await kept()).to.deep.equal({ orders: 1, purchases: 0 });
  });

  it('keeps the order and remembers it where another tab has just allowed it anew', async () => {
    const { choose, openTab, kept } = openDevice();
    await choose(1, true);
    const tab = await openTab();
    await choose(3, true);
    await tab.commit(PLACE);
    expect(await kept()).to.deep.equal({ orders: 1, purchases: 1 });
  });

  it('keeps the order where there is no room for what would be remembered of it', async () => {
    const { device, choose, openTab, kept } = openDevice();
    await choose(1, true);
    const tab = await openTab();
    const commit = device.commit.bind(device);
    device.commit = async (change) =>
      change.put?.some(([[kind]]) => kind === 'purchase') ? { ok: false, code: 'full' } : commit(change);
    expect(await tab.commit(PLACE)).to.deep.equal({ ok: true });
    expect(await kept()).to.deep.equal({ orders: 1, purchases: 0 });
  });

  it('is told that there is no room for the order either', async () => {
    const { device, choose, openTab, kept } = openDevice();
    await choose(1, true);
    const tab = await openTab();
    device.commit = async () => ({ ok: false, code: 'full' });
    expect(await tab.commit(PLACE)).to.deep.equal({ ok: false, code: 'full' });
    expect(await kept()).to.deep.equal({ orders: 0, purchases: 0 });
  });

  it('is told of a conflict that is about something else', async () => {
    const { device, choose, openTab, kept } = openDevice();
    await choose(1, true);
    const tab = await openTab();
    const cart = { rev: 1, cart: { lines: [] }, changedAt: '2026-11-01T00:00:00Z' };
    await device.commit({ put: [[['cart'], cart]], durability: 'strict' });
    expect(await tab.commit(PLACE)).to.deep.equal({ ok: false, code: 'conflict' });
    expect(await kept()).to.deep.equal({ orders: 0, purchases: 0 });
  });

  it('says of its storage what the storage says', async () => {
    const { openTab } = openDevice();
    const { kept, wiped } = await openTab();
    expect([kept, wiped]).to.deep.equal(['memory', false]);
  });
});
