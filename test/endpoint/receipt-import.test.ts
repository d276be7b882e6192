import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { toBase64Url } from '../../src/core/protocol/base64url.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import type { Result } from '../../src/core/protocol/sync.js';
import { toFacts, type ReceiptSubject } from '../../src/core/receipt/to-facts.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { SHOP } from '../support/catalog-input.js';
import { BODY, NOW, PICKUP } from '../support/intake-batch.js';
import {
  BASE,
  Device,
  crypto_,
  openSyncShop,
  proofOf,
  syncRequest,
  type Signed,
  type SyncShop,
} from '../support/sync-shop.js';

type Shape = Parameters<typeof openSyncShop>[0];

async function withShop(work: (shop: SyncShop) => Promise<void>, catalog?: Shape): Promise<void> {
  const shop = await openSyncShop(catalog);
  try {
    await work(shop);
  } finally {
    await shop.close();
  }
}

interface Told {
  readonly status: number;
  readonly body: { readonly [field: string]: unknown; readonly result?: Result };
}

const toTold = async (response: Response): Promise<Told> => {
  return { status: response.status, body: (await response.json()) as Told['body'] };
};

/** @param signer who signs the request, if anybody does */
async function bring({ endpoint }: SyncShop, receipt: string, signer?: Device): Promise<Told> {
  const body = JSON.stringify({ shop: 'millrace', receipt });
  const hash = toBase64Url(await crypto_.digest(body));
  const text = toSignedText('POST', '/v1/receipts/import', 'millrace', hash);
  const headers: Record<string, string> = signer
    ? { 'punnet-signature': await crypto_.signRequest(signer.key, text) }
    : {};
  const request = syncRequest(body, headers);
  return toTold(await endpoint.fetch(new Request(`${BASE}/v1/receipts/import`, request)));
}

const ask = async ({ endpoint }: SyncShop, id: string) =>
  toTold(await endpoint.fetch(new Request(`${BASE}/v1/receipts/${id}`)));

async function createMet(shop: SyncShop): Promise<{ device: Device; certificate: string }> {
  const device = await Device.create();
  const { certificate } = await device.sync(shop, { certificate: true });
  return { device, certificate: certificate?.text ?? '' };
}

async function createStall({ database }: SyncShop): Promise<Device> {
  const stall = await Device.create();
  const rights = { class: 'stall', manualReclaim: false } as const;
  await createSqlLedger(database, 'millrace').transaction((rows) => rows.setRights(stall.key.id, rights));
  return stall;
}

const SAVED = { state: 'saved', payment: 'at_pickup' } as const;

/** The receipt of an order as its device signs it. */
async function receiptOf(
  { key }: Device,
  certificate: string | undefined,
  placed: Pick<Signed, 'id' | 'jws'>,
  changes: Partial<ReceiptSubject> = {},
): Promise<string> {
  const subject = {
    ...{ shop: 'millrace', mode: 'live' as const, currency: 'GBP', rev: 0, amount: 1400, deposits: 100 },
    ...{ intent: placed.id, hash: await crypto_.hash(placed.jws), pickup: PICKUP, lines: BODY.lines },
    ...changes,
    ...SAVED,
  };
  const facts = await toFacts(subject, (text) => crypto_.digest(text), NOW);
  const said = { ...facts, ...SAVED };
  return (await crypto_.signReceipt(key, certificate, said)).token;
}

const stateOf = ({ body }: Told) => body.result?.state;
const typeOf = ({ status, body }: Told) => [status, String(body['type']).split(':').at(-1)];

/** Of a first order of this device, placed and not sent. */
async function unsent(shop: SyncShop, changes: Partial<ReceiptSubject> = {}) {
  await shop.count('honey-340', 'station', 5);
  const { device, certificate } = await createMet(shop);
  const placed = await device.place();
  return { device, certificate, placed, token: await receiptOf(device, certificate, placed, changes) };
}

const NOWHERE = { depot: 'station', slot: 'station/2026-11-23T23:00:00+00:00' };
const LATER = { depot: 'station', slot: 'station/2026-11-24T07:00:00+00:00' };

describe('an order whose device is gone', () => {
  it('is taken in by its receipt, once', () =>
    withShop(async (shop) => {
      const { placed, token } = await unsent(shop);
      const first = await bring(shop, token);
      assert.deepEqual([stateOf(first), first.body.result?.intent], ['confirmed', placed.id]);
      assert.equal(stateOf(await bring(shop, token)), 'confirmed');
      const { mode } = await shop.database.selectFrom('orders').select('mode').executeTakeFirstOrThrow();
      assert.equal(mode, 'live', 'as its receipt says');
      assert.equal(await shop.left('honey-340'), 3);
    }));

  it('is met by its intent, which goes before it and brings whose it is', () =>
    withShop(async (shop) => {
      const { device, placed, token } = await unsent(shop);
      await bring(shop, token);
      const { results } = await device.sync(shop, { intents: [placed.jws] });
      const proof = await proofOf(shop, results[0]);
      assert.deepEqual([proof.state, proof.rev, proof.amount], ['confirmed', 2, 1400]);
      assert.equal(await shop.left('honey-340'), 3);
      const bob = await Device.create();
      const claims = [{ order: placed.id, secret: placed.secret }];
      assert.equal((await bob.sync(shop, { claims })).results[0]?.intent, placed.id);
      const { jws } = await bob.cancel(placed.id, placed.secret);
      assert.equal((await bob.sync(shop, { intents: [jws] })).results[0]?.state, 'cancelled');
      assert.equal(await shop.left('honey-340'), 5);
    }));

  it('is not revived by its intent once its shopper has called it off', () =>
    withShop(async (shop) => {
      const { device, placed, token } = await unsent(shop);
      await bring(shop, token);
      const { jws } = await device.cancel(placed.id);
      assert.equal((await device.sync(shop, { intents: [jws] })).results[0]?.state, 'cancelled');
      const { results } = await device.sync(shop, { intents: [placed.jws] });
      assert.equal(results[0]?.state, 'cancelled');
      assert.equal(await shop.left('honey-340'), 5);
    }));

  it('stays collected when its intent comes after all, and is then its device\u2019s', () =>
    withShop(async (shop) => {
      const { device, placed, token } = await unsent(shop);
      const stall = await createStall(shop);
      await bring(shop, token);
      const hash = await crypto_.hash(placed.jws);
      const handed = await stall.sign('receipt.collect', { order: placed.id, hash, taken: 1400 });
      assert.equal((await stall.sync(shop, { intents: [handed.jws] })).results[0]?.state, 'collected');
      const { results } = await device.sync(shop, { intents: [placed.jws] });
      assert.deepEqual([results[0]?.state, results[0]?.payment], ['collected', 'paid']);
      assert.equal(await shop.left('honey-340'), 3);
    }));

  it('is nobody else\u2019s to place: an intent with other bytes goes before what another device has signed', () =>
    withShop(async (shop) => {
      await shop.count('honey-340', 'station', 5);
      const ada = await Device.create();
      const placed = await ada.place();
      const eve = await createMet(shop);
      const forged = { ...placed, jws: (await eve.device.place({}, { id: placed.id })).jws };
      assert.equal(
        stateOf(await bring(shop, await receiptOf(eve.device, eve.certificate, forged))),
        'confirmed',
      );
      const stall = await createStall(shop);
      const hash = await crypto_.hash(forged.jws);
      const handed = await stall.sign('receipt.collect', { order: placed.id, hash, taken: 1400 });
      assert.equal((await stall.sync(shop, { intents: [handed.jws] })).results[0]?.state, 'collected');
      const { results } = await ada.sync(shop, { intents: [placed.jws] });
      assert.deepEqual([results[0]?.state, results[0]?.reason], ['confirmed', undefined]);
      assert.equal(await shop.left('honey-340'), 1);
    }));

  it('costs what it costs today, and is asked about where that is more than its receipt says', () =>
    withShop(async (shop) => {
      const cheap = [{ ...BODY.lines[0]!, price: 1, total: 2 }];
      const { token } = await unsent(shop, { lines: cheap, deposits: 0, amount: 2 });
      const told = await bring(shop, token);
      const proof = await proofOf(shop, told.body.result);
      assert.deepEqual([proof.state, proof.amount], ['repriced', 1400]);
    }));

  it('is asked about where its shopper says to have chosen what the shop has not offered', () =>
    withShop(
      async (shop) => {
        const { token } = await unsent(shop, { rev: 1, chosen: { ...LATER, amount: 1335 } });
        const { result } = (await bring(shop, token)).body;
        const proof = await proofOf(shop, result);
        assert.deepEqual([result?.state, proof.amount], ['repriced', 1400]);
      },
      { shop: { ...SHOP, incentive: { percent: 5 } } },
    ));

  it('is not called off by whoever saw its receipt, and signed another with its bytes', () =>
    withShop(async (shop) => {
      const { device: ada, placed } = await unsent(shop);
      const eve = await createMet(shop);
      assert.equal(
        stateOf(await bring(shop, await receiptOf(eve.device, eve.certificate, placed))),
        'confirmed',
      );
      const { jws } = await eve.device.cancel(placed.id);
      assert.equal((await eve.device.sync(shop, { intents: [jws] })).results[0]?.state, 'cancelled');
      const { results } = await ada.sync(shop, { intents: [placed.jws] });
      assert.equal(results[0]?.state, 'confirmed');
      assert.equal(await shop.left('honey-340'), 3);
    }));

  it('goes by the choice that its own device has signed, if the shop offers exactly that', () =>
    withShop(async (shop) => {
      await shop.count('honey-340', 'station', 5);
      const { device, certificate } = await createMet(shop);
      const placed = await device.place({ pickup: NOWHERE });
      const { results } = await device.sync(shop, { intents: [placed.jws] });
      assert.equal(results[0]?.state, 'disputed');
      const offers = await Promise.all(
        (results[0]?.alternates ?? []).map((jws) => crypto_.verify(jws, shop.keys)),
      );
      const [first] = offers.map((one) => (one.ok ? one.payload : {})) as { slot: string; amount: number }[];
      assert.ok(first);
      const chosen = { depot: 'station', slot: first.slot, amount: first.amount };
      const eve = await createMet(shop);
      const change = { pickup: NOWHERE, rev: 1, chosen };
      assert.equal(
        stateOf(await bring(shop, await receiptOf(eve.device, eve.certificate, placed, change))),
        'disputed',
      );
      const cheaper = { ...change, chosen: { ...chosen, amount: chosen.amount - 1 } };
      assert.equal(
        stateOf(await bring(shop, await receiptOf(device, certificate, placed, cheaper))),
        'disputed',
      );
      const told = await bring(shop, await receiptOf(device, certificate, placed, change));
      assert.deepEqual([stateOf(told), told.body.result?.pickup?.slot], ['confirmed', first.slot]);
    }));

  for (const { what, left, pickup } of [
    { what: 'the shop has not got it', left: 1, pickup: PICKUP },
    { what: 'its time is none that the shop has', left: 5, pickup: NOWHERE },
  ]) {
    it(`is asked about, and nothing is held for a choice, where ${what}`, () =>
      withShop(async (shop) => {
        await shop.count('honey-340', 'station', left);
        const { device, certificate } = await createMet(shop);
        const token = await receiptOf(device, certificate, await device.place(), { pickup });
        const { result } = (await bring(shop, token)).body;
        assert.deepEqual([result?.state, result?.alternates], ['disputed', []]);
        assert.equal(await shop.left('honey-340'), left);
      }));
  }

  it('is taken in without a contact, which its intent brings', () =>
    withShop(
      async (shop) => {
        const { token } = await unsent(shop);
        assert.equal(stateOf(await bring(shop, token)), 'confirmed');
      },
      { shop: { ...SHOP, contact: { name: 'required' } } },
    ));
});

describe('a receipt of the endpoint\u2019s own', () => {
  /** The order as another endpoint with the same keys has confirmed it, before the database was lost. */
  async function lose(shop: SyncShop) {
    await shop.count('honey-340', 'station', 5);
    const ada = await Device.create();
    const placed = await ada.place();
    const { results } = await ada.sync(shop, { intents: [placed.jws] });
    for (const table of ['orders', 'intents', 'device_numbers', 'devices', 'places'] as const)
      await shop.database.deleteFrom(table).execute();
    await shop.database.updateTable('stock').set({ quantity: 5, sold: 0 }).execute();
    return { ada, placed, token: results[0]?.receipt ?? '' };
  }

  it('is put back as it was, and is its device\u2019s again once the intent comes', () =>
    withShop(async (shop) => {
      const { ada, placed, token } = await lose(shop);
      const told = await bring(shop, token);
      const proof = await proofOf(shop, told.body.result);
      assert.deepEqual([proof.state, proof.amount, proof.rev], ['confirmed', 1400, 1]);
      assert.equal(await shop.left('honey-340'), 3);
      const { results } = await ada.sync(shop, { intents: [placed.jws] });
      assert.equal(results[0]?.state, 'confirmed');
      assert.equal(await shop.left('honey-340'), 3);
      const { jws } = await ada.cancel(placed.id);
      assert.equal((await ada.sync(shop, { intents: [jws] })).results[0]?.state, 'cancelled');
    }));

  it('is honoured though there is nothing left, also once the intent comes', () =>
    withShop(async (shop) => {
      const { ada, placed, token } = await lose(shop);
      await shop.database.updateTable('stock').set({ quantity: 0 }).execute();
      assert.equal(stateOf(await bring(shop, token)), 'confirmed');
      assert.equal((await ada.sync(shop, { intents: [placed.jws] })).results[0]?.state, 'confirmed');
    }));

  it('leaves no room for other bytes under its id', () =>
    withShop(async (shop) => {
      const { ada, placed, token } = await lose(shop);
      await bring(shop, token);
      const other = await ada.place({}, { id: placed.id });
      const { results } = await ada.sync(shop, { intents: [other.jws] });
      assert.deepEqual([results[0]?.state, results[0]?.reason?.code], ['rejected', 'equivocation']);
    }));
});

describe('a receipt that is not taken in', () => {
  it('says why, and nothing is kept of it', () =>
    withShop(async (shop) => {
      const { device, certificate, placed, token } = await unsent(shop);
      const last = token.at(-1) === 'A' ? 'B' : 'A';
      const gold = [{ ...BODY.lines[0]!, variant: 'gold-1' }];
      for (const bad of [
        `${token.slice(0, -1)}${last}`,
        await receiptOf(device, certificate, placed, { lines: gold }),
        await receiptOf(device, certificate, placed, { amount: 1399 }),
        await receiptOf(device, certificate, placed, { mode: 'test' }),
      ]) {
        const told = await bring(shop, bad);
        assert.deepEqual(typeOf(told), [400, 'bad-receipt']);
        assert.equal(typeof told.body['detail'], 'string');
      }
      assert.equal((await ask(shop, placed.id)).status, 404);
      assert.equal(await shop.left('honey-340'), 5);
    }));

  it('is one that nobody vouches for, unless a stall brings it', () =>
    withShop(async (shop) => {
      await shop.count('honey-340', 'station', 5);
      const ada = await Device.create();
      const token = await receiptOf(ada, undefined, await ada.place());
      assert.deepEqual(typeOf(await bring(shop, token)), [403, 'unvouched-receipt']);
      assert.deepEqual(typeOf(await bring(shop, token, await Device.create())), [403, 'unvouched-receipt']);
      assert.equal(stateOf(await bring(shop, token, await createStall(shop))), 'confirmed');
    }));

  it('is of other bytes than the order with its id', () =>
    withShop(async (shop) => {
      const { device, certificate, placed, token } = await unsent(shop);
      await bring(shop, token);
      const { jws } = await device.place({}, { id: placed.id });
      const other = await receiptOf(device, certificate, { ...placed, jws });
      assert.deepEqual(typeOf(await bring(shop, other)), [400, 'bad-receipt']);
    }));
});

describe('whether a receipt may be returned', () => {
  it('is told by the id of its order: once it was collected, and only once', () =>
    withShop(async (shop) => {
      const ada = await Device.create();
      const stall = await createStall(shop);
      const placed = await ada.place();
      const hash = await crypto_.hash(placed.jws);
      await ada.sync(shop, { intents: [placed.jws] });
      assert.deepEqual((await ask(shop, placed.id)).body, { order: placed.id, returnable: false });
      const handed = await stall.sign('receipt.collect', { order: placed.id, hash, taken: 1400 });
      await stall.sync(shop, { intents: [handed.jws] });
      assert.deepEqual((await ask(shop, placed.id)).body, { order: placed.id, returnable: true });
      const back = await stall.sign('receipt.return', { order: placed.id, hash, amount: 100 });
      await stall.sync(shop, { intents: [back.jws] });
      assert.deepEqual((await ask(shop, placed.id)).body, { order: placed.id, returnable: false });
      assert.deepEqual(typeOf(await ask(shop, 'moon')), [404, 'unknown-receipt']);
    }));
});
