import { expect } from '@open-wc/testing';

import { parseBase45, toBase45 } from '../../../src/core/receipt/base45.js';
import { toHex } from '../../../src/core/receipt/hex.js';
import { createRandom } from '../../support/seeded-random.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const utf8 = new TextEncoder();

describe('base45', () => {
  /** RFC 9285 §4.3 and §4.4. */
  const examples = [
    { text: 'AB', base45: 'BB8' },
    { text: 'Hello!!', base45: '%69 VD92EX0' },
    { text: 'base-45', base45: 'UJCLQE7W581' },
    { text: 'ietf!', base45: 'QED8WEX0' },
    { text: '', base45: '' },
  ];
  for (const { text, base45 } of examples) {
    it(`writes and reads "${text}" as RFC 9285 does`, () => {
      expect(toBase45(utf8.encode(text))).to.equal(base45);
      expect(parseBase45(base45)).to.deep.equal(utf8.encode(text));
    });
  }

  it('reads the largest bytes', () => {
    expect(toBase45(Uint8Array.of(255, 255, 255))).to.equal('FGWU5');
    expect(parseBase45('FGWU5')).to.deep.equal(Uint8Array.of(255, 255, 255));
  });

  const refused = [
    { name: 'three characters of RFC 9285 that are more than two bytes', text: 'GGW' },
    { name: 'the largest three characters', text: ':::' },
    { name: 'two characters that are more than one byte', text: 'V5' },
    { name: 'the largest two characters', text: '::' },
    { name: 'too much in the middle', text: 'BB8GGWBB8' },
    { name: 'one character', text: '0' },
    { name: 'one character too many', text: 'BB80' },
    { name: 'small letters', text: 'bb8' },
    { name: 'a character that is none of its own', text: 'BB_' },
    { name: 'a letter beyond ASCII', text: 'BÄ8' },
    { name: 'a character of two halves', text: '\ud83e\udd550' },
    { name: 'a line feed', text: 'BB8\n0' },
  ];
  for (const { name, text } of refused) {
    it(`refuses ${name}`, () => {
      expect(parseBase45(text)).to.equal(undefined);
    });
  }

  it('has one text for each run of bytes', () => {
    const random = createRandom(45);
    for (let i = 0; i < 5_000; i++) {
      const text = Array.from({ length: random.below(9) }, () => random.pick([...ALPHABET])).join('');
      const bytes = parseBase45(text);
      if (bytes) expect(toBase45(bytes)).to.equal(text);
      const drawn = Uint8Array.from({ length: random.below(9) }, () => random.below(256));
      expect(toHex(parseBase45(toBase45(drawn)) ?? utf8.encode('refused'))).to.equal(toHex(drawn));
    }
  });
});
