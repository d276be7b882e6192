import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as v from 'valibot';

import type { Answer } from '../../src/core/intake/answer.js';
import type { DeviceJwk } from '../../src/core/protocol/fields.js';
import { ResultSchema } from '../../src/core/protocol/sync.js';
import { toFacts } from '../../src/core/receipt/to-facts.js';
import { createEndpointKeys, loadEndpointKeys } from '../../src/crypto/endpoint-keys.js';
import { readReceipt } from '../../src/crypto/read-receipt.js';
import { signAnswer } from '../../src/endpoint/sign-answer.js';
import { BODY, NOW, PICKUP } from '../support/intake-batch.js';
import { Device, crypto_, openSyncShop, syncRequest, type SyncShop } from '../support/sync-shop.js';

const ORDER = '01938f5c-7d2a-7c3b-9d4e-5f6071829304';
const HASH = 'h'.repeat(43);
const STANDS = { state: 'confirmed', payment: 'at_pickup', rev: 1, amount: 1400 } as const;

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

describe('the receipt of an order that none can be made of', () => {
  const line = (options: number) => {
    const modifiers = Object.fromEntries(Array.from({ length: options }, (_, index) => [`m${index}`, 'yes']));
    return { variant: 'honey-340', modifiers, quantity: 1, total: 650 };
  };
  const answer = (lines: number, options: number): Answer => ({
    result: { intent: ORDER, state: 'confirmed', payment: 'at_pickup' },
    proof: { shop: 'millrace', intent: ORDER, hash: HASH, order: ORDER, ...STANDS },
    receipt: {
      ...{ shop: 'millrace', mode: 'live', currency: 'GBP', intent: ORDER, hash: HASH, deposits: 0 },
      ...{ ...STANDS, pickup: PICKUP, lines: Array.from({ length: lines }, () => line(options)) },
    },
  });

  for (const { what, lines, options, given } of [
    { what: 'a hundred lines', lines: 100, options: 32, given: true },
    { what: 'more than an answer carries', lines: 500, options: 32, given: false },
    { what: 'more than a receipt may say', lines: 1, options: 33, given: false },
  ]) {
    it(`is ${given ? 'given' : 'left out, and the order is proven without it'}, of ${what}`, async () => {
      const keys = await loadEndpointKeys(await createEndpointKeys());
      const result = await signAnswer(keys, answer(lines, options), NOW);
      assert.equal(result.receipt !== undefined, given);
      assert.ok(result.proof);
      assert.ok(v.is(ResultSchema, result));
    });
  }
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
