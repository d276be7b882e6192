import { expect } from '@open-wc/testing';

import { isLegalMove, ORDER_STATES, type OrderState } from '../../../src/core/order/order-states.js';
import { SETTLED_STATES } from '../../../src/core/protocol/proof.js';

const ALL = Object.keys(ORDER_STATES) as OrderState[];

describe('the table of an order\u2019s states', () => {
  it('knows the two states of a device and every state that can be proven', () => {
    expect(ALL.sort()).to.deep.equal(['saved', 'sent', ...SETTLED_STATES].sort());
  });

  for (const state of ALL) {
    it(`says how ${state} ends, or that it is the end`, () => {
      const { final, next, needsYou, cancellable } = ORDER_STATES[state];
      expect(final).to.equal(next.length === 0);
      if (final) expect([needsYou, cancellable]).to.deep.equal([false, false]);
      else expect(next.some((to) => ORDER_STATES[to].final)).to.equal(true);
    });
  }

  const illegal: [OrderState, OrderState][] = [
    ['confirmed', 'saved'],
    ['confirmed', 'sent'],
    ['sent', 'saved'],
    ['collected', 'cancelled'],
    ['rejected', 'confirmed'],
    ['cancelled', 'confirmed'],
  ];
  for (const [from, to] of illegal) {
    it(`never goes from ${from} to ${to}`, () => expect(isLegalMove(from, to)).to.equal(false));
  }
});
