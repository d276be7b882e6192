/** A stall takes its stock for the day by the engine's own code, out of a real database. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { LeaseWish } from '../../src/core/lease/ask.js';
import { placeOrder } from '../../src/core/order/place.js';
import { findOrderPickup } from '../../src/core/order/order-pickup.js';
import { drain } from '../../src/core/outbox/drain.js';
import { listSlots } from '../../src/core/pickup/slots.js';
import type { DeviceStore, Wire } from '../../src/core/ports.js';
import type { Outcome } from '../../src/core/shop-port.js';
import { MOST_PLACES, MOST_UNITS } from '../../src/core/stall/day-limits.js';
import { readDay, toDayStock } from '../../src/core/stall/day-stock.js';
import { countOfItem } from '../../src/core/protocol/lease.js';
import { toStallView } from '../../src/core/stall/stall-view.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { giveBack, takeStock } from '../../src/worker/day-desk.js';
import type { Room } from '../../src/worker/room.js';
import type { StallPorts } from '../../src/worker/stall-desk.js';
import { STATION } from '../support/catalog-input.js';
import { createDevice, createRequest, fillBasket, firstSlot } from '../support/order-desk.js';
import { openSyncShop, type SyncShop } from '../support/sync-shop.js';
import { toShopWire } from '../support/shop-wire.js';

const HONEY = 'honey-340';
const EGGS = [{ variant: 'eggs-1', depot: 'station', quantity: 6 }];
const HOUR_MS = 3_600_000;
/** Six times on the Friday that it is, and on Monday. */
const EVENINGS = {
  ...STATION,
  slots: [{ days: ['fri', 'mon'], from: '17:00', to: '20:00', everyMinutes: 30, capacity: 8 }],
};

/** A stall at the station, which has been let in. */
class Stall {
  readonly device = createDevice();
  gone = false;
  /** Done once after the next drain has read what waits, as another tab would. */
  meanwhile: (() => Promise<unknown>) | undefined;
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
      { ...this.device.ports, store: this.#watched(), wire: this.#wire },
      {
        ...{ shop: 'millrace', parkedToo: true, catalog: catalog.version, wish },
        findPickup: (depot, slot) => findOrderPickup(catalog, depot, slot),
        leased: () => undefined,
        changed: () => undefined,
        newCatalog: () => undefined,
        report: (code) => assert.fail(code),
      },
    );
    return outcome.kind === 'answered'
      ? { ok: true, waiting: await this.device.store.count('intent') }
      : { ok: false, code: 'unreachable', message: '' };
  }

  /** The cursor is read after what waits. */
  #watched(): DeviceStore {
    const { store } = this.device;
    const get: DeviceStore['get'] = async (key) => {
      const act = key[0] === 'shop' ? this.meanwhile : undefined;
      if (act) this.meanwhile = undefined;
      await act?.();
      return store.get(key);
    };
    return new Proxy(store, {
      get: (target, name) => {
        if (name === 'get') return get;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  take(variants: Readonly<Record<string, number>>, named?: string, places?: number) {
    const wishes = Object.entries(variants).map(([variant, quantity]) => ({ variant, quantity }));
    return takeStock(this.#ports, { wishes, named, places });
  }

  giveBack() {
    return giveBack(this.#ports);
  }

  get #ports(): StallPorts {
    const room = {
      clock: { now: this.device.ports.clock.now, moment: this.moment },
      catalog: () => this.#shop.catalogs.served.catalog,
      tellTabs: () => undefined,
    } as unknown as Room;
    const own = { room, wire: this.#wire, listSlots, lease: { look: async () => undefined } };
    return { ...this.device.ports, ...own, sync: () => this.sync(), sent: async () => undefined };
  }

  /** A request of a tab that has no basket. */
  sync = () => this.drain(() => ({ items: [], moment: this.moment, beside: true }));

  /** Places one of oats, for the first time that is to come, out of what is held as far as it goes. */
  async order(quantity: number): Promise<void> {
    assert.match(await this.tryToOrder(quantity), /^(held|subject to stock)$/);
  }

  /** @returns how it is promised, or why it can't be placed */
  async tryToOrder(quantity: number): Promise<string> {
    const { catalog } = this.#shop.catalogs.served;
    await fillBasket(this.device, quantity, catalog);
    const request = { ...createRequest(), pickup: { depot: 'station', slot: this.#firstPlace() } };
    const placed = await placeOrder(this.device.ports, request, {
      ...{ catalog, moment: this.moment },
    });
    this.device.time.now += 1_000;
    if (!placed.ok) return placed.code;
    return placed.order.leased ? 'held' : 'subject to stock';
  }

  async states() {
    const orders = await this.device.store.list('order');
    return [...orders].sort((one, other) => (one.id < other.id ? -1 : 1)).map(({ state }) => state);
  }

  #firstPlace(): string {
    const { catalog } = this.#shop.catalogs.served;
    return firstSlot(catalog, this.device.time.now).id;
  }

  stock() {
    return toDayStock(this.device.store, this.moment());
  }

  /** All that the device has, by the variant. */
  async leased() {
    const leases = await this.device.store.list('lease');
    return Object.fromEntries(
      leases.flatMap(({ items }) =>
        items.flatMap(({ item, left }) => ('variant' in item && left > 0 ? [[item.variant, left]] : [])),
      ),
    );
  }

  async held() {
    const stock = await this.stock();
    return Object.fromEntries(stock?.held.map(({ variant, left }) => [variant, left]) ?? []);
  }

  async places() {
    return (await this.placesLeft()).length;
  }

  /** By time. */
  async placesLeft() {
    const { own } = await readDay(this.device.store, this.moment());
    return own.filter((item) => 'slot' in item).map(countOfItem);
  }
}

/** Places that are taken, by time, of those in which any are. */
async function takenOf({ database }: SyncShop) {
  const rows = await database
    .selectFrom('places')
    .select('taken')
    .where('taken', '>', 0)
    .orderBy('slot')
    .execute();
  return rows.map(({ taken }) => taken);
}

/** The same for each of the six times of the day. */
const all = (each: number) => Array.from({ length: 6 }, () => each);

/** Times in which so many orders are taken. */
function withCapacity(capacity: number) {
  return { depots: [{ ...EVENINGS, slots: EVENINGS.slots.map((rule) => ({ ...rule, capacity })) }] };
}

function goTo(time: string, stall: Stall, shop: SyncShop): void {
  stall.device.time.now = Date.parse(time);
  shop.clock.now = Date.parse(time);
}

/** The first request of a wish finds out whether the endpoint answers, and the second one asks. */
function beforeSecond(stall: Stall, act: () => unknown): void {
  const { sync } = stall;
  let calls = 0;
  stall.sync = async () => {
    if ((calls += 1) === 2) await act();
    return sync();
  };
}

async function withStall(
  work: (stall: Stall, shop: SyncShop) => Promise<void>,
  catalog = {},
  oats = 0,
): Promise<void> {
  const shop = await openSyncShop({ depots: [EVENINGS], ...catalog });
  try {
    await shop.count(HONEY, 'station', 12);
    await shop.count('oats-500', 'station', oats);
    await work(await Stall.open(shop), shop);
  } finally {
    await shop.close();
  }
}

describe('a stall’s stock for its day', () => {
  it('is its own, with a place in each time that is to come, and nobody else’s', () =>
    withStall(async (stall, shop) => {
      assert.deepEqual(await stall.take({ [HONEY]: 5 }), { ok: true, short: [], fewer: [] });
      assert.deepEqual([await stall.held(), await stall.places()], [{ [HONEY]: 5 }, 6]);
      assert.equal(await shop.left(HONEY), 7);
    }));

  it('is as much as there is, and says what is less than was asked for', () =>
    withStall(async (stall) => {
      const taken = await stall.take({ [HONEY]: 20, 'oats-500': 2, 'eggs-1': 6 });
      const short = [
        { variant: HONEY, depot: 'station', asked: 20, granted: 12 },
        { variant: 'oats-500', depot: 'station', asked: 2, granted: 0 },
      ];
      assert.deepEqual(taken, { ok: true, short, fewer: [] });
      assert.deepEqual(await stall.held(), { [HONEY]: 12, 'eggs-1': 6 });
    }));

  it('goes back, in part or whole, by the same request', () =>
    withStall(async (stall, shop) => {
      await stall.take({ [HONEY]: 8, 'eggs-1': 6 });
      assert.deepEqual(await stall.take({ [HONEY]: 3 }), { ok: true, short: [], fewer: [] });
      assert.deepEqual([await stall.held(), await shop.left(HONEY)], [{ [HONEY]: 3 }, 9]);
      assert.deepEqual(await stall.giveBack(), { ok: true });
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

  it('waits for an order that has not reached the endpoint, and is asked for by itself after it', () =>
    withStall(async (stall, shop) => {
      // Another tab places it when the batch is made already, and the request for the stall has to go with it.
      beforeSecond(stall, () => {
        stall.meanwhile = () => stall.order(3);
      });
      const refused = await stall.take({ [HONEY]: 5 });
      assert.equal(refused.ok ? '' : refused.code, 'busy');
      assert.deepEqual([await stall.held(), await shop.left(HONEY)], [{}, 12]);
      await stall.sync();
      assert.deepEqual([await stall.held(), await shop.left(HONEY)], [{ [HONEY]: 5 }, 7]);
    }));

  it('goes back by the next request where the first one was lost, and is not said to before', () =>
    withStall(async (stall, shop) => {
      await stall.take({ [HONEY]: 5 });
      beforeSecond(stall, () => {
        stall.gone = true;
      });
      const refused = await stall.giveBack();
      assert.equal(refused.ok ? '' : refused.code, 'unsettled');
      assert.equal((await stall.stock())?.standing, 'wished');
      stall.gone = false;
      await stall.drain(() => ({ items: [], moment: stall.moment }));
      assert.deepEqual([await stall.stock(), await shop.left(HONEY)], [undefined, 12]);
    }));

  it('is taken by the next request where the first one was lost, less what was sold meanwhile', () =>
    withStall(
      async (stall, shop) => {
        await stall.take({ 'oats-500': 5 });
        beforeSecond(stall, () => {
          stall.gone = true;
        });
        const refused = await stall.take({ 'oats-500': 8 });
        assert.equal(refused.ok ? '' : refused.code, 'unsettled');
        await stall.order(3);
        assert.deepEqual(await stall.held(), { 'oats-500': 2 });
        stall.gone = false;
        await stall.drain(() => ({ items: [], moment: stall.moment }));
        assert.deepEqual([await stall.held(), await shop.left('oats-500')], [{ 'oats-500': 5 }, 4]);
      },
      {},
      12,
    ));

  it('is over with its time, and the next request gives it back', () =>
    withStall(async (stall, shop) => {
      await stall.take({ [HONEY]: 5 });
      stall.device.time.now += 12 * HOUR_MS;
      shop.clock.now += 12 * HOUR_MS;
      assert.deepEqual(await stall.stock(), { standing: 'over', held: [] });
      assert.equal(await shop.left(HONEY), 7);
      await stall.sync();
      assert.deepEqual([await stall.stock(), await shop.left(HONEY)], [undefined, 12]);
    }));

  it('is not given up by a basket that was asked for between its two requests', () =>
    withStall(async (stall, shop) => {
      await stall.take({ [HONEY]: 5 });
      beforeSecond(stall, () => stall.drain(() => ({ items: EGGS, moment: stall.moment })));
      assert.deepEqual(await stall.giveBack(), { ok: true });
      assert.deepEqual([await stall.stock(), await shop.left(HONEY)], [undefined, 12]);
      assert.deepEqual(await stall.leased(), { 'eggs-1': 6 });
    }));

  it('leaves a checkout what it was told is held', () =>
    withStall(async (stall) => {
      await stall.drain(() => ({ items: EGGS, moment: stall.moment }));
      await stall.take({ [HONEY]: 5 });
      assert.deepEqual(await stall.leased(), { 'eggs-1': 6, [HONEY]: 5 });
      await stall.giveBack();
      assert.deepEqual(await stall.leased(), { 'eggs-1': 6 });
    }));

  it('stays at one depot while another one’s is taken, and goes back from both at once', () =>
    withStall(
      async (stall, shop) => {
        await shop.count(HONEY, 'market', 9);
        await stall.take({ [HONEY]: 5 }, 'station');
        await stall.take({ [HONEY]: 2 }, 'market');
        assert.deepEqual(
          (await stall.stock())?.held.map(({ depot, left }) => [depot, left]),
          [
            ['market', 2],
            ['station', 5],
          ],
        );
        await stall.take({}, 'market');
        assert.deepEqual([await shop.left(HONEY), await stall.held()], [7, { [HONEY]: 5 }]);
        await stall.giveBack();
        assert.deepEqual([await shop.left(HONEY), await stall.stock()], [12, undefined]);
      },
      { depots: [EVENINGS, { ...EVENINGS, id: 'market', title: 'Market' }] },
    ));

  for (const { capacity, fourth, states } of [
    { capacity: 8, fourth: 'subject to stock', states: ['confirmed', 'confirmed', 'confirmed', 'confirmed'] },
    // All of its places are the stall's.
    { capacity: 3, fourth: 'slot-full', states: ['confirmed', 'confirmed', 'confirmed'] },
  ])
    it(`promises as many orders as it has places in a time for ${capacity}, each confirmed, and not one more`, () =>
      withStall(
        async (stall, shop) => {
          await stall.take({ 'oats-500': 15 }, 'station', 3);
          assert.deepEqual([await stall.placesLeft(), await takenOf(shop)], [all(3), all(3)]);
          stall.gone = true;
          const promised = [];
          for (let order = 0; order < 4; order++) promised.push(await stall.tryToOrder(3));
          assert.deepEqual(promised, ['held', 'held', 'held', fourth]);
          assert.deepEqual([await stall.placesLeft(), await takenOf(shop)], [all(3).slice(1), all(3)]);
          stall.gone = false;
          await stall.sync();
          assert.deepEqual(await stall.states(), states);
          assert.deepEqual(await takenOf(shop), [states.length, ...all(3).slice(1)]);
          await stall.giveBack();
          assert.deepEqual(await takenOf(shop), [states.length]);
        },
        withCapacity(capacity),
        15,
      ));

  it('gives back the places with the last of the goods, and has nothing until a time any more', () =>
    withStall(
      async (stall, shop) => {
        await stall.take({ 'oats-500': 6 }, 'station', 3);
        stall.gone = true;
        await stall.order(3);
        await stall.order(3);
        assert.equal(await stall.stock(), undefined);
        stall.gone = false;
        await stall.sync();
        assert.deepEqual([await takenOf(shop), await stall.places()], [[2], 0]);
        await stall.sync();
        assert.deepEqual([await takenOf(shop), await stall.device.store.count('lease')], [[2], 0]);
      },
      {},
      6,
    ));

  it('has no places where there were no goods to be had, and says no more than that', () =>
    withStall(async (stall, shop) => {
      const taken = await stall.take({ 'oats-500': 6 }, 'station', 8);
      const short = [{ variant: 'oats-500', depot: 'station', asked: 6, granted: 0 }];
      assert.deepEqual(taken, { ok: true, short, fewer: [] });
      assert.deepEqual([await takenOf(shop), await stall.stock()], [[], undefined]);
    }));

  it('keeps the places at the depot that has goods, and gives back those at the one that is sold out', () =>
    withStall(
      async (stall, shop) => {
        await shop.count(HONEY, 'market', 9);
        await stall.take({ [HONEY]: 2 }, 'market', 2);
        await stall.take({ 'oats-500': 3 }, 'station', 3);
        await stall.order(3);
        await stall.sync();
        assert.deepEqual([await stall.placesLeft(), await takenOf(shop)], [all(2), [...all(2), 1]]);
      },
      { depots: [EVENINGS, { ...EVENINGS, id: 'market', title: 'Market' }] },
      3,
    ));

  it('gives back exactly the places that are left', () =>
    withStall(
      async (stall, shop) => {
        await stall.take({ 'oats-500': 12 }, 'station', 3);
        await stall.order(3);
        await stall.sync();
        assert.deepEqual([await stall.placesLeft(), await takenOf(shop)], [[2, ...all(3).slice(1)], all(3)]);
        await stall.giveBack();
        assert.deepEqual(await takenOf(shop), [1]);
      },
      {},
      12,
    ));

  it('has as many places as were asked for last, however often it asks and whatever a basket does', () =>
    withStall(async (stall, shop) => {
      await stall.take({ [HONEY]: 5 }, 'station', 3);
      await stall.take({ [HONEY]: 5 }, 'station', 3);
      await stall.drain(() => ({ items: EGGS, moment: stall.moment }));
      assert.deepEqual([await stall.placesLeft(), await takenOf(shop)], [all(3), all(3)]);
      await stall.take({ [HONEY]: 5 }, 'station', 2);
      assert.deepEqual([await stall.placesLeft(), await takenOf(shop)], [all(2), all(2)]);
      await stall.take({ [HONEY]: 5 });
      assert.deepEqual([await stall.placesLeft(), await takenOf(shop)], [all(1), all(1)]);
    }));

  it('says at which times it has places for fewer orders, and remembers for how many it asked', () =>
    withStall(async (stall) => {
      const taken = await stall.take({ [HONEY]: 5 }, 'station', 3);
      assert.ok(taken.ok);
      assert.deepEqual(
        taken.fewer.map(({ asked, granted }) => [asked, granted]),
        all(2).map((granted) => [3, granted]),
      );
      assert.deepEqual(
        [taken.fewer[0]?.start, taken.fewer[5]?.start],
        ['2026-11-20T17:00:00.000Z', '2026-11-20T19:30:00.000Z'],
      );
      await stall.giveBack();
      assert.equal((await toStallView(stall.device.store)).places, 3);
    }, withCapacity(2)));

  it('asks for no more at a time past its cut-off than it has there, and names it as nothing that is missing', () =>
    withStall(
      async (stall, shop) => {
        await stall.take({ 'oats-500': 12 }, 'station', 3);
        await stall.order(3);
        await stall.sync();
        goTo('2026-11-20T17:05:00Z', stall, shop);
        assert.deepEqual(await stall.take({ 'oats-500': 9 }, 'station', 3), {
          ok: true,
          short: [],
          fewer: [],
        });
        assert.deepEqual([await stall.placesLeft(), await takenOf(shop)], [[2, ...all(3).slice(1)], all(3)]);
        const fewer = await stall.take({ 'oats-500': 9 }, 'station', 1);
        assert.deepEqual(fewer, { ok: true, short: [], fewer: [] });
        assert.deepEqual([await stall.placesLeft(), await takenOf(shop)], [all(1), [2, ...all(1).slice(1)]]);
      },
      {},
      12,
    ));

  it('names no time as full that it did not ask for, since its cut-off came before a new day', () =>
    withStall(
      async (stall, shop) => {
        await stall.take({ [HONEY]: 5 }, 'station', 2);
        assert.equal(await stall.places(), 8);
        // The day is over, and its last time is not.
        goTo('2026-11-20T20:55:00Z', stall, shop);
        assert.equal((await stall.stock())?.standing, 'over');
        assert.deepEqual(await stall.take({ [HONEY]: 5 }, 'station', 2), { ok: true, short: [], fewer: [] });
        assert.deepEqual([await stall.held(), await takenOf(shop)], [{ [HONEY]: 5 }, []]);
      },
      { depots: [{ ...EVENINGS, slots: EVENINGS.slots.map((rule) => ({ ...rule, to: '21:00' })) }] },
    ));

  it('gives back the place of a lease that was granted before any had a number', () =>
    withStall(async (stall, shop) => {
      await stall.take({ [HONEY]: 5 });
      const { items } = await shop.database.selectFrom('leases').select('items').executeTakeFirstOrThrow();
      const before = items.replaceAll(/(?<="slot":"[^"]*",)"granted":1,/g, '');
      assert.notEqual(before, items);
      await shop.database.updateTable('leases').set({ items: before }).execute();
      const [lease] = await createSqlLedger(shop.database, 'millrace').transaction((rows) =>
        rows.openLeases(),
      );
      assert.deepEqual(lease?.items.map((item) => 'slot' in item && item.granted).filter(Boolean), all(1));
      await stall.take({ [HONEY]: 5 }, 'station', 2);
      assert.deepEqual(await takenOf(shop), all(2));
      await stall.giveBack();
      assert.deepEqual(await takenOf(shop), []);
    }));

  for (const places of [0, -1, 1.5, MOST_PLACES + 1, NaN])
    it(`asks for no places for ${places} orders in a time`, () =>
      withStall(async (stall, shop) => {
        const refused = await stall.take({ [HONEY]: 1 }, 'station', places);
        assert.equal(refused.ok ? '' : refused.code, 'too-much');
        assert.deepEqual(await takenOf(shop), []);
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
