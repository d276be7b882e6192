import { expect } from '@open-wc/testing';

import {
  CLASS_NUMBERS,
  MODE_NUMBERS,
  PAYMENT_NUMBERS,
  STATE_NUMBERS,
  type ReceiptClaims,
} from '../../../src/core/protocol/receipt.js';
import { isList, isMap, toCbor, type Cbor } from '../../../src/core/receipt/cbor.js';
import { toCertificatePayload } from '../../../src/core/receipt/certificate-claims.js';
import { fromHex, toHex } from '../../../src/core/receipt/hex.js';
import { parseCbor } from '../../../src/core/receipt/parse-cbor.js';
import { parseCertificatePayload } from '../../../src/core/receipt/parse-certificate-claims.js';
import { parseReceiptPayload } from '../../../src/core/receipt/parse-receipt-claims.js';
import { toReceiptPayload } from '../../../src/core/receipt/receipt-claims.js';
import { toOptionName, toRef } from '../../../src/core/receipt/refs.js';
import { digest } from '../../../src/crypto/sha256.js';
import { FACTS, readReceiptVectors } from '../../support/receipt-vectors.js';
import { createRandom } from '../../support/seeded-random.js';

type Labels = Map<number | string, Cbor>;

const CONFIRMED: ReceiptClaims = { ...FACTS, state: 'confirmed', rev: 3 };
const CONTENT = -65_537;
const DEVICE_CLASS = -65_538;
const PLACES = {
  ...{ version: 0, mode: 1, hash: 2, state: 3, payment: 4, rev: 5, amount: 6 },
  ...{ currency: 7, deposits: 8, pickup: 9, lines: 10, chosen: 11 },
};
const REF = fromHex('01020304');

/** The receipt with its claims set changed. */
function withClaims(change: (labels: Labels) => void): Uint8Array<ArrayBuffer> {
  return changed(toReceiptPayload(CONFIRMED), change);
}

/** The receipt with one of its own members another. */
function withMember(name: keyof typeof PLACES, value: Cbor): Uint8Array<ArrayBuffer> {
  return withClaims((labels) => {
    const content = labels.get(CONTENT);
    if (!isList(content)) throw new Error('a receipt has a list of its own');
    const whole: Cbor[] = [...content];
    whole[PLACES[name]] = value;
    labels.set(CONTENT, whole);
  });
}

function changed(payload: Uint8Array<ArrayBuffer>, change: (labels: Labels) => void) {
  const map = parseCbor(payload);
  if (!isMap(map)) throw new Error('a payload is a claims set');
  const labels = new Map(map);
  change(labels);
  return toCbor(labels);
}

describe('what a receipt says', () => {
  it('is written byte for byte as in the golden vectors, and read back', async () => {
    const { claims } = await readReceiptVectors();
    expect(claims.length).to.be.greaterThan(5);
    for (const { name, claims: said, hex } of claims) {
      expect(toHex(toReceiptPayload(said)), name).to.equal(hex);
      expect(parseReceiptPayload(fromHex(hex)), name).to.deep.equal(said);
    }
  });

  it('names variants, options and depots by the start of a hash', async () => {
    for (const { name, ref } of (await readReceiptVectors()).refs) {
      expect(toRef(await digest(name)), name).to.equal(ref);
    }
    expect(toOptionName('jar', 'own')).to.equal('jar\u0000own');
    expect(toOptionName('ja', 'rown')).not.to.equal(toOptionName('jar', 'own'));
  });

  it('keeps its numbers for good', () => {
    expect(Object.values(MODE_NUMBERS)).to.deep.equal([0, 1]);
    expect(Object.entries(STATE_NUMBERS).join(' ')).to.equal(
      'saved,0 confirmed,1 confirmed_late,2 disputed,3 repriced,4 rejected,5 cancelled,6 expired,7 collected,8',
    );
    expect(Object.entries(PAYMENT_NUMBERS).join(' ')).to.equal(
      'at_pickup,0 due,1 pending,2 paid,3 failed,4 expired,5 refund_due,6 refunded,7',
    );
    expect(Object.entries(CLASS_NUMBERS).join(' ')).to.equal('shopper,0 stall,1 owner,2');
  });

  for (const [state, number] of Object.entries(STATE_NUMBERS)) {
    it(`says "${state}" by its number, and reads it`, () => {
      expect(parseReceiptPayload(withMember('state', number))?.state).to.equal(state);
    });
  }

  it('has room for a shop\u2019s largest order, and no more', () => {
    const [line] = FACTS.lines;
    if (!line) throw new Error('the order has lines');
    const many = (length: number) => ({ ...CONFIRMED, lines: Array.from({ length }, () => line) });
    expect(parseReceiptPayload(toReceiptPayload(many(500)))).to.deep.equal(many(500));
    expect(() => toReceiptPayload(many(501))).to.throw();
  });

  const unwritten = [
    { name: 'half a cent', claims: { amount: 0.5 } },
    { name: 'a negative deposit', claims: { deposits: -1 } },
    { name: 'a hash that is none', claims: { hash: 'none' } },
    { name: 'an id of another version', claims: { intent: '0190a5b4-7c00-4a3b-9c2d-0123456789ab' } },
    { name: 'a ref in capitals', claims: { pickup: { depot: 'ABCDEF01', startMinutes: 1 } } },
    {
      name: 'half a key',
      claims: { device: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: '' } },
    },
    { name: 'a name', claims: { name: 'Ada' } },
  ];
  for (const { name, claims } of unwritten) {
    it(`is never written with ${name}`, () => {
      expect(() => toReceiptPayload({ ...CONFIRMED, ...claims } as ReceiptClaims)).to.throw();
    });
  }
});

describe('a receipt that says what it can not', () => {
  const line: Cbor = [REF, 1, 100, []];
  const members: readonly {
    readonly name: string;
    readonly member: keyof typeof PLACES;
    readonly value: Cbor;
  }[] = [
    { name: 'version 0', member: 'version', value: 0 },
    { name: 'version 2', member: 'version', value: 2 },
    { name: 'a third mode', member: 'mode', value: 2 },
    { name: 'a mode by its name', member: 'mode', value: 'live' },
    { name: 'a hash of 31 bytes', member: 'hash', value: new Uint8Array(31) },
    { name: 'a hash of 33 bytes', member: 'hash', value: new Uint8Array(33) },
    { name: 'a hash as text', member: 'hash', value: FACTS.hash },
    { name: 'a ninth state', member: 'state', value: 9 },
    { name: 'a negative state', member: 'state', value: -1 },
    { name: 'an eighth state of payment', member: 'payment', value: 8 },
    { name: 'a negative revision', member: 'rev', value: -1 },
    { name: 'an amount above the largest', member: 'amount', value: 1e12 + 1 },
    { name: 'an amount as text', member: 'amount', value: '870' },
    { name: 'no amount', member: 'amount', value: null },
    { name: 'a currency in small letters', member: 'currency', value: 'eur' },
    { name: 'a currency of four letters', member: 'currency', value: 'EURO' },
    { name: 'negative deposits', member: 'deposits', value: -1 },
    { name: 'a depot of three bytes', member: 'pickup', value: [REF.slice(1), 1] },
    { name: 'a depot of five bytes', member: 'pickup', value: [new Uint8Array(5), 1] },
    { name: 'a depot by its name', member: 'pickup', value: ['station', 1] },
    { name: 'no start', member: 'pickup', value: [REF] },
    { name: 'a start before all time', member: 'pickup', value: [REF, -1] },
    { name: 'a start after all time', member: 'pickup', value: [REF, 4_223_371_680] },
    { name: 'more of a pickup', member: 'pickup', value: [REF, 1, 0] },
    { name: 'no lines', member: 'lines', value: [] },
    { name: '501 lines', member: 'lines', value: Array<Cbor>(501).fill(line) },
    { name: 'a line without options', member: 'lines', value: [[REF, 1, 100]] },
    { name: 'more of a line', member: 'lines', value: [[REF, 1, 100, [], 0]] },
    { name: 'none of a line', member: 'lines', value: [[REF, 0, 100, []]] },
    { name: 'too many of a line', member: 'lines', value: [[REF, 1e6 + 1, 100, []]] },
    { name: 'a line\u2019s total below zero', member: 'lines', value: [[REF, 1, -100, []]] },
    { name: '33 options', member: 'lines', value: [[REF, 1, 100, Array<Cbor>(33).fill(REF)]] },
    { name: 'an option by its name', member: 'lines', value: [[REF, 1, 100, ['own']]] },
    { name: 'lines in a map', member: 'lines', value: new Map([[0, line]]) },
    { name: 'null for what was chosen', member: 'chosen', value: null },
    { name: 'a choice without an amount', member: 'chosen', value: [REF, 1] },
    { name: 'a choice that costs less than nothing', member: 'chosen', value: [REF, 1, -1] },
  ];
  for (const { name, member, value } of members) {
    it(`is refused: ${name}`, () => {
      expect(parseReceiptPayload(withMember(member, value))).to.equal(undefined);
    });
  }

  const claims: readonly { readonly name: string; readonly change: (labels: Labels) => void }[] = [
    { name: 'a subject', change: (labels) => labels.set(2, 'Ada') },
    { name: 'a claim by a text', change: (labels) => labels.set('iss', 'x') },
    { name: 'a claim by a text that looks like a label', change: (labels) => labels.set('6', 1) },
    { name: 'a claim called __proto__', change: (labels) => labels.set('__proto__', new Map()) },
    { name: 'no shop', change: (labels) => labels.delete(1) },
    { name: 'an empty shop', change: (labels) => labels.set(1, '') },
    { name: 'a shop of 129 characters', change: (labels) => labels.set(1, 'x'.repeat(129)) },
    { name: 'no time', change: (labels) => labels.delete(6) },
    { name: 'a negative time', change: (labels) => labels.set(6, -1) },
    { name: 'a time as text', change: (labels) => labels.set(6, '2026-06-06') },
    { name: 'null for the time it expires', change: (labels) => labels.set(4, null) },
    { name: 'no id', change: (labels) => labels.delete(7) },
    { name: 'an id of 17 bytes', change: (labels) => labels.set(7, new Uint8Array(17)) },
    { name: 'an id as text', change: (labels) => labels.set(7, FACTS.intent) },
    { name: 'no content', change: (labels) => labels.delete(CONTENT) },
    { name: 'content in a map', change: (labels) => labels.set(CONTENT, new Map()) },
    { name: 'an empty key', change: (labels) => labels.set(8, new Map()) },
    { name: 'null for a key', change: (labels) => labels.set(8, null) },
    { name: 'the class of a certificate', change: (labels) => labels.set(DEVICE_CLASS, 0) },
  ];
  for (const { name, change } of claims) {
    it(`is refused: ${name}`, () => {
      expect(parseReceiptPayload(withClaims(change))).to.equal(undefined);
    });
  }

  it('is refused, or is written again as it was read, whatever is done to it', async () => {
    const random = createRandom(3);
    const payloads = (await readReceiptVectors()).claims.map(({ hex }) => fromHex(hex));
    let read = 0;
    for (let i = 0; i < 1_500; i++) {
      const payload = random.pick(payloads);
      const at = random.below(payload.length);
      const spoilt = payload.map((byte, n) => (n === at ? random.below(256) : byte));
      const claims = parseReceiptPayload(spoilt);
      if (!claims) continue;
      read += 1;
      expect(toHex(toReceiptPayload(claims))).to.equal(toHex(spoilt));
    }
    expect(read).to.be.within(50, 1_450);
  });
});

describe('a device\u2019s certificate', () => {
  it('is written byte for byte as in the golden vectors, and read back', async () => {
    const { certificates } = await readReceiptVectors();
    expect(certificates.map(({ claims }) => claims.class)).to.have.members(['shopper', 'stall', 'owner']);
    for (const { name, claims, hex } of certificates) {
      expect(toHex(toCertificatePayload(claims)), name).to.equal(hex);
      expect(parseCertificatePayload(fromHex(hex)), name).to.deep.equal(claims);
    }
  });

  it('is no receipt, nor a receipt a certificate', async () => {
    const { claims, certificates } = await readReceiptVectors();
    for (const { hex } of claims) expect(parseCertificatePayload(fromHex(hex))).to.equal(undefined);
    for (const { hex } of certificates) expect(parseReceiptPayload(fromHex(hex))).to.equal(undefined);
  });

  const spoilt: readonly { readonly name: string; readonly change: (labels: Labels) => void }[] = [
    { name: 'a fourth class', change: (labels) => labels.set(DEVICE_CLASS, 3) },
    { name: 'no class', change: (labels) => labels.delete(DEVICE_CLASS) },
    { name: 'no end', change: (labels) => labels.delete(4) },
    { name: 'no key', change: (labels) => labels.delete(8) },
    { name: 'no shop', change: (labels) => labels.delete(1) },
    { name: 'a claim that is not known', change: (labels) => labels.set(5, 1) },
    { name: 'a key that is none', change: (labels) => labels.set(8, new Map([[1, new Map([[1, 2]])]])) },
    { name: 'a second key', change: (labels) => labels.set(8, new Map([...toKey(labels), [2, null]])) },
    { name: 'a key of another kind', change: (labels) => changeKey(labels, 1, 1) },
    { name: 'a key of another curve', change: (labels) => changeKey(labels, -1, 2) },
    { name: 'a key whose y is whole', change: (labels) => changeKey(labels, -3, new Uint8Array(32)) },
    { name: 'a key with its algorithm', change: (labels) => changeKey(labels, 3, -7) },
  ];
  for (const { name, change } of spoilt) {
    it(`is refused: ${name}`, async () => {
      const [first] = (await readReceiptVectors()).certificates;
      expect(parseCertificatePayload(changed(fromHex(first?.hex ?? ''), change))).to.equal(undefined);
    });
  }
});

function toKey(labels: Labels): ReadonlyMap<number | string, Cbor> {
  const confirmation = labels.get(8);
  if (!isMap(confirmation)) throw new Error('a certificate has a key');
  return confirmation;
}

function changeKey(labels: Labels, member: number, value: Cbor): void {
  const key = toKey(labels).get(1);
  if (isMap(key)) labels.set(8, new Map([[1, new Map([...key, [member, value]])]]));
}
