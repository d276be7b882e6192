import { expect } from '@open-wc/testing';

import { countDecayed, scoreByFormula } from '../../../src/core/recommend/formula.js';
import type { PastOrder } from '../../../src/core/recommend/past-orders.js';
import { rankItems } from '../../../src/core/recommend/rank-items.js';
import { toStatistics } from '../../../src/core/recommend/shop-statistics.js';

const orders = (...baskets: readonly string[][]): readonly PastOrder[] =>
  baskets.map((items) => ({ day: null, items }));

const EQUAL = toStatistics([
  { item: 'oats', popularity: 0.5 },
  { item: 'rye', popularity: 0.5 },
  { item: 'plums', popularity: 0.5 },
]);

describe('what a shopper bought, by the formula', () => {
  it('counts an order 0.95 of the one after it', () => {
    const counts = countDecayed(orders(['oats'], ['rye'], ['oats']), 0.95);
    expect([...counts]).to.deep.equal([
      ['oats', 0.95 ** 2 + 1],
      ['rye', 0.95],
    ]);
  });

  it('weighs popularity with the power of 0.2', () => {
    const statistics = toStatistics([
      { item: 'oats', popularity: 0.4 },
      { item: 'rye', popularity: 0.1 },
    ]);
    const given = { history: orders(['oats', 'rye']), day: null, statistics };
    const [oats, rye] = scoreByFormula(given, ['oats', 'rye']);
    expect(oats).to.equal(1);
    expect(rye).to.equal(Math.fround(0.25 ** 0.2));
  });

  it('gives nothing to what was never bought', () => {
    const given = { history: orders(['oats']), day: null, statistics: EQUAL };
    expect([...scoreByFormula(given, ['plums'])]).to.deep.equal([0]);
  });
});

describe('the order of what is suggested', () => {
  const rank = (history: readonly PastOrder[], limit: number, leaveOut?: (item: string) => boolean) =>
    rankItems({ history, day: null, statistics: EQUAL }, scoreByFormula, {
      limit,
      ...(leaveOut ? { leaveOut } : {}),
    });

  it('puts what was bought more often and later first', () => {
    expect(rank(orders(['rye'], ['oats'], ['oats', 'plums']), 3)).to.deep.equal(['oats', 'plums', 'rye']);
  });

  it('keeps equal items as they were bought first', () => {
    expect(rank(orders(['plums', 'oats', 'rye']), 3)).to.deep.equal(['plums', 'oats', 'rye']);
  });

  it('fills empty places with what is new, and takes none of a repeat’s', () => {
    expect(rank(orders(['rye']), 3)).to.deep.equal(['rye', 'oats', 'plums']);
    expect(rank(orders(['rye'], ['plums']), 1)).to.deep.equal(['plums']);
  });

  it('leaves out what is not to be suggested, bought or new', () => {
    const leaveOut = (item: string) => item !== 'plums';
    expect(rank(orders(['rye'], ['oats']), 3, leaveOut)).to.deep.equal(['plums']);
  });

  it('suggests the most popular to whoever bought nothing', () => {
    expect(rank([], 2)).to.deep.equal(['oats', 'plums']);
  });
});
