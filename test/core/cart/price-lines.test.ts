import { expect } from '@open-wc/testing';

import { priceLines, type LineToPrice, type PricedLine } from '../../../src/core/cart/price-lines.js';
import { readCatalog } from '../../support/catalog-input.js';
import { createRandom } from '../../support/seeded-random.js';

const catalog = readCatalog();
const line = (variant: string, quantity: number, modifiers: Record<string, string> = {}): LineToPrice => ({
  variant,
  quantity,
  modifiers,
});
const glass = { container: 'glass' };

describe('pricing an order\u2019s lines', () => {
  it('charges variant and options per item, and sums deposits apart', () => {
    const lines = [line('oats-500', 2, glass), line('honey-340', 3)];
    expect(priceLines(lines, catalog)).to.deep.equal({
      ok: true,
      lines: [
        { ...lines[0], price: 255, total: 510, deposit: 200 },
        { ...lines[1], price: 650, total: 1950, deposit: 150 },
      ],
      subtotal: 2460,
      deposits: 350,
      total: 2810,
    });
  });

  it('prices nothing at nothing', () => {
    expect(priceLines([], catalog)).to.deep.equal({
      ok: true,
      lines: [],
      subtotal: 0,
      deposits: 0,
      total: 0,
    });
  });

  const rows: { why: string; lines: LineToPrice[]; code: string; at: number }[] = [
    {
      why: 'an unknown variant',
      lines: [line('honey-340', 1), line('gold', 1)],
      code: 'unknown-variant',
      at: 1,
    },
    { why: 'a sold-out variant', lines: [line('rye-800', 1)], code: 'sold-out', at: 0 },
    { why: 'a variant to come', lines: [line('plums-1', 1)], code: 'not-yet-available', at: 0 },
    { why: 'a missing choice', lines: [line('oats-500', 1)], code: 'modifier-required', at: 0 },
    {
      why: 'a wrong option',
      lines: [line('oats-500', 1, { container: 'bag' })],
      code: 'unknown-option',
      at: 0,
    },
    {
      why: 'a wrong modifier',
      lines: [line('honey-340', 1, { lid: 'red' })],
      code: 'unknown-modifier',
      at: 0,
    },
    { why: 'no items', lines: [line('honey-340', 0)], code: 'bad-quantity', at: 0 },
    { why: 'half an item', lines: [line('honey-340', 0.5)], code: 'bad-quantity', at: 0 },
    { why: 'a broken box', lines: [line('eggs-1', 7)], code: 'bad-step', at: 0 },
    {
      why: 'one variant split over lines to pass its maximum',
      lines: [line('oats-500', 6, glass), line('oats-500', 6, { container: 'own-jar' })],
      code: 'at-maximum',
      at: 0,
    },
    { why: 'more than anyone carries', lines: [line('honey-340', 1e15)], code: 'at-maximum', at: 0 },
  ];
  for (const { why, lines, code, at } of rows) {
    it(`refuses ${why} and names the line`, () => {
      expect(priceLines(lines, catalog)).to.include({ ok: false, code, line: at });
    });
  }

  it('refuses a sum that could no longer be reckoned exactly', () => {
    const dear = readCatalog({ products: [{ id: 'p', title: 'P', variants: [{ id: 'v', price: 1e10 }] }] });
    expect(priceLines([line('v', 100)], dear)).to.include({ ok: true, total: 1e12 });
    expect(priceLines([line('v', 101)], dear)).to.include({ ok: false, code: 'too-much', line: 0 });
  });

  it('comes to the sum of its lines, whatever they are', () => {
    const random = createRandom(7);
    for (let round = 0; round < 200; round++) {
      const products = Array.from({ length: 1 + random.below(6) }, (_, i) => ({
        id: `p${i}`,
        title: 'P',
        variants: [{ id: `v${i}`, price: random.below(5_000), deposit: random.below(200) }],
      }));
      const priced = priceLines(
        products.map((_, i) => line(`v${i}`, 1 + random.below(20))),
        readCatalog({ products }),
      );
      if (!priced.ok) throw new Error(priced.code);
      const sum = (of: (line: PricedLine) => number) => priced.lines.reduce((all, each) => all + of(each), 0);
      expect(priced.subtotal).to.equal(sum(({ price, quantity }) => price * quantity));
      expect(priced.subtotal).to.equal(sum(({ total }) => total));
      expect(priced.deposits).to.equal(sum(({ deposit }) => deposit));
      expect(priced.total).to.equal(priced.subtotal + priced.deposits);
    }
  });
});
