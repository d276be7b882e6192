import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { DeviceJwk } from '../../src/core/protocol/fields.js';
import type { Result } from '../../src/core/protocol/sync.js';
import { toFacts, type ReceiptSubject } from '../../src/core/receipt/to-facts.js';
import { readReceipt } from '../../src/crypto/read-receipt.js';
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

async function withShop(work: (shop: SyncShop) => Promise<void>): Promise<void> {
  const shop = await openSyncShop();
  try {
    await work(shop);
  } finally {
    await shop.close();
  }
}

const read = ({ keys, clock }: SyncShop, token = '') =>
  readReceipt(token, { shop: 'millrace', keys }, clock.now);

describe('the receipt that the endpoint gives', () => {
  it('is its word on the order as it stands', () =>
    withShop(async (shop) => {
      const ada = await Device.create();
      const placed = await ada.place();
      const { results } = await ada.sync(shop, { intents: [placed.jws] });
      const receipt = await read(shop, results[0]?.receipt);
      assert.ok(receipt.kind === 'confirmed', receipt.kind);
      const { intent, hash, state, payment, rev, amount, deposits, currency, mode } = receipt.claims;
      assert.deepEqual([intent, hash], [placed.id, await crypto_.hash(placed.jws)]);
      assert.deepEqual([state, payment, rev], ['confirmed', 'at_pickup', 1]);
      assert.deepEqual([amount, deposits, currency, mode], [1400, 100, 'GBP', 'live']);
      const subject = { ...BODY, shop: 'millrace', mode, intent, hash, state, payment, rev, amount };
      const facts = await toFacts({ ...subject, pickup: PICKUP }, (text) => crypto_.digest(text), NOW);
      assert.deepEqual([receipt.claims.pickup, receipt.claims.lines], [facts.pickup, facts.lines]);
    }));

  it('is given for no order that is called off, asked about or refused', () =>
    withShop(async (shop) => {
      const ada = await Device.create();
      const placed = await ada.place();
      await ada.sync(shop, { intents: [placed.jws] });
      const { jws } = await ada.cancel(placed.id);
      const gone = await ada.place({ lines: [{ ...BODY.lines[0]!, variant: 'gold-1' }] });
      const wrong = await ada.place({ total: 1 });
      const { results } = await ada.sync(shop, { intents: [jws, gone.jws, wrong.jws] });
      const told = results.map(({ state, receipt }) => [state, receipt]);
      assert.deepEqual(told.slice(0, 3), [
        ['cancelled', undefined],
        ['disputed', undefined],
        ['rejected', undefined],
      ]);
    }));
});

describe('the certificate of a device', () => {
  it('comes when it is asked for, and makes what the device signs an attested receipt', () =>
    withShop(async (shop) => {
      const ada = await Device.create();
      assert.equal((await ada.sync(shop, { claims: [], cursor: null })).certificate, undefined);
      const { certificate } = await ada.sync(shop, { certificate: true });
      assert.equal(certificate?.until, '2027-02-18T09:00:00.000Z');
      const token = await signBy(ada, certificate?.text ?? '');
      const receipt = await read(shop, token);
      assert.ok(receipt.kind === 'attested', receipt.kind);
      assert.equal(receipt.certificate.class, 'shopper');
      assert.deepEqual(receipt.certificate.device, publicOf(ada.key.jwk));
    }));

  it('is of no use to another device', () =>
    withShop(async (shop) => {
      const ada = await Device.create();
      const { certificate } = await ada.sync(shop, { certificate: true });
      const receipt = await read(shop, await signBy(await Device.create(), certificate?.text ?? ''));
      assert.equal(receipt.kind, 'unattested');
    }));

  it('is given to nobody who does not sign', () =>
    withShop(async (shop) => {
      const body = JSON.stringify({ shop: 'millrace', intents: [], certificate: true });
      assert.equal((await shop.endpoint.fetch(syncRequest(body))).status, 401);
    }));
});

const publicOf = ({ kty, crv, x, y }: DeviceJwk) => ({ kty, crv, x, y });

async function signBy({ key }: Device, certificate: string): Promise<string> {
  const subject = {
    shop: 'millrace',
    mode: 'live' as const,
    currency: 'GBP',
    intent: '0190a5b4-7c00-7a3b-9c2d-0123456789ab',
    hash: 'h'.repeat(42) + 'A',
    state: 'saved' as const,
    payment: 'at_pickup' as const,
    rev: 0,
    amount: 1400,
    deposits: 100,
    pickup: PICKUP,
    lines: BODY.lines,
  };
  const facts = await toFacts(subject, (text) => crypto_.digest(text), NOW);
  const { state, payment } = subject;
  return (await crypto_.signReceipt(key, certificate, { ...facts, state, payment })).token;
}

interface Told {
  readonly status: number;
  readonly body: { readonly [field: string]: unknown; readonly result?: Result };
}

async function bring({ endpoint }: SyncShop, receipt: string): Promise<Told> {
  const body = JSON.stringify({ shop: 'millrace', receipt });
  const headers = { 'content-type': 'application/json' };
  const request = new Request(`${BASE}/v1/receipts/import`, { method: 'POST', headers, body });
  const response = await endpoint.fetch(request);
  return { status: response.status, body: (await response.json()) as Told['body'] };
}

async function ask({ endpoint }: SyncShop, id: string): Promise<Told> {
  const response = await endpoint.fetch(new Request(`${BASE}/v1/receipts/${id}`));
  return { status: response.status, body: (await response.json()) as Told['body'] };
}

/** The receipt of an order that a device has placed, and nobody has sent. */
async function receiptOf(
  { key }: Device,
  placed: Signed,
  changes: Partial<ReceiptSubject> = {},
): Promise<string> {
  const subject = {
    ...{ shop: 'millrace', mode: 'live' as const, currency: 'GBP', rev: 0, amount: 1400, deposits: 100 },
    ...{ intent: placed.id, hash: await crypto_.hash(placed.jws), pickup: PICKUP, lines: BODY.lines },
    ...changes,
    state: 'saved' as const,
    payment: 'at_pickup' as const,
  };
  const facts = await toFacts(subject, (text) => crypto_.digest(text), NOW);
  const { state, payment } = subject;
  return (await crypto_.signReceipt(key, undefined, { ...facts, state, payment })).token;
}

describe('an order whose device is gone', () => {
  it('is taken in by its receipt, once, and its intent meets it when that comes after all', () =>
    withShop(async (shop) => {
      await shop.count('honey-340', 'station', 5);
      const ada = await Device.create();
      const placed = await ada.place();
      const token = await receiptOf(ada, placed);
      const { status, body } = await bring(shop, token);
      assert.deepEqual([status, body.result?.state, body.result?.intent], [200, 'confirmed', placed.id]);
      assert.equal((await read(shop, body.result?.receipt)).kind, 'confirmed');
      assert.equal((await bring(shop, token)).body.result?.state, 'confirmed');
      const { results } = await ada.sync(shop, { intents: [placed.jws] });
      const proof = await proofOf(shop, results[0]);
      assert.deepEqual([proof.state, proof.rev, proof.amount], ['confirmed', 1, 1400]);
      assert.equal(await shop.left('honey-340'), 3);
      const bob = await Device.create();
      const claims = [{ order: placed.id, secret: placed.secret }];
      assert.equal((await bob.sync(shop, { claims })).results[0]?.intent, placed.id);
      const { jws } = await bob.cancel(placed.id, placed.secret);
      assert.equal((await bob.sync(shop, { intents: [jws] })).results[0]?.state, 'cancelled');
      assert.equal(await shop.left('honey-340'), 5);
    }));

  it('costs what was agreed where its shopper had chosen another place, and is for that', () =>
    withShop(async (shop) => {
      const ada = await Device.create();
      const placed = await ada.place();
      const later = { depot: 'station', slot: 'station/2026-11-24T07:00:00+00:00' };
      const token = await receiptOf(ada, placed, { rev: 1, chosen: { ...later, amount: 1335 } });
      const { result } = (await bring(shop, token)).body;
      assert.deepEqual([result?.state, result?.discount, result?.pickup], ['confirmed', 65, later]);
      assert.equal((await proofOf(shop, result)).amount, 1335);
    }));

  it('is refused under an id that another order has, and so are its bytes when another came by it', () =>
    withShop(async (shop) => {
      const ada = await Device.create();
      const placed = await ada.place();
      const other = await ada.place({}, { id: placed.id });
      await bring(shop, await receiptOf(ada, placed));
      const refused = await bring(shop, await receiptOf(ada, { ...placed, jws: other.jws }));
      assert.deepEqual([refused.status, refused.body['type']], [400, 'urn:punnet:problem:bad-receipt']);
      const { results } = await ada.sync(shop, { intents: [other.jws] });
      assert.deepEqual([results[0]?.state, results[0]?.reason?.code], ['rejected', 'equivocation']);
    }));

  it('is refused with a reason where the receipt does not hold, or names what the shop does not have', () =>
    withShop(async (shop) => {
      const ada = await Device.create();
      const placed = await ada.place();
      const token = await receiptOf(ada, placed);
      const last = token.at(-1) === 'A' ? 'B' : 'A';
      const gold = [{ ...BODY.lines[0]!, variant: 'gold-1' }];
      for (const bad of [`${token.slice(0, -1)}${last}`, await receiptOf(ada, placed, { lines: gold })]) {
        const { status, body } = await bring(shop, bad);
        assert.deepEqual([status, body['type']], [400, 'urn:punnet:problem:bad-receipt']);
        assert.equal(typeof body['detail'], 'string');
      }
      assert.equal((await ask(shop, placed.id)).status, 404);
    }));
});

describe('how a receipt stands', () => {
  it('is told by the id of its order', () =>
    withShop(async (shop) => {
      const ada = await Device.create();
      const placed = await ada.place();
      await ada.sync(shop, { intents: [placed.jws] });
      const standing = { order: placed.id, state: 'confirmed', payment: 'at_pickup', rev: 1, amount: 1400 };
      assert.deepEqual(await ask(shop, placed.id), { status: 200, body: { ...standing, returnable: false } });
      const unknown = await ask(shop, 'moon');
      assert.deepEqual([unknown.status, unknown.body['type']], [404, 'urn:punnet:problem:unknown-receipt']);
    }));
});
