/** A stall takes its stock for the day by the engine's own code, out of a real database. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { LeaseWish } from '../../src/core/lease/ask.js';
import { findOrderPickup } from '../../src/core/order/order-pickup.js';
import { drain } from '../../src/core/outbox/drain.js';
import { listSlots } from '../../src/core/pickup/slots.js';
import type { Wire } from '../../src/core/ports.js';
import type { LeaseItem } from '../../src/core/protocol/lease.js';
import type { Outcome } from '../../src/core/shop-port.js';
import { MOST_UNITS } from '../../src/core/stall/day-limits.js';
import { readDay, toDayStock } from '../../src/core/stall/day-stock.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { takeStock } from '../../src/worker/day-desk.js';
import type { Room } from '../../src/worker/room.js';
import { STATION } from '../support/catalog-input.js';
import { createDevice, placeOne } from '../support/order-desk.js';
import { openSyncShop, type SyncShop } from '../support/sync-shop.js';
import { toShopWire } from '../support/shop-wire.js';

const HONEY = 'honey-340';
/** Six times on the Friday that it is, and on Monday. */
const EVENINGS = {
  ...STATION,
  slots: [{ days: ['fri', 'mon'], from: '17:00', to: '20:00', everyMinutes: 30, capacity: 8 }],
};

/** A stall at the station, which has been let in. */
class Stall {
  readonly device = createDevice();
  readonly lease: { day: readonly LeaseItem[] | undefined } = { day: undefined };
  gone = false;
  readonly #shop: SyncShop;
  readonly #wire: Wire;

  constructor(shop: SyncShop) {
    this.#shop = shop;
    const { get, post } = toShopWire(shop);
    this.#wire = {
      get,
      post: async (...given) => (this.gone ? Promise.reject(new TypeError('gone')) : post(...given)),
    };
    this.device.time.now = shop.clock.now;
  }

  static async open(shop: SyncShop): Promise<Stall> {
    const stall = new Stall(shop);
    await stall.drain(() => ({ items: [], moment: stall.moment }));
    const record = await stall.device.store.get(['device']);
    assert.ok(record);
    const rights = { class: 'stall', manualReclaim: false } as const;
    await createSqlLedger(shop.database, 'millrace').transaction((rows) => rows.setRights(record.id, rights));
    return stall;
  }

  readonly moment = () => {
    const { now } = this.device.time;
    return { now, elapsed: now, session: 'one', behind: false };
  };

  async drain(wish: () => LeaseWish | undefined): Promise<Outcome<{ waiting: number }>> {
    // Keys sort by their time.
    this.device.time.now += 1;
    const { catalog } = this.#shop.catalogs.served;
    const { outcome } = await drain(
      { ...this.device.ports, wire: this.#wire },
      {
        ...{ shop: 'millrace', parkedToo: true, catalog: catalog.version, wish },
        findPickup: (depot, slot) => findOrderPickup(catalog, depot, slot),
        leased: () => void (this.lease.day = undefined),
        changed: () => undefined,
        newCatalog: () => undefined,
        report: (code) => assert.fail(code),
      },
    );
    return outcome.kind === 'answered'
      ? { ok: true, waiting: await this.device.store.count('intent') }
      : { ok: false, code: 'unreachable', message: '' };
  }

  take(variants: Readonly<Record<string, number>>, depot?: string) {
    const { moment } = this;
    const sync = () =>
      this.drain(() => (this.lease.day ? { items: this.lease.day, moment, day: true } : undefined));
    const room = {
      clock: { now: this.device.ports.clock.now, moment },
      catalog: () => this.#shop.catalogs.served.catalog,
    } as unknown as Room;
    const ports = { ...this.device.ports, room, wire: this.#wire, lease: this.lease, sync, listSlots };
    const wishes = Object.entries(variants).map(([variant, quantity]) => ({ variant, quantity }));
    return takeStock({ ...ports, sent: async () => undefined }, wishes, depot);
  }

  async held() {
    const stock = await toDayStock(this.device.store, this.moment());
    return Object.fromEntries(stock?.held.map(({ variant, left }) => [variant, left]) ?? []);
  }

  async places() {
    const { held } = await readDay(this.device.store, this.moment());
    return held.filter(({ item }) => 'slot' in item).length;
  }
}

async function withStall(work: (stall: Stall, shop: SyncShop) => Promise<void>, catalog = {}): Promise<void> {
  const shop = await openSyncShop({ depots: [EVENINGS], ...catalog });
  try {
    await shop.count(HONEY, 'station', 12);
    await shop.count('oats-500', 'station', 0);
    await work(await Stall.open(shop), shop);
  } finally {
    await shop.close();
  }
}

describe('a stall’s stock for its day', () => {
  it('is its own, with a place in each time that is to come, and nobody else’s', () =>
    withStall(async (stall, shop) => {
      assert.deepEqual(await stall.take({ [HONEY]: 5 }), { ok: true, short: [] });
      assert.deepEqual([await stall.held(), await stall.places()], [{ [HONEY]: 5 }, 6]);
      assert.equal(await shop.left(HONEY), 7);
    }));

  it('is as much as there is, and says what is less than was asked for', () =>
    withStall(async (stall) => {
      const taken = await stall.take({ [HONEY]: 20, 'oats-500': 2, 'eggs-1': 6 });
      const short = [
        { variant: HONEY, asked: 20, granted: 12 },
        { variant: 'oats-500', asked: 2, granted: 0 },
      ];
      assert.deepEqual(taken, { ok: true, short });
      assert.deepEqual(await stall.held(), { [HONEY]: 12, 'eggs-1': 6 });
    }));

  it('goes back, in part or whole, by the same request', () =>
    withStall(async (stall, shop) => {
      await stall.take({ [HONEY]: 8, 'eggs-1': 6 });
      assert.deepEqual(await stall.take({ [HONEY]: 3 }), { ok: true, short: [] });
      assert.deepEqual([await stall.held(), await shop.left(HONEY)], [{ [HONEY]: 3 }, 9]);
      assert.deepEqual(await stall.take({}), { ok: true, short: [] });
      assert.deepEqual([await stall.held(), await stall.places(), await shop.left(HONEY)], [{}, 0, 12]);
    }));

  it('stays as it is where the shop can’t be reached', () =>
    withStall(async (stall, shop) => {
      await stall.take({ [HONEY]: 5 });
      stall.gone = true;
      const refused = await stall.take({});
      assert.equal(refused.ok ? '' : refused.code, 'unreachable');
      assert.deepEqual([await stall.held(), await shop.left(HONEY)], [{ [HONEY]: 5 }, 7]);
    }));

  it('outlasts what a basket asks for beside it', () =>
    withStall(async (stall, shop) => {
      await stall.take({ [HONEY]: 5 });
      await stall.drain(() => ({
        items: [{ variant: 'eggs-1', depot: 'station', quantity: 6 }],
        moment: stall.moment,
      }));
      assert.deepEqual([await stall.held(), await shop.left(HONEY)], [{ [HONEY]: 5 }, 7]);
      assert.equal(await stall.places(), 6);
    }));

  it('is not asked for while an order of the device can’t be sent', () =>
    withStall(async (stall) => {
      const { lease, drain: reach } = stall;
      await placeOne(stall.device);
      // It is answered, but not with the order in it.
      stall.drain = async () => ({ ok: true, waiting: 1 });
      const refused = await stall.take({ [HONEY]: 5 });
      assert.equal(refused.ok ? '' : refused.code, 'busy');
      assert.equal(lease.day, undefined);
      stall.drain = reach;
      assert.deepEqual(await stall.held(), {});
    }));

  it('is never more than a lease can be, and needs a place to be at', () =>
    withStall(
      async (stall) => {
        const tooMuch = await stall.take({ [HONEY]: MOST_UNITS + 1 }, 'station');
        const nowhere = await stall.take({ [HONEY]: 1 });
        const codes = [tooMuch, nowhere].map((each) => (each.ok ? '' : each.code));
        assert.deepEqual(codes, ['too-much', 'no-depot']);
      },
      { depots: [EVENINGS, { ...EVENINGS, id: 'market', title: 'Market' }] },
    ));
});
