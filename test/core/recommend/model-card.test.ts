import { expect } from '@open-wc/testing';

import { readModelCard } from '../../../src/core/recommend/model-card.js';

const CARD = {
  src: 'model.tflite',
  sha256: 'a'.repeat(64),
  features: 1,
  golden: [1, 2, 3, 4, 5, 6, 7, 8],
};

describe('the card of a model', () => {
  it('is read', () => {
    expect(readModelCard(CARD)).to.deep.equal(CARD);
  });

  const faults: readonly { name: string; card: unknown; says: string }[] = [
    { name: 'a text', card: 'model.tflite', says: 'Must be an object with src, sha256, features and golden' },
    { name: 'nothing', card: null, says: 'Must be an object with src, sha256, features and golden' },
    { name: 'a list', card: [], says: 'src: Is missing' },
    { name: 'without an address', card: { ...CARD, src: 1 }, says: 'src: Must be an address' },
    {
      name: 'at an address that runs code',
      card: { ...CARD, src: 'javascript:1' },
      says: 'src: An address is relative to the catalog or starts with http: or https:',
    },
    {
      name: 'without a hash',
      card: { ...CARD, sha256: 7 },
      says: 'sha256: Must be the SHA-256 of the file, 64 digits of 0-9 and a-f',
    },
    {
      name: 'with half a hash',
      card: { ...CARD, sha256: 'abc' },
      says: 'sha256: Must be the SHA-256 of the file, 64 digits of 0-9 and a-f',
    },
    {
      name: 'of features of another version',
      card: { ...CARD, features: 2 },
      says: 'features: This version of Punnet runs models of features 1: train it anew',
    },
    {
      name: 'with too few scores',
      card: { ...CARD, golden: [1] },
      says: 'golden: Must be a list of 8 numbers',
    },
    {
      name: 'with a score that is a text',
      card: { ...CARD, golden: ['1', 2, 3, 4, 5, 6, 7, 8] },
      says: 'golden: Must be a list of 8 numbers',
    },
    {
      name: 'with a score beyond all',
      card: { ...CARD, golden: [1e7, 2, 3, 4, 5, 6, 7, 8] },
      says: 'golden: Must be a list of 8 numbers',
    },
  ];
  for (const { name, card, says } of faults)
    it(`is refused in plain words where it is ${name}`, () => {
      expect(readModelCard(card)).to.equal(says);
    });
});
