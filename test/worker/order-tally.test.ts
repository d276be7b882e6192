import { expect } from '@open-wc/testing';

import type { Order } from '../../src/core/order/order.js';
import { OrderTally } from '../../src/worker/order-tally.js';

const order = (id: string, changes: Partial<Order> = {}) => ({ id, state: 'saved', ...changes }) as Order;
const counts = ({ open, parked }: OrderTally) => ({ open, parked });

describe('the tally of a shop\u2019s orders', () => {
  it('counts what may still change, and what was set aside', () => {
    const tally = new OrderTally();
    tally.take({ all: [order('a'), order('b', { parked: 'no' }), order('c', { state: 'collected' })] });
    expect(counts(tally)).to.deep.equal({ open: 2, parked: 1 });
  });

  it('counts an order once, as it was told last', () => {
    const tally = new OrderTally();
    tally.take({ all: [order('a', { parked: 'no' }), order('b')] });
    tally.take({ changed: [order('a'), order('b', { state: 'rejected' }), order('c')] });
    expect(counts(tally)).to.deep.equal({ open: 2, parked: 0 });
  });

  it('forgets orders that are not among all', () => {
    const tally = new OrderTally();
    tally.take({ all: [order('a'), order('b', { parked: 'no' })] });
    tally.take({ all: [order('c')] });
    expect(counts(tally)).to.deep.equal({ open: 1, parked: 0 });
  });
});
