import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readOrders, type ReadOrders } from '../../src/training/read-orders.js';
import { readCatalog } from '../support/catalog-input.js';

const CATALOG = readCatalog();
const NOW = Date.parse('2026-11-28T12:00:00Z');
const HEADER = 'order,shopper,date,variant,quantity';

const read = (text: string): ReadOrders => readOrders(text, CATALOG, { now: NOW });

describe('a file that can not be read', () => {
  const files = [
    { name: 'nothing', text: '', says: /^It is empty\.$/ },
    { name: 'a mark and empty lines', text: '\uFEFF\n\n', says: /^It is empty\.$/ },
    { name: 'separators alone', text: ',,,\n,,,\n', says: /no text in any cell/ },
    {
      name: 'a workbook',
      text: 'PK\u0003\u0004\u0014\u0000',
      says: /^It is a spreadsheet .* Export the orders as CSV/,
    },
    {
      name: 'an old workbook',
      text: 'ÐÏ\u0011à¡±\u001Aá',
      says: /^It is no text\. Export the orders as CSV/,
    },
    { name: 'a page', text: '<!doctype html><title>Log in</title>', says: /^It is a page/ },
    { name: 'JSON', text: '[{"order":1}]', says: /^It is a JSON file/ },
    { name: 'a PDF', text: '%PDF-1.7\n', says: /^It is a PDF/ },
    {
      name: 'other separators',
      text: 'order|shopper|variant\n1|ann|oats-500\n',
      says: /^Line 1 has no comma, semicolon or tab in it/,
    },
    {
      name: 'another header',
      text: 'Product,Sold\nOats,12\n',
      says: /^Line 1 is not the header .* no column "order" or "order id" or "order number", and no "shopper" or .*\. Found are "Product" and 1 more\. Rename .* There are three: Shopify's .* WooCommerce .* a plain CSV with the columns order, shopper and variant/,
    },
    {
      name: 'one column by another name',
      text: 'Order,Client,,Product\n1,ann,,oats\n',
      says: /it has no column "shopper" or "shopper id" or "customer" or "customer id" or "email" or "e mail"\. Found are "Order", "Product" and 1 more\. Rename/,
    },
    {
      name: 'no header',
      text: '1,ann,2026-03-01,oats-500,2\n',
      says: /^Line 1 is not the header .* It looks like a row of orders: put a line with the names of the columns above it\. (?!.*\bann\b)/,
    },
    {
      name: 'no header, and an address in a row without numbers',
      text: 'a,ann@mail.example,oats,,\n',
      says: /It looks like a row of orders(?!.*mail\.example)/,
    },
    {
      name: 'no header, and a name in a row with numbers of one digit',
      text: '1,Ann Smith,Rolled oats,2\n2,Bea Jones,Honey,1\n',
      says: /It looks like a row of orders(?!.*(Ann|Oats))/i,
    },
    {
      name: 'no header, and a name in a row without numbers',
      text: 'a,Ann Smith,Rolled oats,\n',
      says: /no column "order" .*\. No column has a name that is known\. Rename(?!.*(Ann|Oats))/i,
    },
    {
      name: 'a name among the columns',
      text: 'Order,Ann Smith,Item\n',
      says: /Found are "Order", "Item" and 1 more\. (?!.*Ann)/,
    },
    {
      name: "a name among the columns of Shopify's",
      text: 'Name,Email,Ann Smith,Lineitem quantity,Lineitem name\n',
      says: /^It looks like Shopify's .* Found are "Name", "Email", "Lineitem quantity", "Lineitem name" and 1 more\./,
    },
    {
      name: 'a hundred columns',
      text: `Order,Client${',x'.repeat(98)}\n`,
      says: /Found are "Order" and 99 more\. /,
    },
    {
      name: 'a column that is named over several lines, and many times',
      text: `"Order\n\n  id",Item${',Item'.repeat(98)}\n`,
      says: /Found are "Order id", "Item" and 98 more\. /,
    },
    {
      name: "Shopify's without its dates",
      text: 'Name,Email,Lineitem quantity,Lineitem name\n#1,a@b.example,1,Hen eggs\n',
      says: /^It looks like Shopify's export of orders, and has no column "created at"\. Found are "Name", "Email", "Lineitem quantity", "Lineitem name"\. Export it with all columns\.$/,
    },
    {
      name: 'all lines of an order in one cell',
      text: 'order_id,order_number,date,status,billing_email,line_items\n1,1,2026-03-01,completed,a@b.example,id:1|name:Hen eggs\n',
      says: /in the format "Default - One Row per Item"/,
    },
    { name: 'a header alone', text: `${HEADER}\n`, says: /^It has a header and no orders beneath it\.$/ },
    {
      name: 'a quotation mark that is never closed',
      text: `${HEADER}\n1,ann,2026-03-01,oats-500,2\n2,"ann,2026-03-02,oats-500,2\n3,ann,2026-03-03,oats-500,2\n`,
      says: /^A quotation mark of the row on line 3 is never closed/,
    },
    {
      name: 'days that may be months',
      text: `${HEADER}\n1,ann,2026-03-01,oats-500,2\n2,ann,03/04/2026 10:00,oats-500,2\n`,
      says: /^Line 3: nobody can tell the day from the month in 03\/04\/2026\. Write dates as 2026-03-31: export the file again/,
    },
    {
      name: 'years of two digits',
      text: `${HEADER}\n1,ann,03-04-26,oats-500,2\n`,
      says: /the day from the month in 03-04-26/,
    },
    {
      name: 'rows with other separators than the header',
      text: `${HEADER}\n1;ann;2026-03-01;oats-500;2\n`,
      says: /^None of its orders can be used\. Line 2: it ends after 1 of 5 cells, so it is left out\.$/,
    },
    {
      name: 'nobody who bought',
      text: `${HEADER}\n1,,2026-03-01,oats-500,2\n`,
      says: /^None of its orders has a shopper/,
    },
    {
      name: 'nothing that was kept',
      text: `${HEADER}\n1,ann,2026-03-01,oats-500,-2\n`,
      says: /^All of its orders were cancelled, refunded or given back\.$/,
    },
  ];
  for (const { name, text, says } of files) {
    it(`is answered with what it is and what to do: ${name}`, () => {
      const orders = read(text);
      assert.ok(!orders.ok);
      assert.match(orders.fault, says);
    });
  }
});

describe('a row that can not be read', () => {
  const rows = [
    {
      row: '2,ann,2026-03-02,oats-500,1,x',
      says: 'it has 6 cells under 5 columns (is a separator inside a cell without quotation marks?), so it is left out',
    },
    { row: '2,ann', says: 'it ends after 2 of 5 cells, so it is left out' },
    { row: ',ann,2026-03-02,oats-500,1', says: 'it has no order, so it is left out' },
    { row: '2,ann,2026-03-02,,1', says: 'it names no product, so it is left out' },
    { row: '2,ann,2026-03-02,oats-500,two', says: 'its quantity is no number, so it is left out' },
    {
      row: '2,ann,soon,oats-500,1',
      says: "its date can't be read (write 2026-03-31, or 2026-03-31 10:15), so this order is left out",
    },
    {
      row: '2,ann,2026-02-30,oats-500,1',
      says: "its date can't be read (write 2026-03-31, or 2026-03-31 10:15), so this order is left out",
    },
    {
      row: '2,ann,2026-03-02 25:00,oats-500,1',
      says: "its date can't be read (write 2026-03-31, or 2026-03-31 10:15), so this order is left out",
    },
    { row: '2,ann,,oats-500,1', says: 'it has no date, and others have one, so this order is left out' },
    { row: '2,ann,2026-12-24,oats-500,1', says: 'its date is in the future, so this order is left out' },
    {
      row: '1,bea,2026-03-01,oats-500,1',
      says: 'its order has another shopper on line 2, so it is left out',
    },
  ];
  for (const { row, says } of rows) {
    it(`is told by its line, and the others count: ${row}`, () => {
      const orders = read(`${HEADER}\n1,ann,2026-03-01,honey-340,1\n${row}\n3,ann,2026-03-03,honey-340,1\n`);
      assert.ok(orders.ok);
      assert.deepEqual(orders.problems, [{ line: 3, text: says }]);
      assert.deepEqual([orders.lines.taken, orders.lines.bad, orders.orders.taken], [2, 1, 2]);
    });
  }

  it('is told once for a name that the catalog does not have, with its lines', () => {
    const orders = read(
      `${HEADER}\n1,ann,2026-03-01,spelt-1,1\n1,ann,2026-03-01,oats-500,1\n2,bea,2026-03-02,spelt-1,1\n`,
    );
    assert.ok(orders.ok);
    assert.deepEqual(orders.problems, [
      { line: 2, text: 'the catalog has no "spelt-1", and 2 lines are left out, of which this is the first' },
    ]);
    assert.deepEqual([orders.lines.unknown, orders.orders.taken], [2, 1]);
  });

  it('never shows an address, where cells are not under their columns', () => {
    const orders = read(
      `${HEADER}\n1,ann,2026-03-01,oats-500,1\n2,x,2026-03-02,bea@mail.example,1\n3,ann,bea@mail.example,oats-500,bea@mail.example\n`,
    );
    assert.ok(orders.ok);
    assert.equal(orders.problems.length, 2);
    assert.doesNotMatch(JSON.stringify(orders), /bea@/);
  });

  it('takes the rest of its order with it, where it alone says whose that is', () => {
    const orders = read(
      'Order Number;Order Status;Order Date;Email (Billing);Item Name;Quantity\n' +
        '1;Completed;2026-03-01;ann@mail.example;Hen eggs;6;;too many\n;;;;Rye loaf;1\n' +
        '2;Completed;2026-03-02;ann@mail.example;Hen eggs;6\n',
    );
    assert.ok(orders.ok);
    assert.deepEqual([orders.lines.taken, orders.lines.bad, orders.orders.guests], [1, 2, 0]);
    assert.match(orders.problems[1]?.text ?? '', /^the row that says whose this order is can't be read/);
  });

  it('shows no more of a long name than tells it, and no control characters', () => {
    const orders = read(
      `${HEADER}\n1,ann,2026-03-01,oats-500,1\n2,ann,2026-03-02,${'x'.repeat(500)},1\n3,ann,2026-03-03,"a\nb",1\n`,
    );
    assert.ok(orders.ok);
    assert.deepEqual(
      orders.problems.map(({ line }) => line),
      [3, 4],
    );
    assert.deepEqual(
      orders.problems.map(({ text }) => text.length < 160 && !/\n/.test(text)),
      [true, true],
    );
  });
});

describe('a title that two products have', () => {
  it('names neither of them', () => {
    const variants = (id: string) => [{ id, title: '1 kg', price: 100 }];
    const catalog = readCatalog({
      products: [
        { id: 'red', title: 'Apples', variants: variants('red-1') },
        { id: 'green', title: 'Apples', variants: variants('green-1') },
      ],
    });
    const orders = readOrders('order,shopper,product\n1,ann,Apples\n2,ann,red\n', catalog, { now: NOW });
    assert.ok(orders.ok);
    assert.deepEqual(
      orders.shoppers[0]?.orders.map(({ items }) => items),
      [['red']],
    );
    assert.equal(orders.lines.unknown, 1);
  });
});
