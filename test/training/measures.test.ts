import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Example } from '../../src/training/examples.js';
import { measure, toInterval } from '../../src/training/measures.js';

function example(bought: readonly number[], { fresh = [] as readonly boolean[], wanted = 0 } = {}): Example {
  return {
    shopper: 'a',
    weight: 1,
    rows: bought.length,
    features: new Float32Array(),
    bought: Uint8Array.from(bought),
    freshBought: fresh,
    wanted: wanted || bought.reduce((sum, one) => sum + one, 0),
  };
}

const scores = (...values: number[]) => Float32Array.from(values);

describe('a list of ten', () => {
  it('is measured by what the order had, in the list or not', () => {
    const { recall, hit } = measure(example([0, 1, 0], { wanted: 4 }), scores(1, 3, 2));
    assert.equal(recall, 0.25);
    assert.equal(hit, 1);
  });

  it('ends after ten', () => {
    const eleven = example([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    assert.deepEqual(measure(eleven, new Float32Array(11)), { recall: 0, ndcg: 0, hit: 0 });
    assert.equal(measure(eleven, scores(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)).recall, 1);
  });

  it('is worth more the higher what was bought stands', () => {
    const ndcg = (...values: number[]) => measure(example([1, 0, 0, 1]), scores(...values)).ndcg;
    assert.equal(ndcg(4, 1, 2, 3), 1);
    assert.ok(ndcg(4, 3, 2, 1) < 1);
    assert.ok(ndcg(4, 3, 2, 1) > ndcg(1, 4, 3, 2));
    assert.ok(Math.abs(ndcg(4, 3, 2, 1) - (1 + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3))) < 1e-12);
  });

  it('has new items in the places that are left', () => {
    const { recall, hit } = measure(example([0, 0], { fresh: [true], wanted: 2 }), scores(1, 2));
    assert.equal(recall, 0.5);
    assert.equal(hit, 0);
  });

  it('keeps the order of the formula where scores are equal', () => {
    assert.equal(measure(example([1, 0]), scores(5, 5)).hit, 1);
    assert.equal(measure(example([0, 1]), scores(5, 5)).hit, 0);
  });
});

describe('how sure a difference is', () => {
  const shoppers = Array.from({ length: 100 }, (_, at) => `shopper-${at}`);

  it('leaves 0 out where nearly everybody gains', () => {
    const { mean, from, to } = toInterval(
      shoppers.map((_, at) => (at % 10 ? 0.1 : -0.1)),
      shoppers,
      1,
    );
    assert.ok(Math.abs(mean - 0.08) < 1e-12);
    assert.ok(from > 0.05 && from < mean && to > mean && to < 0.11, `${from} to ${to}`);
  });

  it('is as wide as theory has it', () => {
    const { from, to } = toInterval(
      shoppers.map((_, at) => (at % 2 ? 1 : -1)),
      shoppers,
      1,
    );
    assert.ok(Math.abs(to - from - 2 * 1.96 * 0.1) < 0.05, `${from} to ${to}`);
  });

  it('takes orders of one shopper for one', () => {
    const differences = shoppers.flatMap((_, at) => Array.from({ length: 9 }, () => (at % 2 ? 1 : -1)));
    const repeated = shoppers.flatMap((shopper) => Array.from({ length: 9 }, () => shopper));
    const { from, to } = toInterval(differences, repeated, 1);
    assert.ok(to - from > 0.3, `${from} to ${to}`);
  });

  it('is nothing where nothing differs', () => {
    assert.deepEqual(
      toInterval(
        shoppers.map(() => 0),
        shoppers,
        1,
      ),
      { mean: 0, from: 0, to: 0 },
    );
  });
});
