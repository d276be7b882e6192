import { expect } from '@open-wc/testing';

import { EMPTY_CART, reduceCart, type Cart, type CartAction } from '../../../src/core/cart/cart.js';
import { viewCart } from '../../../src/core/cart/cart-view.js';
import { priceLines } from '../../../src/core/cart/price-lines.js';
import { EGGS, HONEY, OATS, readCatalog, SHOP } from '../../support/catalog-input.js';

const catalog = readCatalog();

function basketOf(...actions: CartAction[]): Cart {
  return actions.reduce<Cart>((cart, action) => {
    const reduced = reduceCart(cart, action, catalog);
    if (!reduced.ok) throw new Error(reduced.code);
    return reduced.cart;
  }, EMPTY_CART);
}

const HONEY_2: CartAction = { type: 'add', variant: 'honey-340', quantity: 2 };
const OATS_3: CartAction = {
  type: 'add',
  variant: 'oats-500',
  quantity: 3,
  modifiers: { container: 'glass', topping: 'almonds' },
};

describe('the basket as it is shown', () => {
  it('is empty with nothing in it, and lacks the whole minimum', () => {
    expect(viewCart(EMPTY_CART, catalog)).to.deep.equal({
      lines: [],
      subtotal: 0,
      deposits: 0,
      total: 0,
      count: 0,
      minimumShort: 500,
    });
  });

  it('names, prices and sums what is in it', () => {
    const view = viewCart(basketOf(HONEY_2, OATS_3), catalog);
    expect(view.lines[1]).to.deep.equal({
      id: 'oats-500&container=glass&topping=almonds',
      product: 'oats',
      variant: 'oats-500',
      modifiers: { container: 'glass', topping: 'almonds' },
      quantity: 3,
      price: 315,
      total: 945,
      deposit: 300,
      title: 'Rolled oats',
      detail: '500 g, Glass jar, Almonds',
      allergens: ['gluten', 'nuts'],
      promise: 'subject-to-stock',
    });
    expect(view).to.include({ subtotal: 2245, deposits: 400, total: 2645, count: 5, minimumShort: 0 });
  });

  it('knows what led the shopper to a line first, whatever they do with it later', () => {
    const oats: CartAction = { type: 'add', variant: 'oats-500', modifiers: { container: 'glass' } };
    const suggested = basketOf({ ...oats, from: 'recommendation' }, oats);
    const found = basketOf(oats, { ...oats, from: 'recommendation' });
    const sources = [suggested, found].map((cart) => viewCart(cart, catalog).lines.map(({ from }) => from));
    expect(sources).to.deep.equal([['recommendation'], [undefined]]);
    expect(found.lines[0]).to.not.have.property('from');
  });

  it('comes to what the order will be priced at', () => {
    const cart = basketOf(HONEY_2, OATS_3, { type: 'add', variant: 'eggs-1' });
    const { subtotal, deposits, total } = viewCart(cart, catalog);
    expect(priceLines(cart.lines, catalog)).to.include({ ok: true, subtotal, deposits, total });
  });

  it('holds the goods alone against the minimum, not the deposits', () => {
    const cart = basketOf({ type: 'add', variant: 'oats-500', modifiers: { container: 'glass' } });
    const view = viewCart(cart, catalog);
    expect([view.total, view.minimumShort]).to.deep.equal([355, 245]);
  });

  it('says what can be put back', () => {
    const removed = basketOf(HONEY_2, OATS_3, { type: 'setQuantity', line: 'honey-340', quantity: 0 });
    expect(viewCart(removed, catalog).removed).to.deep.equal({
      title: 'Heather honey',
      detail: '340 g',
      lines: 1,
      index: 0,
    });
    expect(viewCart(basketOf(HONEY_2, OATS_3, { type: 'clear' }), catalog).removed).to.include({ lines: 2 });
    expect(viewCart(basketOf(HONEY_2), catalog)).not.to.have.property('removed');
  });

  it('gives a line that did not change again as it was, so that only the others are drawn anew', () => {
    const cart = basketOf(HONEY_2, OATS_3);
    const before = viewCart(cart, catalog).lines;
    const reduced = reduceCart(cart, { type: 'setQuantity', line: 'honey-340', quantity: 3 }, catalog);
    const after = reduced.ok ? viewCart(reduced.cart, catalog).lines : [];
    expect(after[1]).to.equal(before[1]);
    expect(after[0]).not.to.equal(before[0]);
    expect(after[0]).to.include({ quantity: 3, total: 1950 });
  });

  it('shows what was seen while the catalog is not there yet', () => {
    const view = viewCart(basketOf(HONEY_2), undefined);
    expect(view.lines[0]).to.include({ title: 'Heather honey', detail: '340 g', price: 650, total: 1300 });
    expect(view.lines[0]).not.to.have.property('change');
    expect(view).to.include({ total: 1400, minimumShort: 0 });
  });
});

describe('the tax in a basket', () => {
  /** One line of one item, or more, each at a price with a rate. */
  function taxOf(lines: readonly { price: number; rate?: number; quantity?: number; deposit?: number }[]) {
    const products = lines.map(({ price, rate, deposit = 0 }, i) => ({
      id: `p${i}`,
      title: 'P',
      variants: [{ id: `v${i}`, price, deposit, ...(rate === undefined ? {} : { taxRate: rate }) }],
    }));
    const taxed = readCatalog({ products });
    const cart = lines.reduce<Cart>((current, { quantity = 1 }, i) => {
      const reduced = reduceCart(current, { type: 'add', variant: `v${i}`, quantity }, taxed);
      return reduced.ok ? reduced.cart : current;
    }, EMPTY_CART);
    return viewCart(cart, taxed).tax?.minor;
  }

  const rows = [
    { what: 'a fifth on top is a sixth of the price', lines: [{ price: 120, rate: 20 }], tax: 20 },
    { what: 'a zero rate is nothing, said', lines: [{ price: 120, rate: 0 }], tax: 0 },
    { what: 'no rate anywhere says nothing', lines: [{ price: 120 }], tax: undefined },
    { what: 'a line without a rate bears none', lines: [{ price: 120, rate: 20 }, { price: 120 }], tax: 20 },
    { what: 'a half is rounded up', lines: [{ price: 3, rate: 20 }], tax: 1 },
    {
      what: 'each line is rounded, then summed',
      lines: [
        { price: 3, rate: 20 },
        { price: 3, rate: 20 },
      ],
      tax: 2,
    },
    {
      what: 'items of one line are not rounded one by one',
      lines: [{ price: 3, rate: 20, quantity: 2 }],
      tax: 1,
    },
    { what: 'a rate may have a fraction', lines: [{ price: 1055, rate: 5.5 }], tax: 55 },
    { what: 'deposits bear none', lines: [{ price: 120, rate: 20, deposit: 600 }], tax: 20 },
  ];
  for (const { what, lines, tax } of rows) {
    it(`is reckoned so that ${what}`, () => {
      expect(taxOf(lines)).to.equal(tax);
    });
  }

  it('is not shown where the shop states none', () => {
    const { tax: _, ...shop } = SHOP;
    const untaxed = readCatalog({ shop, products: [HONEY] });
    expect(viewCart(basketOf(HONEY_2), untaxed)).not.to.have.property('tax');
  });
});

describe('what changed since the shopper chose it', () => {
  const cart = basketOf(HONEY_2, OATS_3);
  const honeyAs = (variant: object) => ({
    ...HONEY,
    variants: [{ id: 'honey-340', title: '340 g', price: 650, deposit: 50, ...variant }],
  });

  const rows: {
    what: string;
    products: object[];
    change: string | undefined;
    was?: number;
    wasDeposit?: number;
  }[] = [
    { what: 'nothing', products: [HONEY, OATS], change: undefined },
    { what: 'a higher price', products: [honeyAs({ price: 700 }), OATS], change: 'price', was: 650 },
    { what: 'a lower price', products: [honeyAs({ price: 600 }), OATS], change: 'price', was: 650 },
    { what: 'another deposit', products: [honeyAs({ deposit: 80 }), OATS], change: 'price', wasDeposit: 50 },
    { what: 'selling out', products: [honeyAs({ available: false }), OATS], change: 'sold-out' },
    { what: 'a later season', products: [honeyAs({ available: 'soon' }), OATS], change: 'sold-out' },
    { what: 'a lower maximum', products: [honeyAs({ max: 1 }), OATS], change: 'quantity' },
    { what: 'a new step', products: [honeyAs({ step: 3 }), OATS], change: 'quantity' },
    { what: 'a size that went', products: [honeyAs({ id: 'honey-500' }), OATS], change: 'gone' },
    { what: 'a product that went', products: [EGGS, OATS], change: 'gone' },
    {
      what: 'a choice that is now required',
      products: [
        {
          ...HONEY,
          modifiers: [{ id: 'lid', title: 'Lid', required: true, options: [{ id: 'a', title: 'A' }] }],
        },
        OATS,
      ],
      change: 'gone',
    },
  ];
  for (const { what, products, change, was, wasDeposit } of rows) {
    it(`is told: ${what}`, () => {
      const [line] = viewCart(cart, readCatalog({ products })).lines;
      expect([line?.change, line?.was, line?.wasDeposit]).to.deep.equal([change, was, wasDeposit]);
    });
  }

  it('keeps the name of what is gone, counts it in no sum, and sums the rest', () => {
    const view = viewCart(cart, readCatalog({ products: [OATS] }));
    expect(view.lines[0]).to.include({ title: 'Heather honey', total: 1300, change: 'gone' });
    expect(view).to.include({ subtotal: 945, deposits: 300, total: 1245, count: 5 });
  });

  it('is no longer told of one line once another line of the same size was lowered enough', () => {
    const [half] = OATS.variants as object[];
    const today = readCatalog({ products: [{ ...OATS, variants: [{ ...half, max: 4 }] }] });
    const own: CartAction = {
      type: 'add',
      variant: 'oats-500',
      quantity: 2,
      modifiers: { container: 'own-jar' },
    };
    const both = basketOf(OATS_3, own);
    expect(viewCart(both, today).lines.map(({ change }) => change)).to.deep.equal(['quantity', 'quantity']);
    const lowered = reduceCart(
      both,
      { type: 'setQuantity', line: both.lines[0]?.id ?? '', quantity: 2 },
      today,
    );
    expect(lowered.ok && viewCart(lowered.cart, today).lines[1]).not.to.have.property('change');
  });
});
