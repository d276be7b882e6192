import { expect } from '@open-wc/testing';

import { findShortLines } from '../../../src/core/cart/short-lines.js';

const line = (id: string, variant: string, quantity: number) => ({ id, variant, quantity });
const MILK = line('a', 'milk', 2);
const RYE = line('b', 'rye', 1);

describe('what a place may have run out of', () => {
  const rows = [
    { name: 'nothing where nothing is counted', lines: [MILK], left: undefined, short: [] },
    { name: 'nothing of what isn’t counted there', lines: [MILK], left: { rye: 0 }, short: [] },
    { name: 'what is gone', lines: [MILK, RYE], left: { milk: 0, rye: 9 }, short: ['a'] },
    { name: 'what is too little', lines: [MILK], left: { milk: 1 }, short: ['a'] },
    { name: 'nothing where it just suffices', lines: [MILK], left: { milk: 2 }, short: [] },
    {
      name: 'each line of a variant that is too little for all of them together',
      lines: [MILK, line('c', 'milk', 1), RYE],
      left: { milk: 2, rye: 1 },
      short: ['a', 'c'],
    },
    { name: 'nothing of an empty basket', lines: [], left: { milk: 0 }, short: [] },
  ];
  for (const { name, lines, left, short } of rows) {
    it(`is ${name}`, () => {
      expect(findShortLines(lines, left).map(({ id }) => id)).to.deep.equal(short);
    });
  }
});
