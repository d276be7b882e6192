import { expect } from '@open-wc/testing';

import {
  EMPTY_CART,
  lineId,
  MAX_LINES,
  reduceCart,
  type Cart,
  type CartAction,
} from '../../../src/core/cart/cart.js';
import type { Catalog } from '../../../src/core/catalog/catalog-schema.js';
import { EGGS, HONEY, OATS, readCatalog } from '../../support/catalog-input.js';
import { createRandom, type SeededRandom } from '../../support/seeded-random.js';

const catalog = readCatalog();
const own = { container: 'own-jar' };
const glass = { container: 'glass' };

/** The basket after some actions, each of which must be possible. */
function after(
  actions: readonly CartAction[],
  cart: Cart = EMPTY_CART,
  by: Catalog | undefined = catalog,
): Cart {
  return actions.reduce((current, action) => {
    const reduced = reduceCart(current, action, by);
    if (!reduced.ok) throw new Error(`${action.type}: ${reduced.code}`);
    return reduced.cart;
  }, cart);
}

/** What is in a basket, briefly. */
const contents = ({ lines }: Cart) => lines.map(({ id, quantity }) => `${quantity} ${id}`);

const honey = (quantity: number): CartAction => ({ type: 'add', variant: 'honey-340', quantity });
const oats = (quantity: number, modifiers: Record<string, string> = own): CartAction => ({
  type: 'add',
  variant: 'oats-500',
  quantity,
  modifiers,
});
const set = (line: string, quantity: number): CartAction => ({ type: 'setQuantity', line, quantity });

describe('the name of a line', () => {
  it('is the same in whatever order the options were chosen', () => {
    const one = lineId('oats-500', { container: 'glass', topping: 'almonds' });
    expect(lineId('oats-500', { topping: 'almonds', container: 'glass' })).to.equal(one);
    expect(one).to.equal('oats-500&container=glass&topping=almonds');
  });

  it('differs wherever variant or options differ, whatever signs their ids hold', () => {
    const ids = [
      lineId('a'),
      lineId('a', { b: 'c' }),
      lineId('a&b=c'),
      lineId('a', { 'b=c': '' }),
      lineId('a', { b: 'c&d=e' }),
      lineId('a', { b: 'c', d: 'e' }),
      lineId('a%26b=c'),
    ];
    expect(new Set(ids).size).to.equal(ids.length);
  });
});

describe('adding to the basket', () => {
  it('puts new lines at the end', () => {
    expect(contents(after([honey(1), oats(2)]))).to.deep.equal([
      '1 honey-340',
      '2 oats-500&container=own-jar',
    ]);
  });

  it('adds to the line that is there already when variant and options are the same', () => {
    expect(contents(after([oats(2), honey(1), oats(3)]))).to.deep.equal([
      '5 oats-500&container=own-jar',
      '1 honey-340',
    ]);
  });

  it('makes another line for other options', () => {
    expect(contents(after([oats(2), oats(1, glass)]))).to.deep.equal([
      '2 oats-500&container=own-jar',
      '1 oats-500&container=glass',
    ]);
  });

  it('adds one step where no quantity is said', () => {
    expect(
      contents(
        after([
          { type: 'add', variant: 'eggs-1' },
          { type: 'add', variant: 'honey-340' },
        ]),
      ),
    ).to.deep.equal(['6 eggs-1', '1 honey-340']);
  });

  it('says which line it added to', () => {
    const reduced = reduceCart(EMPTY_CART, oats(1), catalog);
    expect(reduced.ok && reduced.line).to.equal('oats-500&container=own-jar');
  });

  it('remembers what the shopper saw', () => {
    expect(after([oats(2, { ...glass, topping: 'almonds' })]).lines[0]?.seen).to.deep.equal({
      price: 315,
      deposit: 100,
      product: 'oats',
      title: 'Rolled oats',
      detail: '500 g, Glass jar, Almonds',
    });
  });

  it('leaves the basket it was given as it was', () => {
    const before = after([oats(2)]);
    const copy = structuredClone(before);
    after([oats(1), honey(1), set('honey-340', 4), { type: 'clear' }], before);
    expect(before).to.deep.equal(copy);
  });
});

describe('what can not be added is refused with its reason', () => {
  const rows: { why: string; given?: CartAction[]; action: CartAction; code: string; about?: object }[] = [
    { why: 'an unknown variant', action: { type: 'add', variant: 'gold' }, code: 'unknown-variant' },
    { why: 'a sold-out variant', action: { type: 'add', variant: 'rye-800' }, code: 'sold-out' },
    { why: 'a variant to come', action: { type: 'add', variant: 'plums-1' }, code: 'not-yet-available' },
    {
      why: 'no choice where one is required',
      action: oats(1, {}),
      code: 'modifier-required',
      about: { title: 'Rolled oats', modifier: 'container' },
    },
    { why: 'an unknown modifier', action: oats(1, { ...own, lid: 'red' }), code: 'unknown-modifier' },
    { why: 'an unknown option', action: oats(1, { container: 'bag' }), code: 'unknown-option' },
    { why: 'none', action: honey(0), code: 'bad-quantity' },
    { why: 'less than none', action: honey(-1), code: 'bad-quantity' },
    { why: 'a part of one', action: honey(1.5), code: 'bad-quantity' },
    { why: 'no number', action: honey(NaN), code: 'bad-quantity' },
    { why: 'half a box of eggs', action: { type: 'add', variant: 'eggs-1', quantity: 9 }, code: 'bad-step' },
    {
      why: 'more than the maximum',
      action: oats(11),
      code: 'at-maximum',
      about: { title: 'Rolled oats', max: 10, left: 10 },
    },
    {
      why: 'more than the maximum over all lines of a variant',
      given: [oats(4), oats(3, glass)],
      action: oats(4),
      code: 'at-maximum',
      about: { title: 'Rolled oats', max: 10, left: 7 },
    },
    { why: 'ten thousand of anything', action: honey(10_000), code: 'at-maximum' },
  ];
  for (const { why, given = [], action, code, about } of rows) {
    it(`refuses ${why}`, () => {
      const reduced = reduceCart(after(given), action, catalog);
      expect(reduced).to.include({ ok: false, code });
      if (about && !reduced.ok) expect(reduced.about).to.deep.equal(about);
    });
  }

  it('refuses the line after the last that fits into an order', () => {
    const products = Array.from({ length: MAX_LINES + 1 }, (_, i) => ({
      id: `p${i}`,
      title: 'P',
      variants: [{ id: `v${i}`, price: 100 }],
    }));
    const many = readCatalog({ products });
    const add = (i: number): CartAction => ({ type: 'add', variant: `v${i}` });
    const full = after(
      Array.from({ length: MAX_LINES }, (_, i) => add(i)),
      EMPTY_CART,
      many,
    );
    expect(reduceCart(full, add(MAX_LINES), many)).to.include({ ok: false, code: 'basket-full' });
    expect(reduceCart(full, add(0), many).ok).to.equal(true);
  });

  it('refuses a basket dearer than any sum that can be handled', () => {
    const products = [{ id: 'p', title: 'P', variants: [{ id: 'v', price: 1e10 }] }];
    const dear = readCatalog({ products });
    const cart = after([{ type: 'add', variant: 'v', quantity: 100 }], EMPTY_CART, dear);
    expect(reduceCart(cart, { type: 'add', variant: 'v' }, dear)).to.include({ ok: false, code: 'too-much' });
  });

  it('refuses to add without a catalog', () => {
    expect(reduceCart(EMPTY_CART, honey(1), undefined)).to.include({ ok: false, code: 'no-catalog' });
  });
});

describe('setting a quantity', () => {
  const rows: { from: number; to: number; code?: string }[] = [
    { from: 2, to: 5 },
    { from: 5, to: 1 },
    { from: 5, to: 5 },
    { from: 5, to: 10 },
    { from: 5, to: 11, code: 'at-maximum' },
    { from: 5, to: -1, code: 'bad-quantity' },
    { from: 5, to: 2.5, code: 'bad-quantity' },
  ];
  for (const { from, to, code } of rows) {
    it(`${code ? `refuses ${to} (${code})` : `makes it ${to}`} where it was ${from}`, () => {
      const cart = after([oats(from)]);
      const reduced = reduceCart(cart, set(lineId('oats-500', own), to), catalog);
      if (code) expect(reduced).to.include({ ok: false, code });
      else expect(reduced.ok && contents(reduced.cart)).to.deep.equal([`${to} oats-500&container=own-jar`]);
    });
  }

  it('keeps to the step', () => {
    const cart = after([{ type: 'add', variant: 'eggs-1', quantity: 12 }]);
    expect(reduceCart(cart, set('eggs-1', 9), catalog)).to.include({ ok: false, code: 'bad-step' });
    expect(contents(after([set('eggs-1', 6)], cart))).to.deep.equal(['6 eggs-1']);
  });

  it('refuses a line that is not there', () => {
    expect(reduceCart(EMPTY_CART, set('honey-340', 1), catalog)).to.include({
      ok: false,
      code: 'unknown-line',
    });
  });

  it('lowers what is sold out, over the maximum or gone, and raises none of it', () => {
    const cart = after([oats(8), honey(5)]);
    const variants = [{ id: 'honey-340', price: 650, available: false }];
    const [half] = OATS.variants as object[];
    const today = readCatalog({
      products: [
        { ...HONEY, variants },
        { ...OATS, variants: [{ ...half, max: 4 }] },
      ],
    });
    expect(contents(after([set('honey-340', 4)], cart, today))[1]).to.equal('4 honey-340');
    expect(reduceCart(cart, set('honey-340', 6), today)).to.include({ ok: false, code: 'sold-out' });
    expect(contents(after([set(lineId('oats-500', own), 7)], cart, today))[0]).to.match(/^7 /);
    const without = readCatalog({ products: [EGGS] });
    expect(contents(after([set('honey-340', 1)], cart, without))[1]).to.equal('1 honey-340');
    expect(reduceCart(cart, set('honey-340', 6), without)).to.include({ ok: false, code: 'unknown-variant' });
  });

  it('lowers and removes before the catalog is there', () => {
    const cart = after([honey(5), oats(1)]);
    expect(contents(after([set('honey-340', 2)], cart, undefined))[0]).to.equal('2 honey-340');
    expect(reduceCart(cart, set('honey-340', 6), undefined)).to.include({ ok: false, code: 'no-catalog' });
  });
});

describe('removing and putting back', () => {
  const basket = after([honey(2), oats(3, glass), { type: 'add', variant: 'eggs-1' }]);
  const middle = lineId('oats-500', glass);

  it('takes a line out at 0 and puts it back where it was, with quantity and options', () => {
    const removed = after([set(middle, 0)], basket);
    expect(contents(removed)).to.deep.equal(['2 honey-340', '6 eggs-1']);
    expect(after([{ type: 'restore' }], removed)).to.deep.equal(basket);
  });

  it('empties the basket and puts all of it back', () => {
    const cleared = after([{ type: 'clear' }], basket);
    expect(cleared.lines).to.deep.equal([]);
    expect(after([{ type: 'restore' }], cleared)).to.deep.equal(basket);
  });

  const later: { what: string; action: CartAction }[] = [
    { what: 'something is added', action: honey(1) },
    { what: 'a quantity changes', action: set('honey-340', 1) },
  ];
  for (const { what, action } of later) {
    it(`forgets what was removed once ${what}`, () => {
      const cart = after([set(middle, 0), action], basket);
      expect(reduceCart(cart, { type: 'restore' }, catalog)).to.include({
        ok: false,
        code: 'nothing-to-restore',
      });
    });
  }

  it('remembers the last removal only', () => {
    const cart = after([set(middle, 0), set('eggs-1', 0), { type: 'restore' }], basket);
    expect(contents(cart)).to.deep.equal(['2 honey-340', '6 eggs-1']);
  });

  it('still puts back after a refusal, and after a quantity was set to what it was', () => {
    const removed = after([set(middle, 0)], basket);
    expect(reduceCart(removed, honey(-1), catalog).ok).to.equal(false);
    expect(after([set('honey-340', 2), { type: 'restore' }], removed)).to.deep.equal(basket);
  });

  it('has nothing to put back twice', () => {
    const cart = after([set(middle, 0), { type: 'restore' }], basket);
    expect(reduceCart(cart, { type: 'restore' }, catalog)).to.include({
      ok: false,
      code: 'nothing-to-restore',
    });
  });

  it('clearing an empty basket changes nothing', () => {
    const cleared = after([{ type: 'clear' }], basket);
    expect(after([{ type: 'clear' }, { type: 'restore' }], cleared)).to.deep.equal(basket);
  });
});

describe('a basket after any number of taps', () => {
  const variants = ['honey-340', 'oats-500', 'oats-1000', 'eggs-1', 'rye-800', 'gold'];
  const options = [{}, own, glass, { ...glass, topping: 'almonds' }, { container: 'bag' }];

  function tap(random: SeededRandom, cart: Cart): CartAction {
    const kind = random.below(10);
    if (kind < 5) {
      return {
        type: 'add',
        variant: random.pick(variants),
        quantity: random.below(8),
        modifiers: random.pick(options),
      };
    }
    if (kind < 8 && cart.lines.length > 0) return set(random.pick(cart.lines).id, random.below(13));
    return { type: kind === 8 ? 'restore' : 'clear' };
  }

  for (const seed of [1, 2, 3, 4, 5]) {
    it(`is in order, and every removal can be undone (seed ${seed})`, () => {
      const random = createRandom(seed);
      let cart = EMPTY_CART;
      for (let step = 0; step < 400; step++) {
        const reduced = reduceCart(cart, tap(random, cart), catalog);
        if (!reduced.ok) continue;
        const before = cart;
        cart = reduced.cart;
        expect(new Set(cart.lines.map(({ id }) => id)).size).to.equal(cart.lines.length);
        for (const line of cart.lines) {
          expect(line.quantity).to.be.greaterThan(0);
          expect(line.id).to.equal(lineId(line.variant, line.modifiers));
        }
        const oatsTogether = cart.lines.filter(({ variant }) => variant === 'oats-500');
        expect(oatsTogether.reduce((sum, { quantity }) => sum + quantity, 0)).to.be.at.most(10);
        if (cart.removed && cart !== before) {
          expect(contents(after([{ type: 'restore' }], cart))).to.deep.equal(contents(before));
        }
      }
    });
  }
});
