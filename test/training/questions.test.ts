import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FEATURES, FEATURE_NAMES } from '../../src/core/recommend/features.js';
import { createChance } from '../../src/training/chance.js';
import { toExample, type Example } from '../../src/training/examples.js';
import { dealParts, drawQuestions } from '../../src/training/questions.js';
import { countShop } from '../../src/training/shop-counts.js';
import type { Shopper } from '../../src/training/shopper.js';
import { drawRegulars, drawWhims } from '../support/drawn-shoppers.js';

const read = ({ features }: Example, name: string) => features[FEATURE_NAMES.indexOf(name)];

function ask(shopper: Shopper, at: number, how: { undated?: boolean; unshared?: boolean } = {}): Example {
  const counts = countShop([shopper, ...drawWhims(5, 1).map(({ orders }) => ({ id: 'other', orders }))]);
  const example = toExample({ shopper, at, counts, weight: 1, ...how });
  assert.ok(example, 'there is nothing to ask');
  return example;
}

describe('an order as a question', () => {
  const weekly = (...orders: string[][]): Shopper => ({
    id: 'ann',
    orders: orders.map((items, at) => ({ day: at * 7, items })),
  });

  it('tells what was known before it, and what was then bought of that', () => {
    const { rows, bought, wanted, freshBought } = ask(
      weekly(['bread', 'jam'], ['bread'], ['jam', 'plums']),
      2,
    );
    assert.deepEqual([rows, [...bought], wanted], [2, [0, 1], 2]);
    assert.equal(freshBought.length, 8);
  });

  it('tells the same whatever came later', () => {
    const early = ask(weekly(['bread', 'jam'], ['bread']), 1);
    const later = ask(weekly(['bread', 'jam'], ['bread'], ['jam'], ['jam'], ['jam']), 1);
    assert.deepEqual([...later.features], [...early.features]);
  });

  it('can be asked as if nobody knew days or shares', () => {
    const shopper = weekly(['bread', 'jam'], ['bread'], ['jam']);
    const told = (how: object) =>
      ['dated', 'rebuy-known', 'popularity'].map((name) => read(ask(shopper, 2, how), name));
    assert.deepEqual(told({ undated: true, unshared: true }), [0, 0, 0]);
    assert.notDeepEqual(told({}), [0, 0, 0]);
  });

  it('is not asked of a first order, nor of an empty one', () => {
    const shopper = weekly(['bread'], []);
    const counts = countShop([shopper]);
    for (const at of [0, 1]) assert.equal(toExample({ shopper, at, counts, weight: 1 }), undefined);
  });
});

describe('the questions of a shop', () => {
  const shoppers = drawRegulars(12, 1, 30);
  const { learnt, judged } = drawQuestions(shoppers, createChance(1));

  it('are judged by the last orders of each shopper, as they were', () => {
    const own = judged.filter(({ shopper }) => shopper === '3');
    const counts = countShop(shoppers);
    const shopper = shoppers.find(({ id }) => id === '3');
    assert.ok(shopper && own.length === 20);
    assert.deepEqual(own.at(-1), toExample({ shopper, at: 29, counts, weight: 1 }));
  });

  it('are learnt from with an equal say for a shopper’s every order, and less than all their say for regulars', () => {
    const say = (id: string) => learnt.filter(({ shopper }) => shopper === id).map(({ weight }) => weight);
    assert.equal(new Set(say('3')).size, 1);
    assert.ok(Math.abs((say('3')[0] ?? 0) - 1 / Math.sqrt(29)) < 1e-12);
  });

  it('are learnt from with and without days', () => {
    assert.equal(new Set(learnt.map((example) => read(example, 'dated'))).size, 2);
    assert.ok(judged.every((example) => read(example, 'dated') === 1));
  });

  it('teach nothing where nothing was bought again', () => {
    assert.ok(learnt.every(({ bought }) => bought.includes(1)));
  });

  it('have as many numbers as there are candidates', () => {
    for (const { rows, features, bought } of [...learnt, ...judged])
      assert.deepEqual([features.length, bought.length], [rows * FEATURES, rows]);
  });

  it('are dealt so that no network has met those by whom it is judged, and everybody judges once', () => {
    const parts = dealParts({ learnt, judged }, shoppers, 5);
    for (const part of parts) {
      const met = new Set(part.learnt.map(({ shopper }) => shopper));
      const judges = new Set(part.judged.map(({ shopper }) => shopper));
      assert.ok([...judges].every((shopper) => !met.has(shopper)));
      assert.equal(met.size + judges.size, shoppers.length);
    }
    assert.deepEqual(new Set(parts.flatMap((part) => part.judged)), new Set(judged));
    assert.equal(parts.flatMap((part) => part.judged).length, judged.length);
  });
});
