import { expect } from '@open-wc/testing';

import { allow } from '../../src/bridge/ask-personal.js';
import { hasOwnOrder, markOwnOrder } from '../../src/bridge/own-order-mark.js';
import type { EngineSeat } from '../../src/bridge/engine-seat.js';
import type { Consent } from '../../src/core/consent/consent.js';
import type { Outcome } from '../../src/core/shop-port.js';

const SHOP = 'millrace-of-leave';

/** An engine that answers each wish in one way. */
function engineThat(answer: Outcome<{ consent: Consent }>): Pick<EngineSeat, 'call' | 'tell'> {
  return { call: async () => answer as never, tell: async () => undefined };
}

const left = (personalisation: boolean) =>
  engineThat({ ok: true, consent: { personalisation, measurement: false } });

describe('leave that is taken back', () => {
  beforeEach(() => markOwnOrder(SHOP, true));
  afterEach(() => markOwnOrder(SHOP, false));

  it('takes with it that a list has an order of the shopper’s own, wherever it is said', async () => {
    await allow(left(false), { personalisation: false }, SHOP);
    expect(hasOwnOrder(SHOP)).to.equal(false);
  });

  it('takes it also where the browser refuses for its user, and refused what else was wished for', async () => {
    const refuses = engineThat({ ok: false, code: 'global-privacy-control', message: '' });
    await allow(refuses, { personalisation: false, measurement: true }, SHOP);
    expect(hasOwnOrder(SHOP)).to.equal(false);
  });

  it('leaves it where it was not that, or could not be done', async () => {
    await allow(left(true), { measurement: false }, SHOP);
    await allow(engineThat({ ok: false, code: 'closed', message: '' }), { personalisation: false }, SHOP);
    expect(hasOwnOrder(SHOP)).to.equal(true);
  });
});
