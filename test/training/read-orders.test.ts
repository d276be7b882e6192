import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

import { readOrders, type ReadOrders } from '../../src/training/read-orders.js';
import type { Shopper } from '../../src/training/shopper.js';
import { readCatalog } from '../support/catalog-input.js';

const CATALOG = readCatalog();
const NOW = Date.parse('2026-11-28T12:00:00Z');
const dayOf = (time: string) => Date.parse(time) / 86_400_000;

type Read = Extract<ReadOrders, { ok: true }>;

function read(text: string): Read {
  const orders = readOrders(text, CATALOG, { now: NOW });
  assert.ok(orders.ok, orders.ok ? '' : orders.fault);
  return orders;
}

async function readFixture(name: string): Promise<Read> {
  return read(await readFile(`test/support/orders/${name}.csv`, 'utf8'));
}

const itemsOf = (shoppers: readonly Shopper[]) =>
  shoppers.map(({ orders }) => orders.map(({ items }) => items.join(' ')));

describe('a plain CSV of orders', () => {
  const plain = `order,shopper,date,variant,quantity
1,ann,2026-03-01,oats-500,2
2,bea,2026-03-02,honey-340,1
1,ann,2026-03-01,honey-340,1
3,ann,2026-03-08,oats-1000,1
3,ann,2026-03-08,oats-500,1
`;

  it('comes out as what each shopper bought, the oldest order first, no product twice in one', () => {
    const { shoppers, form, lines, orders, problems } = read(plain);
    assert.deepEqual(shoppers, [
      {
        id: '1',
        orders: [
          { day: dayOf('2026-03-01'), items: ['oats', 'honey'] },
          { day: dayOf('2026-03-08'), items: ['oats'] },
        ],
      },
      { id: '2', orders: [{ day: dayOf('2026-03-02'), items: ['honey'] }] },
    ]);
    assert.equal(form.kind, 'plain');
    assert.deepEqual([lines.taken, orders.taken, problems.length], [5, 3, 0]);
  });

  it('keeps the sizes as well, for the shares of a catalog', () => {
    assert.deepEqual(itemsOf(read(plain).variants), [
      ['oats-500 honey-340', 'oats-1000 oats-500'],
      ['honey-340'],
    ]);
  });

  const writings = [
    { name: 'with semicolons', text: plain.replaceAll(',', ';') },
    { name: 'with tabs', text: plain.replaceAll(',', '\t') },
    { name: 'with the line that tells Excel the separator', text: `sep=;\n${plain.replaceAll(',', ';')}` },
    { name: 'with a byte order mark', text: `\uFEFF${plain}` },
    {
      name: 'with a byte order mark before quotation marks',
      text: `\uFEFF${plain.replaceAll(/[^,\n]+/g, '"$&"')}`,
    },
    { name: 'with the line ends of an old Mac', text: plain.replaceAll('\n', '\r') },
    { name: 'with the line ends of Windows', text: plain.replaceAll('\n', '\r\n') },
    { name: 'with the line ends of both', text: plain.replace('\n', '\r\n') },
    { name: 'with empty lines and rows', text: plain.replaceAll('\n', '\n\n,,,,\n') },
    { name: 'with empty cells at the ends of rows', text: plain.replaceAll('\n', ',,\n') },
    { name: 'with quotation marks and spaces', text: plain.replaceAll(/[^,\n]+/g, '" $& "') },
    { name: 'with other names of columns', text: plain.replace(/^.*/, 'Order ID,E-Mail,Ordered_at,SKU,Qty') },
    { name: 'without quantities', text: plain.replaceAll(/,[^,\n]*$/gm, '') },
    { name: 'with days before months, and points', text: plain.replaceAll(/2026-03-0(\d)/g, '0$1.03.2026') },
  ];
  for (const { name, text } of writings) {
    it(`is read ${name}`, () => {
      const { shoppers, problems } = read(text);
      assert.deepEqual([shoppers, problems], [read(plain).shoppers, []]);
    });
  }

  it('without dates is taken as it stands', () => {
    const { shoppers } = read('order,shopper,product\n9,ann,honey\n2,ann,oats\n');
    assert.deepEqual(shoppers[0]?.orders, [
      { day: null, items: ['honey'] },
      { day: null, items: ['oats'] },
    ]);
  });

  it('takes a time without a zone for what the clocks of the shop show', () => {
    const { shoppers } = read('order,shopper,date,product\n1,ann,2026-07-01 10:00:30,oats\n');
    assert.equal(shoppers[0]?.orders[0]?.day, dayOf('2026-07-01T09:00:30Z'));
  });

  it('keeps orders of one day in their order, also where the newest is the first of the file', () => {
    const { shoppers } = read(
      'order,shopper,date,product\n4,ann,2026-03-02,rye\n3,ann,2026-03-01,eggs\n2,ann,2026-03-01,honey\n1,ann,2026-03-01,oats\n',
    );
    assert.deepEqual(itemsOf(shoppers), [['oats', 'honey', 'eggs', 'rye']]);
  });

  it('finds products by their titles, whatever their case, dashes and spaces', () => {
    const { variants, sizeless } = read(
      'order,shopper,product\n1,ann,ROLLED  OATS – 1 KG\n2,ann,Hen eggs\n3,ann,rolled oats\n',
    );
    assert.deepEqual(itemsOf(variants), [['oats-1000', 'eggs-1', '']]);
    assert.equal(sizeless, 1);
  });

  it('leaves out orders that a column says were cancelled', () => {
    const { orders } = read('order,shopper,status,product\n1,ann,Cancelled,oats\n2,ann,collected,oats\n');
    assert.deepEqual([orders.taken, orders.cancelled], [1, 1]);
  });
});

describe('an export of Shopify', () => {
  it('comes out as orders over their rows, by SKU or else by title', async () => {
    const { form, shoppers, variants } = await readFixture('shopify');
    assert.equal(form.kind, 'shopify');
    assert.deepEqual(itemsOf(shoppers), [['oats honey', 'oats eggs'], ['honey']]);
    assert.deepEqual(itemsOf(variants), [['oats-500 honey-340', 'oats-1000 eggs-1'], ['honey-340']]);
    assert.equal(shoppers[0]?.orders[0]?.day, dayOf('2026-03-01T09:11:12Z'));
  });

  it('leaves out what came to nothing and what nobody is known to have bought, and counts it', async () => {
    const { lines, orders } = await readFixture('shopify');
    assert.deepEqual(orders, { taken: 3, cancelled: 2, guests: 1 });
    assert.deepEqual(lines, { taken: 5, cancelled: 2, returned: 0, guests: 1, unknown: 1, bad: 0 });
  });

  it('tells what the catalog does not have by the line of the file, after notes of several lines', async () => {
    const { problems } = await readFixture('shopify');
    assert.deepEqual(problems, [
      { line: 7, text: 'the catalog has no "spelt-1" or "Spelt flour - 1 kg", so this is left out' },
    ]);
  });
});

describe('an export of WooCommerce', () => {
  it('of Analytics comes out as orders out of its lists, without what was given back later', async () => {
    const { form, shoppers, lines, orders } = await readFixture('woocommerce-analytics');
    assert.equal(form.kind, 'woocommerce-analytics');
    assert.deepEqual(itemsOf(shoppers), [['oats', 'eggs honey oats']]);
    assert.equal(shoppers[0]?.orders[1]?.day, dayOf('2026-03-08T10:11:12Z'));
    assert.deepEqual(orders, { taken: 2, cancelled: 1, guests: 1 });
    assert.deepEqual(lines, { taken: 4, cancelled: 1, returned: 1, guests: 1, unknown: 0, bad: 0 });
  });

  it('of Customer/Order/Coupon Export comes out with a row for each item', async () => {
    const { form, shoppers, variants, lines, orders } = await readFixture('woocommerce-export');
    assert.equal(form.kind, 'woocommerce-export');
    assert.deepEqual(itemsOf(shoppers), [['oats', 'oats']]);
    assert.deepEqual(itemsOf(variants), [['oats-500', '']]);
    assert.deepEqual(orders, { taken: 2, cancelled: 1, guests: 1 });
    assert.deepEqual(lines, { taken: 2, cancelled: 1, returned: 1, guests: 1, unknown: 0, bad: 0 });
  });

  it('of Advanced Order Export comes out where only the first row says whose order it is', async () => {
    const { form, variants, lines, orders } = await readFixture('woocommerce-advanced');
    assert.equal(form.kind, 'woocommerce-advanced');
    assert.deepEqual(itemsOf(variants), [['oats-500 honey-340', 'oats-1000']]);
    assert.deepEqual(orders, { taken: 2, cancelled: 1, guests: 0 });
    assert.deepEqual(lines, { taken: 3, cancelled: 2, returned: 1, guests: 0, unknown: 0, bad: 0 });
  });

  it('has a comma in a name, which parts no products', () => {
    const { problems } = read(
      'Date,Order #,Status,Customer,Product(s)\n2026-03-01 10:00:00,1,completed,Ann,"1× Bread, sliced, 1× Hen eggs"\n',
    );
    assert.deepEqual(problems, [
      { line: 2, text: 'the catalog has no "Bread, sliced", so this is left out' },
    ]);
  });
});

describe('who the shoppers are', () => {
  for (const name of ['shopify', 'woocommerce-analytics', 'woocommerce-export', 'woocommerce-advanced']) {
    it(`stays in the file: ${name}`, async () => {
      assert.doesNotMatch(JSON.stringify(await readFixture(name)), /ann|bea|archer|brook|mail\.example/i);
    });
  }
});
