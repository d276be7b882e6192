/** What every ledger forgets of persons, whatever it is made of. Run with node:test. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { ADA, BOB, PICKUP } from './intake-batch.js';
import { orderOf, type LedgerUnderTest } from './ledger-contract.js';

const AT = '2026-11-20T09:00:00.000Z';
const LATER = '2027-01-01T00:00:00.000Z';
const [ONE, TWO] = ['1'.repeat(43), '2'.repeat(43)];

export function describePersons(name: string, create: () => Promise<LedgerUnderTest>): void {
  const test = (title: string, work: (ledger: LedgerUnderTest) => Promise<void>) =>
    it(title, async () => {
      const ledger = await create();
      try {
        await work(ledger);
      } finally {
        await ledger.close();
      }
    });

  describe(`what the ${name} ledger keeps of persons`, () => {
    test('goes with their device’s orders, and what was ordered stays as it is', async ({ store }) => {
      await store.transaction(async (rows) => {
        const [own, other] = [orderOf({ contact: ONE }), orderOf({ device: BOB, contact: TWO })];
        for (const order of [own, other]) {
          assert.equal(await rows.keepContact(order.contact ?? '', 'jwe', AT, order.device), true);
          await rows.addOrder(order);
        }
        await rows.forgetContacts(ADA);
        const { contact: _contact, claim: _claim, ...sold } = own;
        const { claim, ...kept } = (await rows.order(own.id)) ?? own;
        assert.deepEqual(kept, sold);
        assert.notEqual(claim, own.claim);
        assert.deepEqual(await rows.order(other.id), other);
        assert.equal(await rows.forgetOldContacts(LATER, '9999-01-01', 9), 1);
      });
    });

    test('is forgotten of one order, whoever placed it', async ({ store }) => {
      await store.transaction(async (rows) => {
        const [one, two] = [orderOf({ contact: ONE }), orderOf({ contact: TWO })];
        for (const order of [one, two]) {
          await rows.keepContact(order.contact ?? '', 'jwe', AT, ADA);
          await rows.addOrder(order);
        }
        await rows.forgetContact(one.id);
        assert.equal((await rows.order(one.id))?.contact, undefined);
        assert.deepEqual(await rows.order(two.id), two);
        assert.equal(await rows.forgetOldContacts(LATER, '9999-01-01', 9), 1);
      });
    });

    test('is not kept of a device that is to be forgotten', async ({ store }) => {
      await store.transaction(async (rows) => {
        assert.equal(await rows.forgottenAt(ADA), undefined);
        await rows.forgetDevice(ADA, AT);
        await rows.forgetDevice(ADA, LATER);
        assert.deepEqual([await rows.forgottenAt(ADA), await rows.forgottenAt(BOB)], [AT, undefined]);
        assert.equal(await rows.keepContact(ONE, 'jwe', AT, ADA), false);
        assert.equal(await rows.keepContact(TWO, 'jwe', AT, BOB), true);
        assert.equal(await rows.keepContact(TWO, 'jwe', AT, BOB), true);
        assert.equal(await rows.forgetOldContacts(LATER, '9999-01-01', 9), 1);
      });
    });

    test('are no points of a device that is to be forgotten, neither now nor later', async ({ store }) => {
      await store.transaction(async (rows) => {
        const points = { rate: 1, redeemed: 40, off: 200 };
        const order = orderOf({ amount: 1200, points });
        await rows.movePoints(ADA, 100, 'earn');
        await rows.movePoints(ADA, 40, 'redeem');
        await rows.addOrder(order);
        await rows.forgetDevice(ADA, AT);
        const { points: _points, ...rest } = order;
        assert.deepEqual(await rows.order(order.id), { ...rest, discount: 200 });
        for (const move of ['earn', 'redeem-owing', 'return', 'spend', 'take-back'] as const)
          assert.equal(await rows.movePoints(ADA, 10, move), false);
        assert.equal(await rows.points(ADA), undefined);
        assert.equal(await rows.movePoints(BOB, 10, 'earn'), true);
      });
    });

    test('goes once it is old and its order was to be collected', async ({ store }) => {
      await store.transaction(async (rows) => {
        const slot = 'station/2026-12-24T07:00:00+00:00';
        await rows.keepContact(ONE, 'jwe', AT, ADA);
        await rows.addOrder(orderOf({ contact: ONE, pickup: { ...PICKUP, slot } }));
        assert.equal(await rows.forgetOldContacts(AT, '2027-01-01', 9), 0);
        assert.equal(await rows.forgetOldContacts(LATER, '2026-12-24', 9), 0);
        assert.equal(await rows.forgetOldContacts(LATER, '2026-12-25', 9), 1);
        assert.equal(await rows.forgetOldContacts(LATER, '2026-12-25', 9), 0);
      });
    });
  });
}
