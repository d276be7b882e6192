import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as v from 'valibot';

import { MAX_STALL_ORDERS, StallAnswerSchema, type StallAnswer } from '../../src/core/protocol/stall.js';
import type { Proof } from '../../src/core/protocol/proof.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { crypto_, Device, openSyncShop, type Signed, type SyncShop } from '../support/sync-shop.js';

async function withShop(work: (shop: SyncShop) => Promise<void>): Promise<void> {
  const shop = await openSyncShop();
  try {
    await work(shop);
  } finally {
    await shop.close();
  }
}

async function openStall({ database }: SyncShop): Promise<Device> {
  const stall = await Device.create();
  const rights = { class: 'stall', manualReclaim: false } as const;
  await createSqlLedger(database, 'millrace').transaction((rows) => rows.setRights(stall.key.id, rights));
  return stall;
}

async function collect(stall: Device, { id, jws }: Signed, taken = 1_400) {
  return stall.sign('receipt.collect', { order: id, hash: await crypto_.hash(jws), taken });
}

/** What a stall is told, and what of it the endpoint has signed. */
async function ask(shop: SyncShop, stall: Device, cursor: string | null, depot?: string) {
  const answer = await stall.sync(shop, { stall: { cursor, ...(depot === undefined ? {} : { depot }) } });
  const told = v.parse(StallAnswerSchema, answer.stall);
  return { told, proofs: await readProofs(shop, told), nextAfterMs: answer.nextAfterMs };
}

function readProofs(shop: SyncShop, { orders }: StallAnswer): Promise<Proof[]> {
  return Promise.all(
    orders.map(async ({ proof }) => {
      const verified = await crypto_.verify(proof, shop.keys);
      if (!verified.ok) throw new Error(verified.code);
      return verified.payload as Proof;
    }),
  );
}

describe('a stall', () => {
  it('is told what another one has handed over, and when, once', () =>
    withShop(async (shop) => {
      const [one, other, shopper] = [await openStall(shop), await openStall(shop), await Device.create()];
      const order = await shopper.place();
      await shopper.sync(shop, { intents: [order.jws] });
      const before = await ask(shop, other, null);
      assert.deepEqual(before.told.orders, []);
      const { jws } = await collect(one, order);
      await one.sync(shop, { intents: [jws] });
      const { told, proofs } = await ask(shop, other, before.told.cursor);
      const [proof] = proofs;
      assert.deepEqual(
        [proof?.order, proof?.intent, proof?.state, proof?.payment, proof?.hash],
        [order.id, order.id, 'collected', 'paid', await crypto_.hash(order.jws)],
      );
      const [first] = told.orders;
      assert.equal(first?.at, '2026-11-20T08:59:00Z');
      assert.deepEqual(first?.lines, [{ variant: 'honey-340', modifiers: {}, quantity: 2 }]);
      assert.equal(first?.pickup.depot, 'station');
      assert.deepEqual((await ask(shop, other, told.cursor)).told.orders, []);
    }));

  it('is told what was cancelled, and what was taken back', () =>
    withShop(async (shop) => {
      const [stall, shopper] = [await openStall(shop), await Device.create()];
      const [kept, dropped] = [await shopper.place(), await shopper.place()];
      await shopper.sync(shop, { intents: [kept.jws, dropped.jws] });
      await shopper.sync(shop, { intents: [(await shopper.cancel(dropped.id)).jws] });
      const collected = await collect(stall, kept);
      const back = await stall.sign('receipt.return', {
        order: kept.id,
        hash: await crypto_.hash(kept.jws),
        amount: 1_400,
      });
      await stall.sync(shop, { intents: [collected.jws, back.jws] });
      const { proofs } = await ask(shop, stall, null);
      assert.deepEqual(
        proofs.map(({ order, state, payment }) => [order, state, payment]),
        [
          [dropped.id, 'cancelled', 'at_pickup'],
          [kept.id, 'collected', 'refunded'],
        ],
      );
    }));

  it('is told what is promised at its depot where it asks, also what never changed', () =>
    withShop(async (shop) => {
      const [stall, shopper] = [await openStall(shop), await Device.create()];
      const order = await shopper.place();
      await shopper.sync(shop, { intents: [order.jws] });
      const { proofs } = await ask(shop, stall, null, 'station');
      assert.deepEqual(
        proofs.map((proof) => [proof.order, proof.state]),
        [[order.id, 'confirmed']],
      );
      assert.deepEqual((await ask(shop, stall, null, 'market')).told.orders, []);
    }));

  it('is told no more than an answer holds, and asks again for the rest', () =>
    withShop(async (shop) => {
      const [stall, shopper] = [await openStall(shop), await Device.create()];
      const many = MAX_STALL_ORDERS + 1;
      const orders: Signed[] = [];
      while (orders.length < many) {
        // Each gives its place back before the next one comes.
        const order = await shopper.place();
        orders.push(order);
        await shopper.sync(shop, { intents: [order.jws, (await shopper.cancel(order.id)).jws] });
      }
      const first = await ask(shop, stall, null);
      assert.deepEqual([first.told.orders.length, first.nextAfterMs], [MAX_STALL_ORDERS, 0]);
      const second = await ask(shop, stall, first.told.cursor);
      assert.deepEqual([second.told.orders.length, second.nextAfterMs], [1, undefined]);
      const told = [...first.proofs, ...second.proofs].map(({ order }) => order);
      assert.deepEqual(new Set(told), new Set(orders.map(({ id }) => id)));
    }));

  it('with a mark that the shop never gave is told all of it', () =>
    withShop(async (shop) => {
      const [stall, shopper] = [await openStall(shop), await Device.create()];
      const order = await shopper.place();
      await shopper.sync(shop, { intents: [order.jws, (await shopper.cancel(order.id)).jws] });
      for (const cursor of ['s999', 'x', '1.abcdefgh'])
        assert.equal((await ask(shop, stall, cursor)).told.orders.length, 1);
    }));

  it('whose word was refused is told why, with a proof of its own intent', () =>
    withShop(async (shop) => {
      const [one, other, shopper] = [await openStall(shop), await openStall(shop), await Device.create()];
      const order = await shopper.place();
      await shopper.sync(shop, { intents: [order.jws] });
      const [first, second] = [await collect(one, order), await collect(other, order)];
      await one.sync(shop, { intents: [first.jws] });
      const { results } = await other.sync(shop, { intents: [second.jws] });
      assert.deepEqual([results[0]?.state, results[0]?.reason?.code], ['rejected', 'already-collected']);
    }));
});

describe('a device that is no stall', () => {
  it('is told nothing of others’ orders, and that it is none', () =>
    withShop(async (shop) => {
      const shopper = await Device.create();
      const answer = await shopper.sync(shop, { stall: { cursor: null, depot: 'station' } });
      assert.equal(answer.stall, null);
    }));

  it('has to sign for asking', () =>
    withShop(async (shop) => {
      const body = JSON.stringify({ shop: 'millrace', intents: [], stall: { cursor: null } });
      const headers = { 'content-type': 'application/json' };
      const asked = new Request('https://orders.example/punnet/v1/sync', { method: 'POST', headers, body });
      assert.equal((await shop.endpoint.fetch(asked)).status, 401);
    }));
});
