import { expect } from '@open-wc/testing';

import { listCounted } from '../../../src/core/recommend/counted-orders.js';
import type { Purchase } from '../../../src/core/recommend/purchase.js';
import { createOrder } from '../../support/fixtures.js';

const purchase = (id: string): Purchase => ({
  id,
  placedAt: '2026-08-01T08:00:00Z',
  lines: [{ variant: 'honey-340', modifiers: {} }],
});
const variantsOf = (purchases: readonly Purchase[]) =>
  purchases.map(({ id, lines }) => [id, ...lines.map(({ variant }) => variant)].join(' '));

describe('what is counted for what a shopper may want again', () => {
  it('is each order once, by what it holds, and what is remembered of those that are gone', () => {
    const orders = [
      createOrder({ id: 'here' }),
      createOrder({ id: 'receipt alone', lines: [] }),
      createOrder({ id: 'called off', state: 'cancelled' }),
    ];
    const remembered = ['here', 'receipt alone', 'called off', 'gone'].map(purchase);
    expect(variantsOf(listCounted(orders, remembered))).to.deep.equal([
      'here oats-500',
      'receipt alone honey-340',
      'gone honey-340',
    ]);
  });

  it('is the orders alone where nothing is remembered', () => {
    expect(variantsOf(listCounted([createOrder({ id: 'here' })]))).to.deep.equal(['here oats-500']);
  });
});
