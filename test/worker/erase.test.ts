import { expect } from '@open-wc/testing';

import { openCatalogShelf } from '../../src/storage/catalog-shelf.js';
import { eraseShopper } from '../../src/worker/erase.js';
import { RescueDesk } from '../../src/worker/rescue-desk.js';
import * as stage from '../../src/worker/rescue-stage.js';
import type { Room, TabMessage } from '../../src/worker/room.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { createDevice, fillBasket, OPEN_CATALOG, placeOne, type Device } from '../support/order-desk.js';

const DAY_MS = 86_400_000;
const PAGES = 'json-ld:millrace';

function openRoom({ store, ports }: Device) {
  const shown: string[] = [];
  const told: TabMessage[] = [];
  const show = (what: string) => async () => void shown.push(what);
  const room = {
    ...{ store, clock: ports.clock, shopId: 'millrace', config: { endpoint: 'https://orders.example' } },
    catalog: () => OPEN_CATALOG,
    consent: { show: show('consent') },
    emit: ({ erasedAt }: Partial<ShopState>) => void (erasedAt && shown.push('form')),
    showCart: show('cart'),
    showOrders: show('orders'),
    tellTabs: (message: TabMessage) => void told.push(message),
    watch: (work: Promise<unknown>) => void work.catch(() => undefined),
    loadStage: async () => ({ ok: true, stage }),
  } as unknown as Room;
  return { room, shown, told };
}

/** The desk with its stage, and what the rest of the order path was told. */
async function openDesk(device: Device) {
  const { room, shown, told } = openRoom(device);
  const heard: TabMessage[] = [];
  const desk = new RescueDesk(room, device.ports, {
    wire: () => undefined,
    cease: () => void shown.push('ceased'),
    changed: async () => void shown.push('all'),
    hear: async (message) => void heard.push(message),
  });
  await desk.load('rescue-stage.js');
  // What it does at its opening is over.
  await new Promise((done) => setTimeout(done));
  const opening = { shown: shown.splice(0), told: told.splice(0) };
  return { desk, shown, told, heard, opening };
}

describe('a shopper who has everything erased', () => {
  it('sees nothing of it here, and neither does any other tab', async () => {
    const device = createDevice();
    await fillBasket(device);
    const { desk, shown, told } = await openDesk(device);
    expect(await desk.eraseData({})).to.deep.equal({ ok: true, told: true });
    expect([...shown].sort()).to.deep.equal(['all', 'cart', 'consent', 'form', 'orders']);
    const all = { cart: true, orders: 'all', shop: true, leases: true, consent: true, erased: true };
    expect(told).to.deep.equal([all]);
    desk.close();
  });

  it('sees everything as it was where it is refused', async () => {
    const device = createDevice();
    await placeOne(device);
    const { desk, shown, told } = await openDesk(device);
    expect(await desk.eraseData({})).to.include({ ok: false, code: 'orders-not-sent' });
    expect([shown, told]).to.deep.equal([[], []]);
    desk.close();
  });

  it('has what is being sent given up where it is erased even so, and waited for where not', async () => {
    const device = createDevice();
    await placeOne(device);
    const { desk, shown } = await openDesk(device);
    await desk.eraseData({});
    expect(shown).to.deep.equal([]);
    expect(await desk.eraseData({ evenUnsent: true })).to.include({ ok: true });
    expect(shown[0]).to.equal('ceased');
    desk.close();
  });

  it('leaves no page behind that they had open', async () => {
    const device = createDevice();
    const shelf = openCatalogShelf();
    await shelf.put(PAGES, {
      source: [{ page: 'https://mill.example/rye' }],
      version: '',
      checkedAt: '',
      base: '',
    });
    const { room } = openRoom(device);
    await eraseShopper(room, device.ports, {}, async () => undefined);
    expect((await shelf.get(PAGES))?.source).to.deep.equal([]);
    await shelf.close();
  });

  it('is told where copies could not be removed, after all is gone from sight', async () => {
    const device = createDevice();
    await placeOne(device);
    device.journal.remove = async () => Promise.reject(new Error('held open'));
    const { desk, shown } = await openDesk(device);
    expect(await desk.eraseData({ evenUnsent: true })).to.include({ ok: false, code: 'erase-unfinished' });
    expect(shown).to.include('orders');
    expect(await device.store.count('order')).to.equal(0);
    desk.close();
  });
});

describe('what is kept longer than it may be', () => {
  it('goes when the stage comes that lets it go, and other tabs are told', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    const { receipt: _receipt, ...rest } = order;
    const settled = { ...rest, state: 'cancelled', rev: order.rev + 1 } as const;
    await device.store.commit({
      put: [[['order', order.id], settled]],
      remove: [['intent', order.id]],
      durability: 'strict',
    });
    device.time.now += 31 * DAY_MS;
    const { desk, opening, heard } = await openDesk(device);
    expect(await device.store.list('order')).to.deep.equal([]);
    expect(opening.shown).to.deep.equal(['cart', 'orders']);
    expect(opening.told).to.deep.equal([{ orders: 'all' }]);
    expect(heard).to.deep.equal([{ consent: true }]);
    desk.close();
  });

  it('is nothing on most days, of which nobody is told', async () => {
    const device = createDevice();
    await placeOne(device);
    const { desk, opening } = await openDesk(device);
    expect(opening).to.deep.equal({ shown: ['cart'], told: [] });
    desk.close();
  });
});
