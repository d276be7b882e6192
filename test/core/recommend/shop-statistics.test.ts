import { expect } from '@open-wc/testing';

import { countShares, toStatistics } from '../../../src/core/recommend/shop-statistics.js';

describe('a shop’s statistics', () => {
  it('measures popularity against the most popular', () => {
    const { popularity } = toStatistics([
      { item: 'oats', popularity: 0.4 },
      { item: 'rye', popularity: 0.1 },
    ]);
    expect([popularity('oats'), popularity('rye')]).to.deep.equal([1, 0.25]);
  });

  it('takes what nobody is known to buy for half as popular as the least popular', () => {
    const { popularity } = toStatistics([
      { item: 'oats', popularity: 0.4 },
      { item: 'rye', popularity: 0.1 },
      { item: 'plums', popularity: 0 },
    ]);
    expect([popularity('plums'), popularity('elsewhere')]).to.deep.equal([0.125, 0.125]);
  });

  it('lists the most popular first, equal ones by name, and what is new last, as it comes', () => {
    const { byPopularity } = toStatistics([
      { item: 'new-b' },
      { item: 'rye', popularity: 0.1 },
      { item: 'new-a' },
      { item: 'barley', popularity: 0.1 },
      { item: 'oats', popularity: 0.4 },
    ]);
    expect(byPopularity).to.deep.equal(['oats', 'barley', 'rye', 'new-b', 'new-a']);
  });

  it('suggests nothing new where a shop publishes no shares, and finds all equally popular', () => {
    const { byPopularity, popularity } = toStatistics([{ item: 'oats' }, { item: 'rye' }]);
    expect(byPopularity).to.deep.equal([]);
    expect([popularity('oats'), popularity('rye')]).to.deep.equal([1, 1]);
  });

  it('counts shares of orders, and of buyers who buy again with three usual ones among them', () => {
    const order = (...items: string[]) => ({ day: null, items });
    const shares = countShares([[order('oats', 'rye'), order('oats')], [order('oats')]]);
    expect(shares).to.deep.equal([
      { item: 'oats', popularity: 1, rebuy: 2 / 5 },
      { item: 'rye', popularity: 0.5, rebuy: 1 / 4 },
    ]);
  });

  it('stays with the very ratios of its counts, also for what was counted nowhere', () => {
    const order = (...items: string[]) => ({ day: null, items });
    const history = [order('oats'), order('oats'), order('oats', 'rye'), order('oats')];
    const { popularity } = toStatistics(countShares([history]));
    expect(popularity('rye')).to.be.closeTo(2 / 5, 1e-12);
    expect(popularity('elsewhere')).to.be.closeTo(1 / 5, 1e-12);
  });
});
