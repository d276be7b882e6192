import { expect } from '@open-wc/testing';

import { findOrderOf, watchBasket } from '../../../src/core/order/order-of-basket.js';
import { createOrder } from '../../support/fixtures.js';

const oats = { variant: 'oats-500', modifiers: { container: 'own-jar' }, quantity: 2 };
const older = createOrder({ id: 'older' });
const order = createOrder({ id: 'newer' });

describe('the order that a basket became in another tab', () => {
  const rows = [
    { name: 'is the new one with its lines', lines: [oats], orders: [order, older], found: 'newer' },
    { name: 'is none that there was before', lines: [oats], orders: [older], found: undefined },
    {
      name: 'is none of other food',
      lines: [{ ...oats, variant: 'rye-1000' }],
      orders: [order],
      found: undefined,
    },
    {
      name: 'is none of another number',
      lines: [{ ...oats, quantity: 1 }],
      orders: [order],
      found: undefined,
    },
    {
      name: 'is none with other options',
      lines: [{ ...oats, modifiers: { container: 'eco-pouch' } }],
      orders: [order],
      found: undefined,
    },
  ];
  for (const { name, lines, orders, found } of rows) {
    it(name, () => {
      expect(findOrderOf(watchBasket(lines, [older]), orders)?.id).to.equal(found);
    });
  }

  it('is found also where it is told before the basket is emptied', () => {
    const watched = watchBasket([oats], [older]);
    expect(findOrderOf(watchBasket([oats], [order, older], watched), [order, older])?.id).to.equal('newer');
  });

  it('is not that of an earlier basket once the basket has changed', () => {
    const watched = watchBasket([oats], [older]);
    const more = watchBasket([{ ...oats, quantity: 3 }], [order, older], watched);
    expect(findOrderOf(watchBasket([oats], [order, older], more), [order, older])).to.equal(undefined);
  });
});
