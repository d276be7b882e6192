/** What every ledger promises, whatever it is made of. Run with node:test. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { KnownIntent } from '../../src/core/intake/intent-ledger.js';
import type { LedgerLease } from '../../src/core/intake/lease-ledger.js';
import type { LedgerStore } from '../../src/core/intake/ledger.js';
import type { LedgerAlternate, LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { DeviceRights } from '../../src/core/intake/owner-ledger.js';
import { ADA, BOB, CLAIM, PICKUP, SLOT, nextId } from './intake-batch.js';

export interface LedgerUnderTest {
  readonly store: LedgerStore;
  countStock(variant: string, depot: string, quantity: number): Promise<void> | void;
  close(): Promise<void> | void;
}

export function orderOf(changes: Partial<LedgerOrder> = {}): LedgerOrder {
  return {
    id: nextId(),
    hash: 'h'.repeat(43),
    device: ADA,
    claim: CLAIM,
    forked: false,
    state: 'confirmed',
    payment: 'at_pickup',
    rev: 1,
    amount: 1400,
    accepted: 1400,
    lines: [{ variant: 'honey-340', modifiers: { lid: 'gold' }, quantity: 2, price: 650, total: 1300 }],
    deposits: 100,
    discount: 0,
    differs: false,
    pickup: PICKUP,
    held: { stock: [{ variant: 'honey-340', depot: 'station', quantity: 2 }], places: [PICKUP] },
    placedAt: '2026-11-20T08:59:00Z',
    receivedAt: '2026-11-20T09:00:00.000Z',
    ...changes,
  };
}

const HONEY = { variant: 'honey-340', depot: 'station' };
const NONE = { pool: 0, leased: 0, sold: 0, owed: 0, buffer: 0 };

const SHOPPER: DeviceRights = { class: 'shopper', manualReclaim: false };
const STALL: DeviceRights = { class: 'stall', manualReclaim: true };
const OWNER: DeviceRights = { class: 'owner', manualReclaim: false };

function leaseOf(device: string, changes: Partial<LedgerLease> = {}): LedgerLease {
  return {
    device,
    key: nextId(),
    items: [
      { ...HONEY, granted: 3, left: 2 },
      { depot: 'station', slot: SLOT, granted: 3, left: 1, end: 1e12 },
    ],
    ttlMs: 900_000,
    marginMs: 30_000,
    graceMs: 2_700_000,
    reclaimAt: 4_500_000,
    open: true,
    address: '10.0.0.1',
    rev: 1,
    ...changes,
  };
}

const ALTERNATE: LedgerAlternate = {
  id: '1-1',
  depot: 'market',
  slot: 'market/2026-11-24T10:00:00+00:00',
  without: ['oats-500'],
  lines: [{ variant: 'honey-340', modifiers: {}, quantity: 2, price: 650, total: 1300 }],
  amount: 1335,
  deposits: 100,
  discount: 65,
  until: '2026-11-21T09:00:00.000Z',
  held: { stock: [{ variant: 'honey-340', depot: 'market', quantity: 2 }], places: [] },
};

export function describeLedger(name: string, create: () => Promise<LedgerUnderTest>): void {
  const test = (title: string, work: (ledger: LedgerUnderTest) => Promise<void>) =>
    it(title, async () => {
      const ledger = await create();
      try {
        await work(ledger);
      } finally {
        await ledger.close();
      }
    });

  describe(`the ${name} ledger`, () => {
    test('gives back an intent and an order as they were written', async ({ store }) => {
      const id = nextId();
      const intent: KnownIntent = {
        id,
        hash: 'h',
        device: ADA,
        seq: 2 ** 52,
        type: 'order.place',
        order: id,
        forked: true,
        jws: 'a.b.c',
        receivedAt: '2026-11-20T09:00:00.000Z',
      };
      const order = orderOf({
        amount: 1e12,
        forked: true,
        differs: true,
        state: 'repriced',
        contact: 'k'.repeat(43),
        reason: { code: 'no-answer', variant: 'é\u0000"' },
        discount: 65,
        alternates: [ALTERNATE],
        until: '2026-11-21T09:00:00.000Z',
      });
      await store.transaction(async (rows) => {
        assert.equal(await rows.addIntent(intent), true);
        assert.equal(await rows.addIntent({ ...intent, hash: 'other' }), false);
        await rows.addOrder(order);
      });
      await store.transaction(async (rows) => {
        assert.deepEqual(await rows.intent(id), intent);
        assert.deepEqual(await rows.order(order.id), order);
        const set = { ...intent, id: nextId(), type: 'stock.set' as const, refused: 'not-allowed' };
        await rows.addIntent(set);
        assert.deepEqual(await rows.intent(set.id), set);
        assert.equal(await rows.intent(nextId()), undefined);
        assert.equal(await rows.order(nextId()), undefined);
      });
    });

    test('keeps nothing of a transaction that rejects', async ({ store }) => {
      const order = orderOf();
      const failing = store.transaction(async (rows) => {
        await rows.addOrder(order);
        throw new Error('cut');
      });
      await assert.rejects(failing, /cut/);
      await store.transaction(async (rows) => {
        assert.equal(await rows.order(order.id), undefined);
        assert.equal(await rows.lastChange(ADA), 0);
      });
    });

    test('undoes an attempt that throws and keeps what was before and comes after', async ({ store }) => {
      const [before, inside, after] = [orderOf(), orderOf(), orderOf()];
      await store.transaction(async (rows) => {
        await rows.addOrder(before);
        const attempt = await rows.attempt(async () => {
          await rows.addOrder(inside);
          await rows.useNumber(ADA, 1, inside.id);
          throw new Error('bad');
        });
        assert.equal(attempt.ok, false);
        assert.deepEqual(await rows.attempt(async () => 5), { ok: true, value: 5 });
        await rows.addOrder(after);
      });
      await store.transaction(async (rows) => {
        const found = await Promise.all([before, inside, after].map(({ id }) => rows.order(id)));
        assert.deepEqual(found, [before, undefined, after]);
        assert.equal(await rows.useNumber(ADA, 1, after.id), after.id);
      });
    });

    test('knows a number of a device only once', async ({ store }) => {
      await store.transaction(async (rows) => {
        assert.equal(await rows.useNumber(ADA, 0, 'x'), 'x');
        assert.equal(await rows.useNumber(ADA, 0, 'y'), 'x');
        assert.equal(await rows.useNumber(BOB, 0, 'z'), 'z');
      });
    });

    test('changes an order only from the revision before', async ({ store }) => {
      const order = orderOf({ state: 'repriced', until: '2026-11-21T09:00:00.000Z' });
      const { until: _until, ...rest } = order;
      const next: LedgerOrder = { ...rest, state: 'confirmed', rev: 2 };
      await store.transaction(async (rows) => {
        await rows.addOrder(order);
        assert.equal(await rows.changeOrder({ ...next, rev: 3 }), false);
        assert.equal(await rows.changeOrder(next), true);
        assert.equal(await rows.changeOrder(next), false);
        assert.deepEqual(await rows.order(order.id), next);
      });
    });

    test('lists a device\u2019s changed orders by their last change', async ({ store }) => {
      const [first, second, other] = [orderOf(), orderOf(), orderOf({ device: BOB })];
      await store.transaction(async (rows) => {
        for (const order of [first, second, other]) await rows.addOrder(order);
        const start = await rows.lastChange(ADA);
        await rows.changeOrder({ ...first, state: 'cancelled', rev: 2 });
        const all = await rows.changesFor(ADA, 0, 10);
        assert.deepEqual(
          all.map(({ id }) => id),
          [second.id, first.id],
        );
        const page = await rows.changesFor(ADA, 0, 1);
        assert.deepEqual(
          page.map(({ id }) => id),
          [second.id],
        );
        const { id, hash } = first;
        const news = await rows.changesFor(ADA, start, 10);
        assert.deepEqual(news, [{ change: await rows.lastChange(ADA), id, hash }]);
      });
    });

    test('has had an order of a device once one was not refused', async ({ store }) => {
      const had = () => store.reads.hasOrdered(ADA);
      const add = (order: LedgerOrder) => store.transaction((rows) => rows.addOrder(order));
      assert.equal(await had(), false);
      await add(orderOf({ device: BOB }));
      await add(orderOf({ state: 'rejected' }));
      assert.equal(await had(), false);
      await add(orderOf({ state: 'cancelled' }));
      assert.equal(await had(), true);
    });

    test('finds the orders whose time to decide is over', async ({ store }) => {
      const at = (until: string) => orderOf({ state: 'repriced', until });
      const [due, later] = [at('2026-11-21T09:00:00.000Z'), at('2026-11-21T09:00:00.001Z')];
      await store.transaction(async (rows) => {
        for (const order of [due, later, orderOf()]) await rows.addOrder(order);
        const found = await rows.undecided('2026-11-21T09:00:00.000Z', 10);
        assert.deepEqual(found, [due]);
      });
    });

    test('finds disputed orders whose time to decide is over as well', async ({ store }) => {
      const until = '2026-11-21T09:00:00.000Z';
      const disputed = orderOf({ state: 'disputed', until, alternates: [ALTERNATE] });
      await store.transaction(async (rows) => {
        for (const order of [disputed, orderOf({ state: 'cancelled', until })]) await rows.addOrder(order);
        assert.deepEqual(await rows.undecided(until, 10), [disputed]);
      });
    });

    test('forgets an order that is to be added again', async ({ store }) => {
      const order = orderOf();
      const again = { ...order, device: BOB, rev: 2 };
      await store.transaction(async (rows) => {
        await rows.addOrder(order);
        assert.equal(await rows.removeOrder({ ...order, rev: 2 }), false);
        assert.equal(await rows.removeOrder(order), true);
        assert.equal(await rows.order(order.id), undefined);
        await rows.addOrder(again);
        assert.deepEqual(await rows.order(order.id), again);
      });
    });

    test('writes a choice whole: other lines, another place', async ({ store }) => {
      const order = orderOf({ state: 'disputed', alternates: [ALTERNATE], until: ALTERNATE.until });
      const { alternates: _alternates, until: _until, ...rest } = order;
      const { depot, slot, lines, amount, deposits, discount, held } = ALTERNATE;
      const figures = {
        lines,
        amount,
        accepted: amount,
        deposits,
        discount,
        held,
        differs: true,
        pickup: { depot, slot },
      };
      const chosen: LedgerOrder = { ...rest, ...figures, state: 'confirmed', rev: 2 };
      await store.transaction(async (rows) => {
        await rows.addOrder(order);
        assert.equal(await rows.changeOrder(chosen), true);
        assert.deepEqual(await rows.order(order.id), chosen);
      });
    });

    test('lists what is promised at a depot for times that are not over, newest first', async ({ store }) => {
      const at = (receivedAt: string, changes: Partial<LedgerOrder> = {}) =>
        orderOf({ receivedAt, ...changes });
      const [old, late] = [at('2026-11-20T09:00:00.000Z'), at('2026-11-20T10:00:00.000Z')];
      const market = { depot: 'market', slot: 'market/2026-11-23T07:00:00+00:00' };
      const others = [
        at('2026-11-20T11:00:00.000Z', { state: 'cancelled' }),
        at('2026-11-20T11:00:00.000Z', { pickup: market }),
      ];
      await store.transaction(async (rows) => {
        await rows.takePlace(PICKUP, 1_000, 9, 1);
        await rows.takePlace(market, 1_000, 9, 1);
        for (const order of [late, old, ...others]) await rows.addOrder(order);
        assert.deepEqual(await rows.promisedAt('station', 999, 10), [late, old]);
        assert.deepEqual(await rows.promisedAt('station', 999, 1), [late]);
        assert.deepEqual(await rows.promisedAt('station', 1_000, 10), []);
      });
    });

    test('lists what is due at a depot from now on, by the start of its slot, and then what is over', async ({
      store,
    }) => {
      const pickupAt = (hour: string) => ({
        depot: 'station',
        slot: `station/2026-11-23T${hour}:00:00+00:00`,
      });
      const [over, first, second] = ['07', '08', '09'].map((hour, at) =>
        // Received the other way round.
        orderOf({ pickup: pickupAt(hour), receivedAt: `2026-11-20T0${9 - at}:00:00.000Z` }),
      ) as [LedgerOrder, LedgerOrder, LedgerOrder];
      const dropped = orderOf({ pickup: pickupAt('08'), state: 'cancelled' });
      await store.transaction(async (rows) => {
        await rows.takePlace(over.pickup, 1_000, 9, 1);
        await rows.takePlace(first.pickup, 2_000, 9, 1);
        await rows.takePlace(second.pickup, 3_000, 9, 1);
        for (const order of [second, over, dropped, first]) await rows.addOrder(order);
        assert.deepEqual(await rows.dueAt('station', 999, 1_500, 9), [first, second, over]);
        assert.deepEqual(await rows.dueAt('station', 999, 1_500, 1), [first]);
        assert.deepEqual(await rows.dueAt('station', 1_000, 1_500, 9), [first, second]);
        assert.deepEqual(await rows.dueAt('market', 0, 0, 9), []);
      });
    });

    test('says where the changes of young orders begin, and that there are none', async ({ store }) => {
      const [old, young] = ['2026-10-01', '2026-11-20'].map((day) =>
        orderOf({ receivedAt: `${day}T09:00:00.000Z` }),
      ) as [LedgerOrder, LedgerOrder];
      await store.transaction(async (rows) => {
        for (const order of [old, young]) {
          await rows.addOrder(order);
          await rows.changeOrder({ ...order, rev: order.rev + 1 });
        }
        assert.equal(await rows.firstStallChange('2026-09-01'), 1);
        assert.equal(await rows.firstStallChange('2026-11-01'), 2);
        assert.equal(await rows.firstStallChange('2026-12-01'), undefined);
      });
    });

    test('lists of what is promised the orders that hold a variant, whatever its name', async ({ store }) => {
      const holding = (variant: string, receivedAt: string) =>
        orderOf({
          receivedAt,
          held: { stock: [{ variant, depot: 'station', quantity: 1 }], places: [PICKUP] },
        });
      const name = '100%_"oats\\';
      const wanted = holding(name, '2026-11-20T09:00:00.000Z');
      await store.transaction(async (rows) => {
        await rows.takePlace(PICKUP, 1_000, 9, 1);
        const other = holding('100%_"oats', '2026-11-20T10:00:00.000Z');
        for (const order of [wanted, other]) await rows.addOrder(order);
        assert.deepEqual(await rows.promisedAt('station', 999, 1, name), [wanted]);
        assert.deepEqual(await rows.promisedAt('station', 999, 1, 'honey-340'), []);
      });
    });

    test('never takes more stock than there is, and tells none from not counted', async (ledger) => {
      await ledger.countStock('honey-340', 'station', 3);
      await ledger.store.transaction(async (rows) => {
        assert.equal(await rows.moveStock(HONEY, 2, 'sell'), 'moved');
        assert.equal(await rows.moveStock(HONEY, 2, 'sell'), 'none');
        assert.equal(await rows.moveStock({ ...HONEY, depot: 'market' }, 2, 'sell'), 'not-counted');
        assert.equal(await rows.moveStock(HONEY, 1, 'return'), 'moved');
        assert.equal(await rows.moveStock(HONEY, 2, 'return'), 'none');
        assert.equal(await rows.moveStock({ ...HONEY, depot: 'market' }, 1, 'return'), 'not-counted');
        assert.deepEqual(await rows.stock(), [{ ...HONEY, left: 2 }]);
        assert.deepEqual(await rows.stockCount(HONEY), { ...HONEY, ...NONE, pool: 2, sold: 1 });
      });
    });

    test('hands over what was sold, and it is not there any more', async (ledger) => {
      await ledger.countStock('honey-340', 'station', 3);
      await ledger.store.transaction(async (rows) => {
        assert.equal(await rows.moveStock(HONEY, 1, 'hand-over'), 'none');
        await rows.moveStock(HONEY, 2, 'sell');
        assert.equal(await rows.moveStock(HONEY, 2, 'hand-over'), 'moved');
        assert.deepEqual(await rows.stockCount(HONEY), { ...HONEY, ...NONE, pool: 1 });
      });
    });

    test('hands over what nobody was promised, out of the buffer too', async (ledger) => {
      await ledger.countStock('honey-340', 'station', 3);
      await ledger.store.transaction(async (rows) => {
        const count = await rows.stockCount(HONEY);
        assert.ok(count);
        await rows.setStock(count, { ...count, buffer: 3 });
        assert.equal(await rows.moveStock(HONEY, 4, 'hand-over-unsold'), 'none');
        assert.equal(await rows.moveStock(HONEY, 2, 'hand-over-unsold'), 'moved');
        assert.deepEqual(await rows.stockCount(HONEY), { ...HONEY, ...NONE, pool: 1, buffer: 3 });
      });
    });

    test('promises nothing of its buffer', async (ledger) => {
      await ledger.countStock('honey-340', 'station', 3);
      await ledger.store.transaction(async (rows) => {
        const before = await rows.stockCount(HONEY);
        assert.equal(await rows.setStock(before, { ...HONEY, ...NONE, pool: 3, buffer: 2 }), true);
        assert.equal(await rows.moveStock(HONEY, 2, 'sell'), 'none');
        assert.deepEqual(await rows.stock(), [{ ...HONEY, left: 1 }]);
        assert.equal(await rows.moveStock(HONEY, 1, 'sell'), 'moved');
      });
    });

    test('makes good what is owed before anything is on sale again', async (ledger) => {
      await ledger.countStock('honey-340', 'station', 5);
      await ledger.store.transaction(async (rows) => {
        await rows.moveStock(HONEY, 5, 'sell');
        const before = await rows.stockCount(HONEY);
        assert.equal(await rows.setStock(before, { ...HONEY, ...NONE, pool: 0, sold: 5, owed: 3 }), true);
        await rows.moveStock(HONEY, 2, 'return');
        assert.deepEqual(await rows.stockCount(HONEY), { ...HONEY, ...NONE, sold: 3, owed: 1 });
        await rows.moveStock(HONEY, 2, 'return');
        assert.deepEqual(await rows.stockCount(HONEY), { ...HONEY, ...NONE, pool: 1, sold: 1 });
      });
    });

    test('sets a count only as it was read, and begins and ends the counting', async ({ store }) => {
      await store.transaction(async (rows) => {
        const count = { ...HONEY, ...NONE, pool: 4 };
        assert.equal(await rows.setStock(undefined, count), true);
        assert.equal(await rows.setStock(undefined, count), false);
        await rows.moveStock(HONEY, 1, 'sell');
        assert.equal(await rows.setStock(count, { ...count, pool: 9 }), false);
        const ended = { ...count, pool: 0, sold: 1, ended: true as const };
        assert.equal(await rows.setStock({ ...count, pool: 3, sold: 1 }, ended), true);
        assert.deepEqual(await rows.stock(), []);
        assert.equal(await rows.moveStock(HONEY, 1, 'sell'), 'not-counted');
      });
    });

    test('knows what was promised before the counting ended, and begins it again with that', async ({
      store,
    }) => {
      await store.transaction(async (rows) => {
        const count = { ...HONEY, ...NONE, pool: 9 };
        await rows.setStock(undefined, count);
        await rows.moveStock(HONEY, 3, 'sell');
        await rows.moveStock(HONEY, 2, 'lease');
        const promised = { leased: 2, sold: 3 };
        await rows.setStock(
          { ...count, pool: 4, ...promised },
          { ...count, pool: 0, ...promised, ended: true },
        );
        assert.equal(await rows.moveStock(HONEY, 1, 'lease'), 'not-counted');
        assert.equal(await rows.moveStock(HONEY, 1, 'sell-leased'), 'moved');
        assert.equal(await rows.moveStock(HONEY, 1, 'unlease'), 'moved');
        assert.equal(await rows.moveStock(HONEY, 1, 'return'), 'moved');
        const ended = { ...HONEY, ...NONE, sold: 3, ended: true as const };
        assert.deepEqual(await rows.stockCount(HONEY), ended);
        assert.equal(await rows.setStock(ended, { ...HONEY, ...NONE, pool: 5, sold: 3 }), true);
        assert.deepEqual(await rows.stockCount(HONEY), { ...HONEY, ...NONE, pool: 5, sold: 3 });
      });
    });

    test('lists the leases that are open', async ({ store }) => {
      await store.transaction(async (rows) => {
        const lease = { key: 'k', items: [], ttlMs: 1, marginMs: 0, graceMs: 0, reclaimAt: null, rev: 1 };
        await rows.putLease({ ...lease, device: 'b', open: true });
        await rows.putLease({ ...lease, device: 'a', open: true });
        await rows.putLease({ ...lease, device: 'c', open: false });
        assert.deepEqual(
          (await rows.openLeases()).map(({ device }) => device),
          ['a', 'b'],
        );
      });
    });

    test('forgets the codes of one class', async ({ store }) => {
      await store.transaction(async (rows) => {
        await rows.addEnrolCode('one', { class: 'owner', manualReclaim: false }, '2026-12-01T00:00:00.000Z');
        await rows.addEnrolCode('two', { class: 'stall', manualReclaim: false }, '2026-12-01T00:00:00.000Z');
        await rows.forgetEnrolCodes('owner');
        assert.equal(await rows.enrolCode('one'), undefined);
        assert.equal((await rows.enrolCode('two'))?.rights.class, 'stall');
      });
    });

    test('finds the slots that are over and the orders that hold stock there', async ({ store }) => {
      await store.transaction(async (rows) => {
        const later = { depot: 'station', slot: 'later' };
        await rows.takePlace(PICKUP, 1_000, 9, 1);
        await rows.takePlace(later, 2_000, 9, 1);
        assert.deepEqual(await rows.placesOver(1_000, 10), []);
        assert.deepEqual(await rows.placesOver(2_001, 10), [PICKUP, later]);
        assert.deepEqual(await rows.placesOver(2_001, 1), [PICKUP]);
        const stock = [{ ...HONEY, quantity: 1 }];
        const holds = orderOf({ pickup: PICKUP, held: { stock, places: [PICKUP] } });
        const others = [
          orderOf({ pickup: PICKUP, held: { stock: [], places: [PICKUP] } }),
          orderOf({ pickup: later, held: holds.held }),
          orderOf({ pickup: PICKUP, held: holds.held, state: 'collected' }),
        ];
        for (const order of [holds, ...others]) await rows.addOrder(order);
        assert.deepEqual(await rows.heldAt(PICKUP, 10), [holds]);
        await rows.forgetPlace(PICKUP);
        assert.deepEqual(await rows.placesOver(2_001, 10), [later]);
      });
    });

    test('keeps what the owner says of depots', async ({ store }) => {
      await store.transaction(async (rows) => {
        assert.deepEqual(await rows.depots(), []);
        await rows.setDepot({ id: 'station', status: 'closed', reason: 'Flood' });
        await rows.setDepot({ id: 'market', status: 'degraded' });
        await rows.setDepot({ id: 'station', status: 'open' });
      });
      assert.deepEqual(await store.reads.depots(), [
        { id: 'market', status: 'degraded' },
        { id: 'station', status: 'open' },
      ]);
    });

    test('lets a code be used once, remembers by whom, and knows what a device may do', async ({ store }) => {
      await store.transaction(async (rows) => {
        assert.deepEqual(await rows.rights(ADA), SHOPPER);
        await rows.addEnrolCode('h1', STALL, '2026-11-21T09:00:00.000Z');
        await rows.addEnrolCode('h1', OWNER, '2026-11-22T09:00:00.000Z');
        assert.equal(await rows.enrolCode('h2'), undefined);
        const code = { rights: STALL, until: '2026-11-21T09:00:00.000Z' };
        assert.deepEqual(await rows.enrolCode('h1'), code);
        assert.deepEqual(
          [await rows.takeEnrolCode('h1', ADA), await rows.takeEnrolCode('h1', BOB)],
          [true, false],
        );
        assert.deepEqual(await rows.enrolCode('h1'), { ...code, device: ADA });
        assert.equal(await rows.takeEnrolCode('h2', ADA), false);
        await rows.setRights(ADA, STALL);
        assert.equal(await rows.hasOwner(), false);
        await rows.setRights(ADA, OWNER);
        assert.deepEqual(await rows.rights(ADA), OWNER);
        assert.deepEqual(await rows.rights(BOB), SHOPPER);
        assert.equal(await rows.hasOwner(), true);
      });
    });

    test('moves units into a lease, back, and out of it into an order', async (ledger) => {
      await ledger.countStock('honey-340', 'station', 5);
      await ledger.store.transaction(async (rows) => {
        assert.equal(await rows.moveStock(HONEY, 6, 'lease'), 'none');
        assert.equal(await rows.moveStock(HONEY, 4, 'lease'), 'moved');
        assert.equal(await rows.moveStock(HONEY, 5, 'sell-leased'), 'none');
        assert.equal(await rows.moveStock(HONEY, 1, 'sell-leased'), 'moved');
        assert.equal(await rows.moveStock(HONEY, 4, 'unlease'), 'none');
        assert.equal(await rows.moveStock(HONEY, 1, 'unlease'), 'moved');
        assert.deepEqual(await rows.stockCount(HONEY), { ...HONEY, ...NONE, pool: 2, leased: 2, sold: 1 });
      });
    });

    test('has one lease for each device, changed only from the revision before', async ({ store }) => {
      const lease = leaseOf(ADA);
      await store.transaction(async (rows) => {
        assert.equal(await rows.lease(ADA), undefined);
        assert.equal(await rows.putLease({ ...lease, rev: 2 }), false);
        assert.equal(await rows.putLease(lease), true);
        assert.equal(await rows.putLease(lease), false);
        assert.deepEqual(await rows.lease(ADA), lease);
        const manual = { ...lease, reclaimAt: null, graceMs: null, rev: 2 };
        assert.equal(await rows.putLease(manual), true);
        assert.deepEqual(await rows.lease(ADA), manual);
      });
    });

    test('finds leases whose grace is over, and how many come from one address', async ({ store }) => {
      await store.transaction(async (rows) => {
        await rows.putLease(leaseOf(ADA, { reclaimAt: 1_000 }));
        await rows.putLease(leaseOf(BOB, { reclaimAt: 1_001 }));
        await rows.putLease(leaseOf('carl', { reclaimAt: null }));
        await rows.putLease(leaseOf('dora', { reclaimAt: 1, open: false }));
        const found = await rows.overdueLeases(1_000, 10);
        assert.deepEqual(
          found.map(({ device }) => device),
          [ADA],
        );
        assert.equal(await rows.leasesFrom('10.0.0.1', ADA), 2);
        assert.equal(await rows.leasesFrom('10.0.0.1', 'eve'), 3);
        assert.equal(await rows.leasesFrom('10.0.0.2', 'eve'), 0);
      });
    });

    test('never gives a slot more orders than it takes', async ({ store }) => {
      await store.transaction(async (rows) => {
        assert.equal(await rows.takePlace(PICKUP, 1_000, 0, 1), 'full');
        assert.equal(await rows.takePlace(PICKUP, 1_000, 2, 1), 'taken');
        assert.equal(await rows.takePlace(PICKUP, 1_000, 2, 1), 'taken');
        assert.equal(await rows.takePlace(PICKUP, 1_000, 2, 1), 'full');
        assert.equal(await rows.takePlace(PICKUP, 1_000, Number.MAX_SAFE_INTEGER, 1), 'taken');
        assert.deepEqual(await rows.placesTaken(999), [{ depot: 'station', slot: SLOT, taken: 3 }]);
        assert.deepEqual(await rows.placesTaken(1_000), []);
        for (let i = 0; i < 5; i++) await rows.returnPlace(PICKUP, 1);
        assert.deepEqual(await rows.placesTaken(0), []);
        assert.equal(await rows.takePlace(PICKUP, 1_000, 1, 1), 'taken');
      });
    });

    test('takes several places of a slot whole or not at all, and gives as many back', async ({ store }) => {
      await store.transaction(async (rows) => {
        assert.equal(await rows.takenAt(PICKUP), 0);
        assert.equal(await rows.takePlace(PICKUP, 1_000, 4, 5), 'full');
        assert.equal(await rows.takePlace(PICKUP, 1_000, 4, 3), 'taken');
        assert.equal(await rows.takePlace(PICKUP, 1_000, 4, 2), 'full');
        assert.equal(await rows.takePlace(PICKUP, 1_000, 4, 1), 'taken');
        assert.equal(await rows.takenAt(PICKUP), 4);
        await rows.returnPlace(PICKUP, 3);
        assert.equal(await rows.takenAt(PICKUP), 1);
        assert.equal(await rows.takePlace(PICKUP, 1_000, 4, 2), 'taken');
        assert.equal(await rows.takenAt(PICKUP), 3);
        await rows.returnPlace(PICKUP, 9);
        assert.equal(await rows.takenAt(PICKUP), 0);
      });
    });

    test('runs transactions one after the other', async (ledger) => {
      await ledger.countStock('honey-340', 'station', 7);
      const takes = Array.from({ length: 20 }, () =>
        ledger.store.transaction((rows) => rows.moveStock(HONEY, 1, 'sell')),
      );
      const taken = (await Promise.all(takes)).filter((result) => result === 'moved');
      assert.equal(taken.length, 7);
    });
  });
}
