import { expect } from '@open-wc/testing';

import type { PublishedKey } from '../../src/core/ports.js';
import { parseBase45, toBase45 } from '../../src/core/receipt/base45.js';
import type { Issuer } from '../../src/core/receipt/read-receipt.js';
import { readReceipt } from '../../src/crypto/read-receipt.js';
import { readReceiptVectors, SHOP } from '../support/receipt-vectors.js';
import { createRandom } from '../support/seeded-random.js';
import { readVectors } from '../support/vectors.js';

const PREFIX = 'PN1:';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const REFUSALS = ['unreadable', 'forged', 'unknown-key', 'other-shop'];
const KINDS = ['confirmed', 'attested', 'unattested'] as const;
const BITS = [0, 1, 2, 3, 4, 5, 6, 7];

async function readIssuer(): Promise<Issuer> {
  const { endpoint } = await readVectors('keys');
  return { shop: SHOP, keys: endpoint.keys.map(({ d: _d, ...published }): PublishedKey => published) };
}

/** The first golden receipt of its kind. */
async function golden(kind: (typeof KINDS)[number]) {
  const found = (await readReceiptVectors()).receipts.find(({ read }) => read.kind === kind);
  if (!found) throw new Error(`no golden receipt is ${kind}`);
  const { token, now } = found;
  return { token, now, bytes: parseBase45(token.slice(PREFIX.length)) ?? new Uint8Array() };
}

describe('a receipt that somebody shows', () => {
  it('is taken for what it is, for every golden one', async () => {
    const issuer = await readIssuer();
    const { receipts } = await readReceiptVectors();
    expect(receipts.length).to.be.greaterThan(60);
    for (const { name, token, now, read } of receipts) {
      expect(await readReceipt(token, issuer, now), name).to.deep.equal(read);
    }
  });

  it('has a golden vector for each thing that can be said of it', async () => {
    const said = new Set((await readReceiptVectors()).receipts.map(({ read }) => read.kind));
    expect([...said]).to.have.members([...KINDS, 'expired', 'uncertified', ...REFUSALS]);
  });

  for (const kind of KINDS) {
    for (const bit of BITS) {
      it(`is refused with bit ${bit} of any one byte flipped, if it was ${kind}`, async () => {
        const { bytes, now } = await golden(kind);
        const issuer = await readIssuer();
        const reads = Array.from(bytes.keys(), async (at) => {
          const flipped = bytes.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
          const read = await readReceipt(PREFIX + toBase45(flipped), issuer, now);
          expect(REFUSALS, `byte ${at}`).to.include(read.kind);
        });
        expect(await Promise.all(reads)).to.have.length(bytes.length);
      });
    }

    it(`is refused with any one character another, if it was ${kind}`, async () => {
      const { token, now } = await golden(kind);
      const issuer = await readIssuer();
      const random = createRandom(token.length);
      const reads = Array.from(token, async (was, at) => {
        const other = random.pick([...ALPHABET].filter((character) => character !== was));
        const read = await readReceipt(token.slice(0, at) + other + token.slice(at + 1), issuer, now);
        expect(REFUSALS, `character ${at}`).to.include(read.kind);
      });
      expect(await Promise.all(reads)).to.have.length(token.length);
    });

    it(`is refused cut short anywhere, if it was ${kind}`, async () => {
      const { bytes, now } = await golden(kind);
      const issuer = await readIssuer();
      for (const length of bytes.keys()) {
        const token = PREFIX + toBase45(bytes.slice(0, length));
        expect(await readReceipt(token, issuer, now)).to.deep.equal({ kind: 'unreadable' });
      }
    });
  }

  it('is read by a second shop that has the first one\u2019s keys', async () => {
    const [{ token, now }, theirs] = await Promise.all([golden('confirmed'), readIssuer()]);
    const own = { shop: 'millrace', keys: [] };
    const read = await readReceipt(token, own, now);
    expect(read).to.deep.equal({ kind: 'other-shop', shop: SHOP });
    expect((await readReceipt(token, theirs, now)).kind).to.equal('confirmed');
  });

  it('is not another shop\u2019s where one endpoint signs for both', async () => {
    const [{ token, now }, { keys }] = await Promise.all([golden('confirmed'), readIssuer()]);
    const read = await readReceipt(token, { shop: 'millrace', keys }, now);
    expect(read).to.deep.equal({ kind: 'other-shop', shop: SHOP });
  });

  it('needs no keys where nobody vouches for it, and some where the endpoint does', async () => {
    const issuer = { shop: SHOP, keys: [] };
    for (const kind of KINDS) {
      const { token, now } = await golden(kind);
      const expected = kind === 'unattested' ? kind : 'unknown-key';
      expect((await readReceipt(token, issuer, now)).kind).to.equal(expected);
    }
  });

  it('is refused, and breaks nothing, whatever it is', async () => {
    const issuer = await readIssuer();
    const { receipts } = await readReceiptVectors();
    const random = createRandom(7);
    const known = new Set(receipts.map(({ token }) => token));
    for (let i = 0; i < 600; i++) {
      const bytes = parseBase45(random.pick(receipts).token.slice(PREFIX.length)) ?? new Uint8Array();
      const [from, to] = [random.below(bytes.length + 1), random.below(bytes.length + 1)];
      const piece = Array.from({ length: random.below(6) }, () => random.below(256));
      const token =
        PREFIX + toBase45(new Uint8Array([...bytes.slice(0, from), ...piece, ...bytes.slice(to)]));
      if (known.has(token)) continue;
      expect(REFUSALS).to.include((await readReceipt(token, issuer, 0)).kind);
    }
  });

  for (const text of ['', 'PN1', 'PN1:', 'PN2:6BF', 'https://shop.example/', '\ud83e\udd55', 'PN1:::::::']) {
    it(`is no receipt: ${JSON.stringify(text)}`, async () => {
      expect(await readReceipt(text, await readIssuer(), 0)).to.deep.equal({ kind: 'unreadable' });
    });
  }
});
