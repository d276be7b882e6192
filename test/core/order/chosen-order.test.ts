import { expect } from '@open-wc/testing';

import { toChosenOrder } from '../../../src/core/order/chosen-order.js';
import type { Order, OrderAlternate, OrderLine, RepriceDecision } from '../../../src/core/order/order.js';
import { createOrder } from '../../support/fixtures.js';

const CHEDDAR: OrderLine = {
  ...{ variant: 'cheddar-500', modifiers: {}, quantity: 1, price: 800, total: 800 },
  ...{ title: 'Cheddar', detail: '500 g', allergens: ['milk'], allergensStated: true },
};

/** Oats and cheddar, two jars and the cheese's cloth. */
function ordered(changes: Partial<Order> = {}): Order {
  return createOrder({
    ...{ state: 'disputed', lines: [...createOrder().lines, CHEDDAR], subtotal: 1_240 },
    ...{ deposits: 300, total: 1_540, tax: { label: 'VAT', minor: 73 } },
    ...changes,
  });
}

const alternate = (changes: Partial<OrderAlternate>): OrderAlternate => ({
  ...{ id: '1-1', pickup: ordered().pickup, without: [], amount: 1_540, discount: 0 },
  ...{ until: '2026-11-24T06:30:00Z', ...changes },
});

const choose = (changes: Partial<OrderAlternate>, order = ordered()) =>
  toChosenOrder({ ...order, choice: 'choose', chosen: alternate(changes) });

const agree = (changes: Partial<RepriceDecision>, order = ordered()) => {
  const decision = { kind: 'reprice', accepted: order.total, amount: order.total, changes: [], ...changes };
  return toChosenOrder({ ...order, state: 'repriced', choice: 'accept', decision } as Order);
};

/** What stands on paper comes to what is paid. */
const paidOf = ({ lines, deposits, discount = 0, redeemed }: Order) =>
  lines.reduce((sum, { total }) => sum + total, deposits) - discount - (redeemed?.off ?? 0);

describe('an order as it was chosen', () => {
  it('is as it was ordered while nothing is chosen, and where it is called off', () => {
    const order = ordered();
    expect(toChosenOrder(order)).to.equal(order);
    const called = ordered({ choice: 'cancel' });
    expect(toChosenOrder(called)).to.equal(called);
  });

  it('holds nothing of what is left out, nor its deposits', () => {
    const order = choose({ without: ['oats-500'], amount: 860, discount: 40 });
    expect(order.lines).to.deep.equal([CHEDDAR]);
    expect(order).to.include({ subtotal: 800, deposits: 100, discount: 40, total: 860 });
    expect(order.payment.amount).to.equal(860);
    expect(paidOf(order)).to.equal(860);
  });

  it('is collected elsewhere, with all that it holds and what is taken off for the trouble', () => {
    const pickup = { ...ordered().pickup, depot: 'market', slot: 'market/1', depotTitle: 'Market' };
    const order = choose({ pickup, amount: 1_478, discount: 62 });
    expect(order.pickup).to.deep.equal(pickup);
    expect(order).to.include({ subtotal: 1_240, deposits: 300, discount: 62, total: 1_478 });
    expect(order.lines).to.deep.equal(ordered().lines);
  });

  it('has the points that pay for a part of what is left, and no others', () => {
    const before = ordered({ redeemed: { points: 200, off: 1_000 }, total: 540 });
    const rest = { without: ['oats-500'], amount: 100, redeem: { points: 160, off: 800 } };
    expect(choose(rest, before).redeemed).to.deep.equal({ points: 160, off: 800 });
    expect(paidOf(choose(rest, before))).to.equal(100);
    expect(choose({ amount: 1_540 }, before)).not.to.have.property('redeemed');
  });

  it('has the discount of the choice in place of an earlier one', () => {
    const before = ordered({ discount: 62, total: 1_478 });
    expect(choose({ without: ['oats-500'], amount: 900 }, before)).not.to.have.property('discount');
  });

  it('says of tax only what was reckoned of the same goods at the same total', () => {
    expect(choose({}).tax).to.deep.equal({ label: 'VAT', minor: 73 });
    expect(choose({ amount: 1_478, discount: 62 })).not.to.have.property('tax');
    expect(choose({ without: ['oats-500'] })).not.to.have.property('tax');
  });

  it('costs what the shop has signed, and takes nothing off, where its prices rose', () => {
    const order = choose({ without: ['oats-500'], amount: 980 }, ordered({ deposits: 0, total: 1_240 }));
    expect(order).to.include({ subtotal: 800, deposits: 0, total: 980 });
    expect(order).not.to.have.property('discount');
  });
});

describe('an order whose new price was agreed to', () => {
  it('has the new prices', () => {
    const changes = [{ title: 'Rolled oats 500 g, Own jar', was: 220, now: 240 }];
    const order = agree({ amount: 1_580, changes });
    expect(order.lines.map(({ price, total }) => [price, total])).to.deep.equal([
      [240, 480],
      [800, 800],
    ]);
    expect(order).to.include({ subtotal: 1_280, deposits: 300, total: 1_580 });
    expect(order).not.to.have.property('discount');
    expect(order.payment.amount).to.equal(1_580);
  });

  it('has the new deposits, where those have changed', () => {
    expect(agree({ amount: 1_590 })).to.include({ subtotal: 1_240, deposits: 350, total: 1_590 });
  });

  it('has as many points as are left to pay for it', () => {
    const before = ordered({ redeemed: { points: 40, off: 200 }, total: 1_340 });
    const fewer = agree({ amount: 1_435, points: { was: 200, now: 105 } }, before);
    expect(fewer.redeemed).to.deep.equal({ points: 21, off: 105 });
    expect(fewer.deposits).to.equal(300);
    const none = agree({ amount: 1_540, points: { was: 200, now: 0 } }, before);
    expect(none).not.to.have.property('redeemed');
    expect(none.deposits).to.equal(300);
  });
});
