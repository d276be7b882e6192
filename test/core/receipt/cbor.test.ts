import { expect } from '@open-wc/testing';

import { toCbor, type Cbor } from '../../../src/core/receipt/cbor.js';
import { fromHex, toHex } from '../../../src/core/receipt/hex.js';
import { parseCbor } from '../../../src/core/receipt/parse-cbor.js';
import { createRandom, type SeededRandom } from '../../support/seeded-random.js';

const deep = (levels: number) => `${'81'.repeat(levels)}00`;

/** RFC 8949, appendix A, and the edges of what JavaScript holds exactly. */
const EXAMPLES: readonly { readonly value: Cbor; readonly hex: string }[] = [
  { value: 0, hex: '00' },
  { value: 1, hex: '01' },
  { value: 10, hex: '0a' },
  { value: 23, hex: '17' },
  { value: 24, hex: '1818' },
  { value: 25, hex: '1819' },
  { value: 100, hex: '1864' },
  { value: 255, hex: '18ff' },
  { value: 256, hex: '190100' },
  { value: 1_000, hex: '1903e8' },
  { value: 65_536, hex: '1a00010000' },
  { value: 1_000_000, hex: '1a000f4240' },
  { value: 4_294_967_296, hex: '1b0000000100000000' },
  { value: 1_000_000_000_000, hex: '1b000000e8d4a51000' },
  { value: Number.MAX_SAFE_INTEGER, hex: '1b001fffffffffffff' },
  { value: -1, hex: '20' },
  { value: -10, hex: '29' },
  { value: -100, hex: '3863' },
  { value: -1_000, hex: '3903e7' },
  { value: -65_537, hex: '3a00010000' },
  { value: Number.MIN_SAFE_INTEGER, hex: '3b001ffffffffffffe' },
  { value: false, hex: 'f4' },
  { value: true, hex: 'f5' },
  { value: null, hex: 'f6' },
  { value: new Uint8Array(), hex: '40' },
  { value: fromHex('01020304'), hex: '4401020304' },
  { value: '', hex: '60' },
  { value: 'a', hex: '6161' },
  { value: 'IETF', hex: '6449455446' },
  { value: '"\\', hex: '62225c' },
  { value: '\u00fc', hex: '62c3bc' },
  { value: '\u6c34', hex: '63e6b0b4' },
  { value: '\ud800\udd51', hex: '64f0908591' },
  { value: '\ufeffa', hex: '64efbbbf61' },
  { value: [], hex: '80' },
  { value: [1, [2, 3], [4, 5]], hex: '8301820203820405' },
  {
    value: Array.from({ length: 25 }, (_, i) => i + 1),
    hex: '98190102030405060708090a0b0c0d0e0f101112131415161718181819',
  },
  { value: new Map(), hex: 'a0' },
  {
    value: new Map([
      [1, 2],
      [3, 4],
    ]),
    hex: 'a201020304',
  },
  {
    value: new Map<string, Cbor>([
      ['a', 1],
      ['b', [2, 3]],
    ]),
    hex: 'a26161016162820203',
  },
  { value: ['a', new Map([['b', 'c']])], hex: '826161a161626163' },
  { value: { tag: 18, value: [] }, hex: 'd280' },
  { value: { tag: 998, value: 1 }, hex: 'd903e601' },
];

const REFUSED = [
  { name: 'nothing', hex: '' },
  { name: 'a number spelt longer than it is: one byte', hex: '1817' },
  { name: 'a number spelt longer than it is: two bytes', hex: '1900ff' },
  { name: 'a number spelt longer than it is: four bytes', hex: '1a0000ffff' },
  { name: 'a number spelt longer than it is: eight bytes', hex: '1b00000000ffffffff' },
  { name: 'a negative number spelt longer than it is', hex: '3800' },
  { name: 'a length spelt longer than it is', hex: '580161' },
  { name: 'a number that is not exact', hex: '1b0020000000000000' },
  { name: 'a negative number that is not exact', hex: '3b001fffffffffffff' },
  { name: 'the largest number', hex: '1bffffffffffffffff' },
  { name: 'bytes of no stated length', hex: '5f4101ff' },
  { name: 'a text of no stated length', hex: '7f6161ff' },
  { name: 'a list of no stated length', hex: '9f01ff' },
  { name: 'a map of no stated length', hex: 'bf0102ff' },
  { name: 'a break', hex: 'ff' },
  { name: 'reserved lengths', hex: '1c' },
  { name: 'a half float', hex: 'f93c00' },
  { name: 'a half float that looks like null', hex: 'f90016' },
  { name: 'a float', hex: 'fa47c35000' },
  { name: 'a double', hex: 'fb3ff199999999999a' },
  { name: 'undefined', hex: 'f7' },
  { name: 'another simple value', hex: 'f0' },
  { name: 'null in two bytes', hex: 'f816' },
  { name: 'a simple value in two bytes', hex: 'f8ff' },
  { name: 'a number cut short', hex: '19ff' },
  { name: 'bytes cut short', hex: '4201' },
  { name: 'more bytes than there are in the world', hex: '5b001fffffffffffff' },
  { name: 'a text cut short', hex: '626f' },
  { name: 'a list cut short', hex: '8201' },
  { name: 'a list of four thousand million items', hex: '9affffffff' },
  { name: 'a map cut short', hex: 'a101' },
  { name: 'a map of four thousand million entries', hex: 'baffffffff' },
  { name: 'a tag of nothing', hex: 'd2' },
  { name: 'a byte too many', hex: '0000' },
  { name: 'two items', hex: '8080' },
  { name: 'a text that is no UTF-8', hex: '62c328' },
  { name: 'a text with half a character', hex: '61c3' },
  { name: 'a text with a surrogate', hex: '63eda080' },
  { name: 'a text in more bytes than it needs', hex: '62c080' },
  { name: 'a key twice', hex: 'a201020103' },
  { name: 'keys out of order', hex: 'a203040102' },
  { name: 'a negative key before a positive one', hex: 'a220010102' },
  { name: 'a longer text key before a shorter one', hex: 'a262616101616202' },
  { name: 'a key of bytes', hex: 'a1410100' },
  { name: 'a list as key', hex: 'a18000' },
  { name: 'null as key', hex: 'a1f600' },
  { name: 'nine levels of lists', hex: deep(9) },
  { name: 'nine levels of tags', hex: `${'c1'.repeat(9)}00` },
  { name: 'nine levels of maps', hex: `${'a100'.repeat(9)}00` },
  { name: 'ten thousand levels', hex: deep(10_000) },
];

describe('CBOR', () => {
  for (const { value, hex } of EXAMPLES) {
    it(`writes and reads ${hex}`, () => {
      expect(toHex(toCbor(value))).to.equal(hex);
      expect(parseCbor(fromHex(hex))).to.deep.equal(value);
    });
  }

  it('sorts the keys of a map by their bytes, in whatever order they come', () => {
    const map = new Map<number | string, Cbor>([
      ['z', 1],
      ['aa', 2],
      [-1, 3],
      [100, 4],
      [10, 5],
      [-65_537, 6],
    ]);
    const hex = 'a60a051864042003' + '3a0001000006' + '617a01' + '62616102';
    expect(toHex(toCbor(map))).to.equal(hex);
    expect(parseCbor(fromHex(hex))).to.deep.equal(map);
  });

  it('reads eight levels', () => {
    expect(toHex(toCbor(parseCbor(fromHex(deep(8))) ?? null))).to.equal(deep(8));
  });

  for (const number of [0.5, NaN, Infinity, 2 ** 53, -(2 ** 53)]) {
    it(`never writes ${number} as another number`, () => {
      expect(() => toCbor([number])).to.throw(RangeError);
    });
  }

  for (const { name, hex } of REFUSED) {
    it(`refuses ${name}`, () => {
      expect(parseCbor(fromHex(hex))).to.equal(undefined);
    });
  }
});

describe('CBOR from anywhere', () => {
  it('is refused, or is written again as it was read', () => {
    const random = createRandom(1);
    let read = 0;
    for (let i = 0; i < 20_000; i++) {
      const bytes =
        random.below(3) === 0 ? drawBytes(random, 24) : spoil(toCbor(drawValue(random, 4)), random);
      const value = parseCbor(bytes);
      if (value === undefined) continue;
      read += 1;
      expect(toHex(toCbor(value))).to.equal(toHex(bytes));
    }
    expect(read).to.be.within(1_000, 19_000);
  });

  it('is read back as what it was written from', () => {
    const random = createRandom(2);
    for (let i = 0; i < 3_000; i++) {
      const bytes = toCbor([drawValue(random, 4)]);
      expect(toHex(toCbor(parseCbor(bytes) ?? 'refused'))).to.equal(toHex(bytes));
    }
  });
});

function drawValue(random: SeededRandom, levels: number): Cbor {
  const many = () => Array.from({ length: random.below(5) }, () => drawValue(random, levels - 1));
  switch (random.below(levels > 0 ? 9 : 5)) {
    case 0:
      return random.pick([-1, 1]) * random.below(random.pick([24, 256, 65_536, 2 ** 32]));
    case 1:
      return random.pick(['', 'iss', 'Zoë', '\ud83e\udd55'.repeat(7)]);
    case 2:
      return drawBytes(random, 40);
    case 3:
      return random.pick([true, false, null]);
    case 4:
      return random.below(100);
    case 5:
      return { tag: random.below(1_000), value: drawValue(random, levels - 1) };
    case 6:
      return new Map(many().map((value) => [random.pick([random.below(99), `k${random.below(9)}`]), value]));
    default:
      return many();
  }
}

function drawBytes(random: SeededRandom, most: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: random.below(most) }, () => random.below(256));
}

/** One byte is another, or the end is gone, or there is more of it. */
function spoil(bytes: Uint8Array<ArrayBuffer>, random: SeededRandom): Uint8Array<ArrayBuffer> {
  const at = random.below(bytes.length);
  if (random.below(4) === 0) return bytes.slice(0, at);
  if (random.below(4) === 0) return new Uint8Array([...bytes, random.below(256)]);
  return bytes.map((byte, i) => (i === at ? random.below(256) : byte));
}
