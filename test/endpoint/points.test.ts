import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { SyncAnswer } from '../../src/core/protocol/sync.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { nextId } from '../support/intake-batch.js';
import { crypto_, Device, openSyncShop, proofOf, type Signed, type SyncShop } from '../support/sync-shop.js';

const LOYALTY = { pointsPerMajorUnit: 1, pointValue: 5 };

interface Stand {
  readonly shop: SyncShop;
  readonly ada: Device;
  readonly stall: Device;
}

/** A shop that gives points, a shopper, and a stall that hands over. */
async function withStand(work: (stand: Stand) => Promise<void>): Promise<void> {
  const shop = await openSyncShop({ loyalty: LOYALTY });
  try {
    const [ada, stall] = [await Device.create(), await Device.create()];
    const rights = { class: 'stall', manualReclaim: false } as const;
    await createSqlLedger(shop.database, 'millrace').transaction((rows) =>
      rows.setRights(stall.key.id, rights),
    );
    await work({ shop, ada, stall });
  } finally {
    await shop.close();
  }
}

async function collect({ shop, stall }: Stand, { id, jws }: Signed, taken: number): Promise<string> {
  const signed = await stall.sign('receipt.collect', { order: id, hash: await crypto_.hash(jws), taken });
  await stall.sync(shop, { intents: [signed.jws] });
  return signed.jws;
}

const tell = ({ loyalty }: SyncAnswer) => [loyalty?.settled, loyalty?.pending];

/** Four orders of two jars, collected: 52 points. */
async function earn(stand: Stand): Promise<void> {
  for (let orders = 0; orders < 4; orders++) {
    const placed = await stand.ada.place();
    await stand.ada.sync(stand.shop, { intents: [placed.jws] });
    await collect(stand, placed, 1400);
  }
}

const REDEEMED = { redeem: { points: 40, off: 200 }, total: 1200 };

describe('points at the endpoint', () => {
  it('are pending once an order is placed, and settled once, however often anything is sent', () =>
    withStand(async (stand) => {
      const { shop, ada, stall } = stand;
      const placed = await ada.place();
      assert.deepEqual(tell(await ada.sync(shop, { intents: [placed.jws] })), [0, 13]);
      const collected = await collect(stand, placed, 1400);
      for (let times = 0; times < 3; times++) {
        await stall.sync(shop, { intents: [collected, placed.jws] });
        assert.deepEqual(tell(await ada.sync(shop, { intents: [placed.jws, collected] })), [13, 0]);
      }
    }));

  it('are told apart to whoever signs, and to nobody else', () =>
    withStand(async ({ shop, ada }) => {
      assert.deepEqual(tell(await ada.sync(shop, { cursor: null, certificate: true })), [0, 0]);
      const plain = await openSyncShop();
      try {
        assert.equal((await ada.sync(plain, { certificate: true })).loyalty, undefined);
      } finally {
        await plain.close();
      }
    }));

  it('are redeemed offline out of a lease: the order is confirmed at what is left to pay', () =>
    withStand(async (stand) => {
      const { shop, ada } = stand;
      await earn(stand);
      const key = nextId();
      const { leases } = await ada.sync(shop, { leases: [{ key, items: [{ points: 40 }] }] });
      assert.deepEqual(leases?.[0]?.items, [{ points: 40 }]);
      const placed = await ada.place({ ...REDEEMED, leases: [{ key, items: [{ points: 40 }] }] });
      const answer = await ada.sync(shop, { intents: [placed.jws] });
      const proof = await proofOf(shop, answer.results[0]);
      assert.deepEqual([proof.state, proof.amount], ['confirmed', 1200]);
      assert.deepEqual(tell(answer), [12, 11]);
      await collect(stand, placed, 1200);
      assert.deepEqual(tell(await ada.sync(shop, { cursor: '' })), [23, 0]);
    }));

  it('are given back once by an order that is called off, however often', () =>
    withStand(async (stand) => {
      const { shop, ada } = stand;
      await earn(stand);
      const placed = await ada.place(REDEEMED);
      assert.deepEqual(tell(await ada.sync(shop, { intents: [placed.jws] })), [12, 11]);
      const [first, second] = [await ada.cancel(placed.id), await ada.cancel(placed.id)];
      for (const intents of [[first.jws], [first.jws, second.jws], [placed.jws]])
        assert.deepEqual(tell(await ada.sync(shop, { intents })), [52, 0]);
    }));

  it('are not redeemed twice: who has not so many any more is asked before paying more', () =>
    withStand(async (stand) => {
      const { shop, ada } = stand;
      await earn(stand);
      const [one, other] = [await ada.place(REDEEMED), await ada.place(REDEEMED)];
      const { results } = await ada.sync(shop, { intents: [one.jws, other.jws] });
      const proofs = await Promise.all(results.slice(0, 2).map((result) => proofOf(shop, result)));
      assert.deepEqual(
        proofs.map(({ state, amount }) => [state, amount]),
        [
          ['confirmed', 1200],
          ['repriced', 1340],
        ],
      );
    }));

  it('come back out of a lease that nobody used, after its grace', () =>
    withStand(async (stand) => {
      const { shop, ada } = stand;
      await earn(stand);
      const key = nextId();
      const { leases } = await ada.sync(shop, { leases: [{ key, items: [{ points: 52 }] }] });
      const [grant] = leases ?? [];
      const row = () => shop.database.selectFrom('points').select(['balance', 'leased']).executeTakeFirst();
      assert.deepEqual(await row(), { balance: 0, leased: 52 });
      shop.clock.now += (grant?.ttlMs ?? 0) + (grant?.graceMs ?? 0);
      await ada.sync(shop, { certificate: true });
      assert.deepEqual(await row(), { balance: 52, leased: 0 });
    }));

  it('of a copied device are nobody\u2019s to redeem out of its lease', () =>
    withStand(async (stand) => {
      const { shop, ada } = stand;
      await earn(stand);
      const key = nextId();
      await ada.sync(shop, { leases: [{ key, items: [{ points: 40 }] }] });
      const body = { ...REDEEMED, leases: [{ key, items: [{ points: 40 }] }] };
      const one = await ada.place(body, { seq: 99 });
      const copy = await ada.place(body, { seq: 99 });
      const { results } = await ada.sync(shop, { intents: [one.jws, copy.jws] });
      assert.deepEqual(
        results.slice(0, 2).map(({ state, forked }) => [state, forked]),
        [
          ['confirmed', undefined],
          ['repriced', true],
        ],
      );
      assert.deepEqual(await shop.database.selectFrom('points').select(['balance', 'held']).execute(), [
        { balance: 0, held: 52 },
      ]);
    }));
});
