import { expect } from '@open-wc/testing';

import { parseCatalog } from '../../../src/core/catalog/parse-catalog.js';
import { putFirst, rankBought } from '../../../src/core/recommend/own-order.js';
import type { OrderToCount } from '../../../src/core/recommend/purchase.js';
import { CATALOG } from '../../support/fixtures.js';
import {
  createRankCases,
  expectedOf,
  productsWithShares,
  TODAY,
  type RankCaseOfShopper,
} from '../../support/rank-cases.js';

const DAY_MS = 86_400_000;
const CASES = createRankCases(60);

function readCatalog() {
  const { shop, version, payment, depots } = CATALOG;
  const read = parseCatalog({ shop, version, payment, depots, products: productsWithShares(CASES) });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.catalog;
}

const ordersOf = ({ history }: RankCaseOfShopper): readonly OrderToCount[] =>
  history.map(({ day, items }, at) => ({
    id: `order-${at}`,
    state: 'collected',
    placedAt: new Date(day * DAY_MS).toISOString(),
    lines: items.map((item) => ({ variant: `${item}-1`, modifiers: {} })),
  }));

describe('a shopper’s own order', () => {
  it('has what they bought in the order in which it is suggested, and nothing else', () => {
    const catalog = readCatalog();
    for (const shopper of CASES) {
      const bought = new Set(shopper.history.flatMap(({ items }) => items));
      const ranked = rankBought(ordersOf(shopper), catalog, TODAY * DAY_MS);
      expect([...ranked].sort(), shopper.name).to.deep.equal([...bought].sort());
      const suggested = expectedOf(shopper, CASES).filter((item) => bought.has(item));
      expect(ranked.slice(0, 10), shopper.name).to.deep.equal(suggested);
    }
  });

  it('is nobody’s before they have bought anything', () => {
    expect(rankBought([], readCatalog(), TODAY * DAY_MS)).to.deep.equal([]);
  });

  it('leaves the others as the maker has them, and forgets what the shop no longer has', () => {
    const ids = CATALOG.products.map(({ id }) => id);
    const [first = '', ...others] = ids;
    const last = others.pop() ?? '';
    expect(putFirst(CATALOG.products, [last, 'gone']).map(({ id }) => id)).to.deep.equal([
      last,
      first,
      ...others,
    ]);
    expect(putFirst(CATALOG.products, [])).to.equal(CATALOG.products);
  });
});
