import { expect } from '@open-wc/testing';
import * as v from 'valibot';

import { RecommendRequestSchema, toSentHistory } from '../../../src/core/protocol/recommend.js';

const order = (day: number, count: number) => ({
  day,
  items: Array.from({ length: count }, (_, at) => `food-${at}`),
});
const isTaken = (history: ReturnType<typeof toSentHistory>) =>
  v.safeParse(RecommendRequestSchema, { shop: 'millrace', history, day: 1, leaveOut: [], limit: 10 }).success;

describe('the history that is sent', () => {
  it('is all of it, oldest first, where it may be', () => {
    expect(toSentHistory([order(1, 2), order(2, 1)])).to.deep.equal([
      [1, ['food-0', 'food-1']],
      [2, ['food-0']],
    ]);
  });

  for (const [what, history, first] of [
    ['too many orders', Array.from({ length: 2_001 }, (_, at) => order(at, 1)), 1],
    ['too many products in all', Array.from({ length: 41 }, (_, at) => order(at, 500)), 1],
    ['too many products in an order', [order(0, 501)], 0],
  ] as const)
    it(`is taken where there are ${what}: the oldest stay at home`, () => {
      const sent = toSentHistory(history);
      expect(sent[0]?.[0]).to.equal(first);
      expect(isTaken(sent)).to.equal(true);
    });
});
