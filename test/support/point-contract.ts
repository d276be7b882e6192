/** What every ledger promises of points, whatever it is made of. Run with node:test. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { PointCount, PointMove } from '../../src/core/intake/point-ledger.js';
import { ADA, BOB } from './intake-batch.js';
import { orderOf, type LedgerUnderTest } from './ledger-contract.js';

const NONE: PointCount = { balance: 0, leased: 0, held: 0, spent: 0, owed: 0, earned: 0 };
type Step = readonly [move: PointMove, points: number];

/** Each after 100 points were earned; what the last step leaves of them. */
const STEPS: readonly { what: string; steps: readonly Step[]; left: Partial<PointCount> }[] = [
  { what: 'leased', steps: [['lease', 100]], left: { balance: 0, leased: 100 } },
  {
    what: 'leased and back',
    steps: [
      ['lease', 60],
      ['unlease', 25],
    ],
    left: { balance: 65, leased: 35 },
  },
  { what: 'redeemed', steps: [['redeem', 40]], left: { balance: 60, held: 40 } },
  {
    what: 'redeemed out of a lease',
    steps: [
      ['lease', 40],
      ['redeem-leased', 30],
    ],
    left: { balance: 60, leased: 10, held: 30 },
  },
  {
    what: 'redeemed and back',
    steps: [
      ['redeem', 40],
      ['return', 40],
    ],
    left: {},
  },
  {
    what: 'spent',
    steps: [
      ['redeem', 40],
      ['spend', 40],
    ],
    left: { balance: 60, spent: 40 },
  },
  {
    what: 'spent and given back in part',
    steps: [
      ['redeem', 40],
      ['spend', 40],
      ['give-back', 10],
    ],
    left: { balance: 70, spent: 30 },
  },
  { what: 'redeemed anew', steps: [['redeem-owing', 40]], left: { balance: 60, held: 40 } },
  {
    what: 'redeemed anew where they are gone, and owed',
    steps: [
      ['lease', 70],
      ['redeem-owing', 40],
    ],
    left: { balance: 0, leased: 70, held: 40, owed: 10 },
  },
  { what: 'taken back', steps: [['take-back', 30]], left: { balance: 70, earned: 70 } },
  {
    what: 'taken back where they are gone, and owed',
    steps: [
      ['redeem', 80],
      ['take-back', 30],
    ],
    left: { balance: 0, held: 80, owed: 10, earned: 70 },
  },
  {
    what: 'owed, and made good by the first that come back',
    steps: [
      ['redeem', 80],
      ['take-back', 30],
      ['return', 25],
      ['earn', 5],
    ],
    left: { balance: 20, held: 55, earned: 75 },
  },
  {
    what: 'owed still, where less comes than is owed',
    steps: [
      ['redeem', 100],
      ['take-back', 30],
      ['earn', 10],
    ],
    left: { balance: 0, held: 100, owed: 20, earned: 80 },
  },
];

/** More than there are of what the step takes from. */
const TOO_MANY: readonly Step[] = [
  ['lease', 101],
  ['redeem', 101],
  ['unlease', 1],
  ['redeem-leased', 1],
  ['return', 1],
  ['spend', 1],
  ['give-back', 1],
  ['take-back', 101],
];

export function describePoints(name: string, create: () => Promise<LedgerUnderTest>): void {
  const test = (title: string, work: (ledger: LedgerUnderTest) => Promise<void>) =>
    it(title, async () => {
      const ledger = await create();
      try {
        await work(ledger);
      } finally {
        await ledger.close();
      }
    });

  describe(`the points of the ${name} ledger`, () => {
    for (const { what, steps, left } of STEPS)
      test(`are there when they are ${what}`, async ({ store }) => {
        await store.transaction(async (rows) => {
          for (const [move, points] of [['earn', 100] as const, ...steps])
            assert.equal(await rows.movePoints(ADA, points, move), true);
          assert.deepEqual(await rows.points(ADA), { ...NONE, balance: 100, earned: 100, ...left });
          assert.equal(await rows.points(BOB), undefined);
        });
      });

    for (const [move, points] of TOO_MANY)
      test(`do not make the step "${move}" where there are not so many`, async ({ store }) => {
        await store.transaction(async (rows) => {
          await rows.movePoints(ADA, 100, 'earn');
          assert.equal(await rows.movePoints(ADA, points, move), false);
          assert.equal(await rows.movePoints(BOB, 1, move), false);
          assert.deepEqual(await rows.points(ADA), { ...NONE, balance: 100, earned: 100 });
        });
      });

    test('are owed by a device that has no account, where an order of it has redeemed some', async ({
      store,
    }) => {
      await store.transaction(async (rows) => {
        assert.equal(await rows.movePoints(BOB, 40, 'redeem-owing'), true);
        assert.deepEqual(await rows.points(BOB), { ...NONE, held: 40, owed: 40 });
      });
    });

    test('are undone with the intent that moved them', async ({ store }) => {
      await store.transaction(async (rows) => {
        await rows.movePoints(ADA, 100, 'earn');
        await rows.attempt(async () => {
          await rows.movePoints(ADA, 40, 'redeem');
          throw new Error('the disk is bad');
        });
        assert.deepEqual(await rows.points(ADA), { ...NONE, balance: 100, earned: 100 });
      });
    });

    test('are pending for each order by itself, in whole points, until it is settled or ended', async ({
      store,
    }) => {
      const points = { rate: 3, redeemed: 0, off: 0 };
      await store.transaction(async (rows) => {
        for (const amount of [1399, 1466, 100]) await rows.addOrder(orderOf({ amount, points }));
        await rows.addOrder(orderOf({ state: 'disputed', points }));
        await rows.addOrder(orderOf({ state: 'cancelled', points }));
        await rows.addOrder(orderOf({ points: { ...points, earned: 39 } }));
        await rows.addOrder(orderOf());
        await rows.addOrder(orderOf({ device: BOB, points }));
        assert.equal(await rows.pendingPoints(ADA, 100), 38 + 40 + 0 + 39);
        assert.equal(await rows.pendingPoints('eve', 100), 0);
      });
    });

    test('are written with their order, and what changes of them', async ({ store }) => {
      await store.transaction(async (rows) => {
        const order = orderOf({ points: { rate: 3, redeemed: 40, off: 200 } });
        await rows.addOrder(order);
        assert.deepEqual(await rows.order(order.id), order);
        const changed = {
          ...order,
          rev: 2,
          points: { rate: 3, redeemed: 30, off: 150, released: 10, earned: 12 },
        };
        await rows.changeOrder(changed);
        assert.deepEqual(await rows.order(order.id), changed);
      });
    });

    test('that are not settled have their orders found when the time is over, as goods have', async ({
      store,
    }) => {
      const points = { rate: 3, redeemed: 0, off: 0 };
      const held = { stock: [], places: [] };
      const open = orderOf({ held, points });
      await store.transaction(async (rows) => {
        await rows.addOrder(open);
        await rows.addOrder(orderOf({ held, points: { ...points, earned: 0 } }));
        await rows.addOrder(orderOf({ held }));
        const found = await rows.heldAt(open.pickup, 9);
        assert.deepEqual(
          found.map(({ id }) => id),
          [open.id],
        );
      });
    });
  });
}
