/** What every ledger promises, whatever it is made of. Run with node:test. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { KnownIntent, LedgerOrder, LedgerStore } from '../../src/core/intake/ledger.js';
import { ADA, BOB, CLAIM, PICKUP, SLOT, nextId } from './intake-batch.js';

export interface LedgerUnderTest {
  readonly store: LedgerStore;
  countStock(variant: string, depot: string, quantity: number): Promise<void> | void;
  close(): Promise<void> | void;
}

function orderOf(changes: Partial<LedgerOrder> = {}): LedgerOrder {
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
    lines: [{ variant: 'honey-340', modifiers: { lid: 'gold' }, quantity: 2, price: 650, total: 1300 }],
    deposits: 100,
    differs: false,
    pickup: PICKUP,
    held: { stock: [{ variant: 'honey-340', quantity: 2 }], place: true },
    placedAt: '2026-11-20T08:59:00Z',
    receivedAt: '2026-11-20T09:00:00.000Z',
    ...changes,
  };
}

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

    test('never takes more stock than there is, and tells none from not counted', async (ledger) => {
      await ledger.countStock('honey-340', 'station', 3);
      await ledger.store.transaction(async (rows) => {
        assert.equal(await rows.takeStock('honey-340', 'station', 2), 'taken');
        assert.equal(await rows.takeStock('honey-340', 'station', 2), 'none');
        assert.equal(await rows.takeStock('honey-340', 'market', 2), 'not-counted');
        await rows.returnStock('honey-340', 'station', 1);
        await rows.returnStock('honey-340', 'market', 1);
        assert.deepEqual(await rows.stock(), [{ variant: 'honey-340', depot: 'station', left: 2 }]);
      });
    });

    test('never gives a slot more orders than it takes', async ({ store }) => {
      await store.transaction(async (rows) => {
        assert.equal(await rows.takePlace(PICKUP, 1_000, 0), 'full');
        assert.equal(await rows.takePlace(PICKUP, 1_000, 2), 'taken');
        assert.equal(await rows.takePlace(PICKUP, 1_000, 2), 'taken');
        assert.equal(await rows.takePlace(PICKUP, 1_000, 2), 'full');
        assert.equal(await rows.takePlace(PICKUP, 1_000, Number.MAX_SAFE_INTEGER), 'taken');
        assert.deepEqual(await rows.placesTaken(999), [{ depot: 'station', slot: SLOT, taken: 3 }]);
        assert.deepEqual(await rows.placesTaken(1_000), []);
        for (let i = 0; i < 5; i++) await rows.returnPlace(PICKUP);
        assert.deepEqual(await rows.placesTaken(0), []);
        assert.equal(await rows.takePlace(PICKUP, 1_000, 1), 'taken');
      });
    });

    test('runs transactions one after the other', async (ledger) => {
      await ledger.countStock('honey-340', 'station', 7);
      const takes = Array.from({ length: 20 }, () =>
        ledger.store.transaction((rows) => rows.takeStock('honey-340', 'station', 1)),
      );
      const taken = (await Promise.all(takes)).filter((result) => result === 'taken');
      assert.equal(taken.length, 7);
    });
  });
}
