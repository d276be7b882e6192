import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Shopper } from '../../src/training/shopper.js';
import { withShares } from '../../src/training/shares.js';
import { catalogInput, EGGS, HONEY, OATS, RYE } from '../support/catalog-input.js';

const shopper = (id: string, ...orders: string[][]): Shopper => ({
  id,
  orders: orders.map((items) => ({ day: null, items })),
});
/** Five orders: oats of 500 g in three, of one shopper twice; honey in one. */
const SHOPPERS = [
  shopper('1', ['oats-500'], ['oats-500', 'honey-340'], []),
  shopper('2', ['oats-500'], ['oats-1000']),
];

type Shares = Record<string, { popularity?: number; rebuy?: number }>;

function sharesOf(source: unknown): Shares {
  const { products } = source as {
    products: { variants: { id: string; popularity?: number; rebuy?: number }[] }[];
  };
  const variants = products.flatMap((product) => product.variants);
  return Object.fromEntries(
    variants.map(({ id, ...rest }) => [
      id,
      Object.fromEntries(Object.entries(rest).filter(([name]) => ['popularity', 'rebuy'].includes(name))),
    ]),
  );
}

describe('the shares of a catalog', () => {
  it('are of all orders and of a variant’s own buyers, in three digits', () => {
    const { source, counted, unsold } = withShares(catalogInput({ products: [OATS, HONEY, EGGS] }), SHOPPERS);
    assert.deepEqual(sharesOf(source), {
      'oats-500': { popularity: 0.667, rebuy: 0.35 },
      'oats-1000': { popularity: 0.333, rebuy: 0.188 },
      'honey-340': { popularity: 0.333, rebuy: 0.188 },
      'eggs-1': {},
    });
    assert.deepEqual([counted, unsold], [3, 1]);
  });

  it('change nothing else, what this version does not know included, and no order of fields', () => {
    const loaf = { id: 'rye-800', popularity: 0.9, colour: 'dark', price: 380 };
    const input = catalogInput({
      later: { than: ['this'] },
      products: [{ ...RYE, shelf: 3, variants: [loaf] }],
    });
    const before: unknown = JSON.parse(
      JSON.stringify(input).replace('"colour"', '"__proto__":{"odd":1},"colour"'),
    );
    const { source } = withShares(before, [shopper('1', ['rye-800'], ['rye-800'])]);
    const after = JSON.stringify(source);
    assert.equal(
      after,
      JSON.stringify(before)
        .replace('"popularity":0.9', '"popularity":1')
        .replace('"price":380', '"price":380,"rebuy":1'),
    );
  });

  it('are taken from what nobody bought', () => {
    const loaf = { id: 'rye-800', price: 380, popularity: 0.9, rebuy: 0.5 };
    const { source } = withShares(catalogInput({ products: [{ ...RYE, variants: [loaf] }] }), SHOPPERS);
    assert.deepEqual(sharesOf(source), { 'rye-800': {} });
  });

  for (const source of [
    undefined,
    null,
    'catalog',
    [],
    {},
    { products: {} },
    { products: [null, { variants: 1 }, { variants: ['x', { id: 4 }] }] },
  ]) {
    it(`leave alone what is no catalog: ${JSON.stringify(source)}`, () => {
      assert.deepEqual(withShares(source, SHOPPERS).source, source);
    });
  }
});
