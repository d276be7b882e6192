import { expect } from '@open-wc/testing';

import { FEATURES } from '../../../src/core/recommend/features.js';
import { scoreByFormula } from '../../../src/core/recommend/formula.js';
import { createModelRanker } from '../../../src/core/recommend/model-ranker.js';
import { ROWS, type Network } from '../../../src/core/recommend/network.js';
import { listBought, type RankCase } from '../../../src/core/recommend/past-orders.js';
import { rankItems } from '../../../src/core/recommend/rank-items.js';
import { toStatistics } from '../../../src/core/recommend/shop-statistics.js';

const statistics = toStatistics([]);

/** The last items were bought most often, so that the formula puts them first. */
function boughtTimes(items: number): RankCase {
  const history = Array.from({ length: items }, (_, at) => ({
    day: at,
    items: Array.from({ length: at + 1 }, (_, back) => `item-${items - 1 - back}`),
  }));
  return { history, day: items, statistics };
}

/** The formula's score, turned round. */
const contrary: Network = {
  run: (features) => Float32Array.from({ length: ROWS }, (_, row) => -(features[row * FEATURES] ?? 0)),
};
const answering = (scores: Float32Array | undefined): Network => ({ run: () => scores });

const never = () => {
  throw new Error('the network was not of use');
};

describe('ranking with a model', () => {
  it('goes by what the network makes of each candidate', () => {
    const ranked = rankItems(boughtTimes(5), createModelRanker(contrary, never), { limit: 5 });
    expect(ranked).to.deep.equal(['item-0', 'item-1', 'item-2', 'item-3', 'item-4']);
  });

  it('scores candidates in the order in which it was given them', () => {
    const given = boughtTimes(4);
    const rank = createModelRanker(contrary, never);
    const forwards = ['item-0', 'item-1', 'item-2', 'item-3'];
    expect([...Array.from(rank(given, forwards))]).to.deep.equal(
      [...Array.from(rank(given, [...forwards].reverse()))].reverse(),
    );
  });

  it('lets those that have no row follow all others, as the formula has them', () => {
    const given = boughtTimes(ROWS + 3);
    const ranked = rankItems(given, createModelRanker(contrary, never), { limit: ROWS + 3 });
    expect(ranked[0]).to.equal('item-3');
    expect(ranked[ROWS - 1]).to.equal(`item-${ROWS + 2}`);
    expect(ranked.slice(ROWS)).to.deep.equal(['item-2', 'item-1', 'item-0']);
  });

  it('has nothing to say of nobody', () => {
    const rank = createModelRanker(contrary, never);
    expect(Array.from(rank({ history: [], day: 1, statistics }, []))).to.deep.equal([]);
  });

  const failures: readonly (readonly [string, Network])[] = [
    ['does not run', answering(undefined)],
    ['answers too little', answering(new Float32Array(2))],
    ['answers what is no number', answering(new Float32Array(ROWS).fill(NaN))],
    [
      'answers without end for one',
      answering(Float32Array.from({ length: ROWS }, (_, at) => (at === 2 ? Infinity : 1))),
    ],
  ];
  for (const [name, network] of failures) {
    it(`goes by the formula where the network ${name}, and says so`, () => {
      const given = boughtTimes(5);
      const bought = listBought(given.history);
      let failed = 0;
      const scores = createModelRanker(network, () => (failed += 1))(given, bought);
      expect([...Array.from(scores)]).to.deep.equal([...scoreByFormula(given, bought)]);
      expect(failed).to.equal(1);
    });
  }

  it('does not mind what a network answers for rows that are empty', () => {
    const scores = Float32Array.from({ length: ROWS }, (_, at) => (at < 5 ? -at : NaN));
    const ranked = rankItems(boughtTimes(5), createModelRanker(answering(scores), never), { limit: 5 });
    expect(ranked[0]).to.equal('item-4');
  });
});
