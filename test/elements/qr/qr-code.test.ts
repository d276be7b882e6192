import { expect } from '@open-wc/testing';

import { toBase45 } from '../../../src/core/receipt/base45.js';
import { toQrCode } from '../../../src/elements/qr/qr-code.js';
import { readReceiptVectors } from '../../support/receipt-vectors.js';

const PREFIX = 'PN1:';
/** The dark and light modules of a corner that readers look for. */
const CORNER = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];

/** Any bytes at all: what a code needs for them follows from how many they are. */
const receiptOf = (bytes: number) =>
  PREFIX + toBase45(Uint8Array.from({ length: bytes }, (_, i) => (i * 151 + 7) % 256));
const bytesOf = (token: string) => Math.floor(((token.length - PREFIX.length) * 2) / 3);

describe('a QR code', () => {
  for (const { bytes, version } of [
    { bytes: 300, version: 13 },
    { bytes: 350, version: 15 },
    { bytes: 460, version: 17 },
  ]) {
    it(`holds a receipt of ${bytes} bytes in version ${version}`, () => {
      expect(toQrCode(receiptOf(bytes))?.version).to.equal(version);
    });

    it(`holds each golden receipt of at most ${bytes} bytes in version ${version} or a smaller one`, async () => {
      const tokens = (await readReceiptVectors()).receipts.map(({ token }) => token);
      const small = tokens.filter((token) => token.startsWith(PREFIX) && bytesOf(token) <= bytes);
      expect(small.length).to.be.greaterThan(10);
      for (const token of small) expect(toQrCode(token)?.version, token).to.be.at.most(version);
    });
  }

  it('has its corners where readers look for them', () => {
    const code = toQrCode('oats');
    const rows = CORNER.map((_, row) =>
      Array.from({ length: 7 }, (_, column) => (code?.isDark(column, row) ? '#' : '.')).join(''),
    );
    expect(rows).to.deep.equal(CORNER);
    expect(code?.size).to.equal(21);
    expect(code?.isDark(-1, 0)).to.equal(false);
  });

  it('is none for what no code can hold', () => {
    expect(toQrCode('A'.repeat(3_392))).to.equal(undefined);
    expect(toQrCode('A'.repeat(3_391))?.version).to.equal(40);
  });
});
