import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { readOrders, type ReadOrders } from '../../src/training/read-orders.js';
import { readCatalog } from '../support/catalog-input.js';
import { createRandom, type SeededRandom } from '../support/seeded-random.js';

const CATALOG = readCatalog();
const NOW = Date.parse('2026-11-28T12:00:00Z');
const FILES = ['shopify', 'woocommerce-analytics', 'woocommerce-export', 'woocommerce-advanced'].map((name) =>
  readFileSync(`test/support/orders/${name}.csv`, 'utf8'),
);
const PIECES = [
  ',',
  ';',
  '\t',
  '"',
  '""',
  '\n',
  '\r',
  '\r\n',
  '\u0000',
  '\uFEFF',
  '\uD800',
  '×',
  '-',
  '2026-03-01',
  '1/2/2026',
  'NaN',
];

type Change = (text: string, random: SeededRandom) => string;

const cut = (text: string, random: SeededRandom) => random.below(text.length + 1);
const CHANGES: readonly Change[] = [
  (text, random) => {
    const at = cut(text, random);
    return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
  },
  (text, random) => {
    const at = cut(text, random);
    return text.slice(0, at) + text.slice(at + 1 + random.below(60));
  },
  (text, random) => text.slice(0, cut(text, random)),
  (text, random) => {
    const lines = text.split('\n');
    lines.splice(random.below(lines.length), 0, random.pick(lines));
    return lines.join('\n');
  },
  (text, random) => text.replaceAll(random.pick([',', ';', '"', '\n']), random.pick(PIECES)),
];

function spoil(text: string, random: SeededRandom): string {
  const times = 1 + random.below(6);
  return Array.from({ length: times }).reduce<string>((spoilt) => random.pick(CHANGES)(spoilt, random), text);
}

function check(orders: ReadOrders): void {
  if (!orders.ok) return assert.match(orders.fault, /^[A-Z].*\.$/s);
  const known = new Set(CATALOG.products.map(({ id }) => id));
  assert.ok(orders.shoppers.length > 0);
  for (const { orders: history } of orders.shoppers) {
    const days = history.map(({ day }) => day ?? 0);
    assert.deepEqual(
      days,
      [...days].sort((one, other) => one - other),
    );
    for (const { items } of history) {
      assert.ok(items.length > 0 && items.every((item) => known.has(item)));
      assert.equal(new Set(items).size, items.length);
    }
  }
}

describe('files that were spoilt', () => {
  it('are read or refused in a sentence, and nothing is thrown', () => {
    const random = createRandom(20261128);
    for (let round = 0; round < 300; round += 1) {
      const text = spoil(random.pick(FILES), random);
      try {
        check(readOrders(text, CATALOG, { now: NOW }));
      } catch (error) {
        throw new Error(`round ${round}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });

  it('have each of their rows taken or told of', () => {
    const random = createRandom(7);
    const cells = [
      ['1', '2', '3', ''],
      ['ann', 'bea', ''],
      ['2026-03-01', '', 'soon', '2027-01-01'],
      ['oats-500', 'rye', 'spelt', ''],
      ['1', '-1', 'x', ''],
    ];
    for (let round = 0; round < 400; round += 1) {
      const rows = Array.from({ length: 1 + random.below(12) }, () => [
        'x',
        ...cells.map((each) => random.pick(each)),
        ...random.pick([[], [], [], ['y']]),
      ]);
      const orders = readOrders(
        `note,order,shopper,date,variant,quantity\n${rows.map((row) => row.join(',')).join('\n')}`,
        CATALOG,
        { now: NOW },
      );
      if (!orders.ok) continue;
      const counted = Object.values(orders.lines).reduce((sum, count) => sum + count, 0);
      assert.equal(counted, rows.length, JSON.stringify(rows));
    }
  });
});
