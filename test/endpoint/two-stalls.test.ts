/**
 * Two stalls that are cut off sell out of what each was given, by core's own code on both ends, over a real
 * database; and two shoppers without a lease want the last unit.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { EMPTY_CART, reduceCart } from '../../src/core/cart/cart.js';
import { findOrderPickup } from '../../src/core/order/order-pickup.js';
import { placeOrder } from '../../src/core/order/place.js';
import { drain } from '../../src/core/outbox/drain.js';
import type { LeaseItem } from '../../src/core/protocol/lease.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { STATION } from '../support/catalog-input.js';
import { PICKUP } from '../support/intake-batch.js';
import { createDevice, keepBasket } from '../support/order-desk.js';
import { toShopWire } from '../support/shop-wire.js';
import { openSyncShop, type SyncShop } from '../support/sync-shop.js';

const HOUR_MS = 60 * 60 * 1000;
const HONEY = 'honey-340';
/** Any number of orders for each time; a second depot, where the last unit's loser may go. */
const OPEN_TIMES = {
  ...STATION,
  slots: [{ days: ['mon', 'tue'], from: '07:00', to: '08:00', everyMinutes: 30, cutoffMinutes: 60 }],
};

const MARKET = {
  id: 'market',
  title: 'Market',
  slots: [{ days: ['wed'], from: '10:00', to: '11:00', capacity: 8 }],
};

async function withShop(stock: number, work: (shop: SyncShop) => Promise<void>): Promise<void> {
  const shop = await openSyncShop({ depots: [OPEN_TIMES, MARKET] });
  try {
    await shop.count(HONEY, 'station', stock);
    await work(shop);
  } finally {
    await shop.close();
  }
}

/** A device whose clock is the shop's, and whose network is there when it drains. */
class Till {
  readonly device = createDevice();
  readonly #shop: SyncShop;

  constructor(shop: SyncShop) {
    this.#shop = shop;
    this.device.time.now = shop.clock.now;
  }

  /** Sends what waits, and asks for what is wished. */
  async drain(wish: readonly LeaseItem[] = []): Promise<void> {
    const { catalog } = this.#shop.catalogs.served;
    const reports: string[] = [];
    await drain(
      { ...this.device.ports, wire: toShopWire(this.#shop) },
      {
        shop: 'millrace',
        parkedToo: false,
        catalog: catalog.version,
        wish: () => (wish.length > 0 ? { items: wish, moment: this.#moment } : undefined),
        findPickup: (depot, slot) => findOrderPickup(catalog, depot, slot),
        changed: () => undefined,
        newCatalog: () => undefined,
        report: (code) => void reports.push(code),
      },
    );
    assert.deepEqual(reports, []);
  }

  /** One customer's order, offline. @returns whether all of it is promised */
  async sell(quantity: number): Promise<boolean> {
    const { catalog } = this.#shop.catalogs.served;
    const { store, ports } = this.device;
    const kept = await store.get(['cart']);
    const add = { type: 'add', variant: HONEY, quantity, modifiers: {} } as const;
    const reduced = reduceCart(EMPTY_CART, add, catalog);
    assert.ok(reduced.ok);
    await keepBasket(store, reduced.cart, kept?.rev);
    const request = { pickup: PICKUP, payment: 'at-pickup' } as const;
    const placed = await placeOrder(ports, request, { catalog, moment: this.#moment });
    assert.ok(placed.ok, JSON.stringify(placed));
    const lease = (await store.list('lease'))[0];
    const left = lease?.items.find(({ item }) => 'variant' in item)?.left ?? 0;
    const before = this.#left;
    this.#left = left;
    return before - left === quantity;
  }

  #left = 0;
  readonly #moment = () => {
    const { now } = this.device.time;
    return { now, elapsed: now, session: 'one', behind: false };
  };

  async stockUp(quantity: number): Promise<void> {
    await this.drain([{ variant: HONEY, depot: 'station', quantity }]);
    const [lease] = await this.device.store.list('lease');
    this.#left = lease?.items[0]?.left ?? 0;
  }

  get left(): number {
    return this.#left;
  }

  async states(): Promise<readonly string[]> {
    return (await this.device.store.list('order')).map(({ state }) => state);
  }
}

async function enrolAsStall({ database }: SyncShop, { device }: Till): Promise<void> {
  const record = await device.store.get(['device']);
  assert.ok(record);
  const rights = { class: 'stall', manualReclaim: false } as const;
  await createSqlLedger(database, 'millrace').transaction((rows) => rows.setRights(record.id, rights));
}

/** Two that have met the endpoint and may sell. */
async function openStalls(shop: SyncShop): Promise<readonly [Till, Till]> {
  const stalls = [new Till(shop), new Till(shop)] as const;
  for (const stall of stalls) {
    await stall.stockUp(1);
    await enrolAsStall(shop, stall);
  }
  return stalls;
}

const count = async ({ database }: SyncShop) => {
  const row = await database
    .selectFrom('stock')
    .select(['quantity', 'leased', 'sold', 'owed'])
    .where('variant', '=', HONEY)
    .executeTakeFirstOrThrow();
  return { pool: row.quantity, leased: row.leased, sold: row.sold, owed: row.owed };
};

describe('two stalls that are cut off for an hour', () => {
  it('never sell more than there is, and every sale out of their leases is confirmed', () =>
    withShop(30, async (shop) => {
      const [one, other] = await openStalls(shop);
      await one.stockUp(20);
      await other.stockUp(20);
      assert.deepEqual([one.left, other.left], [20, 10]);
      const promised = [0, 0];
      for (let minute = 0; minute < 60; minute++) {
        for (const [index, stall] of [one, other].entries()) {
          stall.device.time.now = shop.clock.now + minute * 60_000;
          if (minute % (3 + index) === 0 && (await stall.sell(1))) promised[index]! += 1;
        }
      }
      assert.deepEqual(promised, [20, 10]);
      shop.clock.now += HOUR_MS;
      for (const stall of [one, other]) {
        stall.device.time.now = shop.clock.now;
        await stall.drain();
      }
      assert.deepEqual(await count(shop), { pool: 0, leased: 0, sold: 30, owed: 0 });
      assert.deepEqual(
        await one.states(),
        Array.from({ length: 20 }, () => 'confirmed'),
      );
      const states = await other.states();
      const confirmed = states.filter((state) => state === 'confirmed');
      // Fifteen were sold, five of them subject to stock.
      assert.deepEqual([confirmed.length, states.length], [10, 15]);
      assert.ok(states.every((state) => state === 'confirmed' || state === 'disputed'));
    }));
});

describe('the last unit, wanted by two shoppers without a lease', () => {
  it('is one order, and one clear choice for whoever came second', () =>
    withShop(1, async (shop) => {
      const [first, second] = [new Till(shop), new Till(shop)];
      for (const shopper of [first, second]) await shopper.sell(1);
      await first.drain();
      await second.drain();
      assert.deepEqual([await first.states(), await second.states()], [['confirmed'], ['disputed']]);
      const [asked] = await second.device.store.list('order');
      const decision = asked?.decision;
      const offered = decision?.kind === 'dispute' ? decision.alternates : [];
      assert.deepEqual(
        offered.map(({ pickup, amount }) => [pickup.depot, amount <= (asked?.total ?? 0)]),
        [['market', true]],
      );
      assert.ok(decision?.kind === 'dispute' && decision.until !== undefined);
      assert.deepEqual(asked?.reason, { code: 'out-of-stock', variant: HONEY, depot: 'station' });
      assert.deepEqual(await count(shop), { pool: 0, leased: 0, sold: 1, owed: 0 });
    }));
});
