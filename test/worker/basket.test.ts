import { expect } from '@open-wc/testing';

import { OptimisticCart } from '../../src/bridge/optimistic-cart.js';
import { EMPTY_CART, type CartAction } from '../../src/core/cart/cart.js';
import type { EnginePatch } from '../../src/core/engine-port.js';
import type { DeviceStore } from '../../src/core/ports.js';
import { createMemoryStore } from '../../src/storage/memory-store.js';
import { Basket } from '../../src/worker/basket.js';
import type { Room } from '../../src/worker/room.js';
import { ShopClock } from '../../src/worker/shop-clock.js';
import { StorageBoard } from '../../src/worker/storage-board.js';
import { fillBasket, OPEN_CATALOG } from '../support/order-desk.js';

const HONEY: CartAction = { type: 'add', variant: 'honey-340', modifiers: {} };

/** A page and its engine's basket, over a store whose commits end as `committed` says. */
async function openBasket(committed: Awaited<ReturnType<DeviceStore['commit']>>) {
  const store = createMemoryStore();
  await fillBasket({ store });
  const shown = new OptimisticCart();
  const full: (boolean | undefined)[] = [];
  const emit = ({ cart, storage }: EnginePatch) => {
    if (cart) shown.settle(cart.cart, cart.applied);
    if (storage) full.push(storage.full);
  };
  const room = {
    storage: new StorageBoard(store, emit),
    store: { ...store, commit: async () => committed },
    clock: new ShopClock(),
    catalog: () => OPEN_CATALOG,
    emit,
    watch: () => undefined,
    tellTabs: () => undefined,
  } as unknown as Room;
  const titles = () => shown.view(OPEN_CATALOG, null).lines.map(({ title }) => title);
  const change = async (action: CartAction) => {
    const taken = shown.take(action, OPEN_CATALOG);
    if (!taken.ok) throw new Error(taken.code);
    return basket.change(action, taken.number);
  };
  const basket = new Basket(room);
  await basket.show('sync');
  const lose = () => store.commit({ remove: [['cart']], durability: 'relaxed' });
  return { change, titles, shown, full, basket, lose };
}

describe('a change of the basket that can not be kept', () => {
  for (const { why, code } of [
    { why: 'other tabs change it all the time', code: 'conflict' },
    { why: 'the device is full', code: 'full' },
    { why: 'the store was closed', code: 'closed' },
  ] as const) {
    it(`is not shown any more once it is refused, since ${why}`, async () => {
      const { change, titles, shown } = await openBasket({ ok: false, code });
      const changed = change(HONEY);
      expect(titles()).to.deep.equal(['Rolled oats', 'Heather honey']);
      expect(await changed).to.include({ ok: false, code: code === 'conflict' ? 'busy' : `storage-${code}` });
      expect(titles()).to.deep.equal(['Rolled oats']);
      shown.settle(EMPTY_CART, 1);
      expect(titles()).to.deep.equal([]);
    });
  }

  it('tells the shopper that the device is full before an order is tried', async () => {
    const { change, full } = await openBasket({ ok: false, code: 'full' });
    await change(HONEY);
    expect(full).to.deep.equal([true]);
  });
});

describe('a basket whose database was lost under the page', () => {
  it('goes on with what was in it, whether it is read or added to first', async () => {
    for (const readsFirst of [true, false]) {
      const { change, titles, basket, lose } = await openBasket({ ok: true });
      await lose();
      if (readsFirst) await basket.show('tab');
      expect(await change(HONEY)).to.include({ ok: true });
      expect(titles()).to.deep.equal(['Rolled oats', 'Heather honey']);
    }
  });
});
