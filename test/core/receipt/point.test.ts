import { expect } from '@open-wc/testing';

import { parseBase64Url, toBase64Url } from '../../../src/core/protocol/base64url.js';
import { fromHex } from '../../../src/core/receipt/hex.js';
import { compressPoint } from '../../../src/core/receipt/compress-point.js';
import { expandPoint } from '../../../src/core/receipt/point.js';
import { createCrypto } from '../../../src/crypto/web-crypto.js';
import { readVectors } from '../../support/vectors.js';

/** The generator of P-256 (FIPS 186-5), whose y is odd. */
const G = {
  x: '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
  y: '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
  /** The other y: p less this one. */
  even: 'b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a',
};
const PRIME = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff';
const text = (hex: string) => toBase64Url(fromHex(hex));

describe('a point in half its length', () => {
  it('is what it was before, for the generator and its other y', () => {
    const x = fromHex(G.x);
    expect(compressPoint({ x: text(G.x), y: text(G.y) })).to.deep.equal({ x, odd: true });
    expect(expandPoint({ x, odd: true })).to.deep.equal({ x: text(G.x), y: text(G.y) });
    expect(expandPoint({ x, odd: false })).to.deep.equal({ x: text(G.x), y: text(G.even) });
  });

  it('is what it was before, for every new key', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => createCrypto().createDeviceKey()));
    const odd = keys.map(({ jwk: { x, y } }) => {
      const compressed = compressPoint({ x, y });
      expect(compressed && expandPoint(compressed)).to.deep.equal({ x, y });
      return compressed?.odd;
    });
    expect(new Set(odd), 'keys of both kinds').to.have.property('size', 2);
  });

  it('is what it was before, for a y that starts with zeros', () => {
    const short = findShortY();
    expect(parseBase64Url(short.y)?.[0]).to.equal(0);
    expect(compressPoint(short)).to.not.equal(undefined);
  });

  const misplaced = [
    { name: 'no point of the curve has', x: text('00'.repeat(31) + '01') },
    { name: 'is as large as the prime', x: text(PRIME) },
    { name: 'is larger than the prime', x: text('ff'.repeat(32)) },
    { name: 'is too short', x: text(G.x.slice(2)) },
    { name: 'is too long', x: text(`00${G.x}`) },
    { name: 'is empty', x: '' },
  ];
  for (const { name, x } of misplaced) {
    it(`is refused where its x ${name}`, () => {
      const bytes = parseBase64Url(x) ?? new Uint8Array();
      for (const odd of [true, false]) expect(expandPoint({ x: bytes, odd })).to.equal(undefined);
    });
  }

  it('is refused where a coordinate has not its 32 bytes', async () => {
    const { device } = await readVectors('keys');
    expect(compressPoint({ x: device.x, y: `${device.y}=` })).to.equal(undefined);
    expect(compressPoint({ x: device.x, y: '' })).to.equal(undefined);
    expect(compressPoint({ x: device.x, y: `AA${device.y}` })).to.equal(undefined);
    expect(compressPoint({ x: `AA${device.x}`, y: device.y })).to.equal(undefined);
  });
});

function findShortY(): { readonly x: string; readonly y: string } {
  for (let i = 0; i < 5_000; i++) {
    const point = expandPoint({ x: fromHex(i.toString(16).padStart(64, '0')), odd: true });
    if (point && parseBase64Url(point.y)?.[0] === 0) return point;
  }
  throw new Error('one y in 256 starts with a zero');
}
