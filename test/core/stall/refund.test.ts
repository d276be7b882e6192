import { expect } from '@open-wc/testing';

import type { ToldStanding } from '../../../src/core/stall/stall-order.js';
import { refundOf, type Paid } from '../../../src/core/stall/refund.js';
import { FACTS } from '../../support/receipt-vectors.js';

const PLACE = { depot: 'station', startMinutes: 1 };
const told = (payment: ToldStanding['payment']): ToldStanding => ({
  ...{ state: 'collected', payment, rev: 2, amount: 1_400, place: PLACE },
});
const CLAIMS = { ...FACTS, state: 'confirmed', amount: 1_500, rev: 1 } as const;
const PAID = { ...CLAIMS, payment: 'paid' } as const;
const NONE: Paid = { told: undefined, collection: undefined, claims: undefined };

describe('what a stall gives back', () => {
  const rows: readonly (readonly [string, Partial<Paid>, number])[] = [
    ['paid to the shop', { told: told('paid') }, 1_400],
    ['paid to the shop, and handed over here', { told: told('paid'), collection: { amount: 0 } }, 1_400],
    [
      'paid here, which the shop has not heard',
      { told: told('at_pickup'), collection: { amount: 900 } },
      900,
    ],
    ['paid here, and told nobody', { collection: { amount: 900 }, claims: CLAIMS }, 900],
    ['handed over here for nothing', { collection: { amount: 0 }, claims: CLAIMS }, 0],
    ['not paid, by what the shop has told', { told: told('at_pickup'), claims: PAID }, 0],
    ['not paid, by its receipt', { claims: CLAIMS }, 0],
    ['paid by its receipt, with nothing told since', { claims: PAID, collection: { amount: 0 } }, 1_500],
    ['not known at all', {}, 0],
  ];
  for (const [name, paid, refund] of rows) {
    it(`is ${refund} for an order that is ${name}`, () => {
      expect(refundOf({ ...NONE, ...paid })).to.equal(refund);
    });
  }
});
