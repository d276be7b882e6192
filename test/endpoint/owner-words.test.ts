/** What an owner says on a device, by its outbox to a real endpoint: kept, signed, sent and answered as orders are. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import type { OwnerWish } from '../../src/core/owner/owner-port.js';
import { say, toOwnerWords } from '../../src/core/owner/say.js';
import { drain } from '../../src/core/outbox/drain.js';
import { restoreFromJournal } from '../../src/core/outbox/restore.js';
import { enrol } from '../../src/core/stall/enrol.js';
import { toStallView } from '../../src/core/stall/stall-view.js';
import { Disk } from '../simulation/disk.js';
import { NOW } from '../support/intake-batch.js';
import { toShopWire } from '../support/shop-wire.js';
import { crypto_, openSyncShop, type SyncShop } from '../support/sync-shop.js';

const SHOP = 'millrace';
const COUNT: OwnerWish = { type: 'stock.set', body: { variant: 'honey-340', depot: 'station', quantity: 7 } };
const CLOSED: OwnerWish = {
  type: 'depot.set',
  body: { depot: 'station', status: 'closed', reason: 'No water today' },
};
const NOWHERE: OwnerWish = { type: 'depot.set', body: { depot: 'moon', status: 'open' } };

class OwnerDevice {
  readonly disk = new Disk({ moment: () => undefined, wrote: () => undefined });
  readonly #shop: SyncShop;

  constructor(shop: SyncShop) {
    this.#shop = shop;
  }

  get ports() {
    const { store, journal } = this.disk;
    return { store, journal, crypto: crypto_, clock: { now: () => NOW }, wire: toShopWire(this.#shop) };
  }

  say(wish: OwnerWish) {
    return say(this.ports, { shop: SHOP, mode: 'live', wish });
  }

  drain() {
    return drain(this.ports, {
      ...{ shop: SHOP, parkedToo: false, catalog: null },
      findPickup: () => undefined,
      changed: () => undefined,
      newCatalog: () => undefined,
      report: (code) => assert.fail(code),
    });
  }

  async words() {
    return toOwnerWords(await this.disk.store.list('collection'));
  }
}

describe('what an owner says', () => {
  let shop: SyncShop;
  let device: OwnerDevice;
  beforeEach(async () => {
    shop = await openSyncShop();
    device = new OwnerDevice(shop);
    const code = (await shop.endpoint.ownerCode()) ?? '';
    assert.deepEqual(await enrol(device.ports, SHOP, code, true), { ok: true });
  });
  afterEach(() => shop.close());

  it('waits in the outbox until the shop has it, and is in the shop’s books then', async () => {
    assert.equal((await device.say(COUNT)).ok, true);
    assert.deepEqual(
      (await device.words()).map(({ wish, refused }) => [wish, refused]),
      [[COUNT, undefined]],
    );
    assert.equal(await device.disk.store.count('intent'), 1);
    await device.drain();
    assert.equal(await shop.left('honey-340'), 7);
    assert.equal(await device.disk.store.count('intent'), 0);
    assert.deepEqual(await device.words(), []);
  });

  it('comes back from its second copy where the browser lost the database', async () => {
    await device.say(CLOSED);
    device.disk.lose('intent');
    device.disk.lose('collection');
    await restoreFromJournal(device.disk.store, device.disk.journal);
    assert.deepEqual(
      (await device.words()).map(({ wish }) => wish),
      [CLOSED],
    );
    await device.drain();
    const depots = await shop.database.selectFrom('depots').selectAll().execute();
    assert.deepEqual(
      depots.map(({ id, status, reason }) => [id, status, reason]),
      [['station', 'closed', 'No water today']],
    );
  });

  it('is shown with the reason where the shop refuses it', async () => {
    await device.say(NOWHERE);
    await device.drain();
    assert.deepEqual(
      (await device.words()).map(({ refused }) => refused),
      ['unknown-depot'],
    );
  });

  it('is in its order, also where the clock stands still', async () => {
    const counts = [1, 2, 3].map(
      (quantity) => ({ ...COUNT, body: { ...COUNT.body, quantity } }) as OwnerWish,
    );
    for (const wish of counts) await device.say(wish);
    assert.deepEqual(
      (await device.words()).map(({ wish }) => wish),
      counts,
    );
    await device.drain();
    assert.equal(await shop.left('honey-340'), 3);
  });

  it('is no collection of the stall’s', async () => {
    await device.say(COUNT);
    assert.equal((await toStallView(device.disk.store)).unsent, 0);
  });
});
