import { expect } from '@open-wc/testing';

import { applyProof } from '../../../src/core/order/apply-proof.js';
import type { OrderRecord } from '../../../src/core/order/order.js';
import type { Proof } from '../../../src/core/protocol/proof.js';
import type { Result } from '../../../src/core/protocol/sync.js';
import { createOrder } from '../../support/fixtures.js';

const AT = '2026-11-23T19:00:00.000Z';
const CONTEXT = { at: AT, findPickup: () => undefined };

function answer(order: OrderRecord, changes: Partial<Proof>): OrderRecord {
  const proof: Proof = {
    shop: 'millrace',
    intent: order.id,
    hash: '',
    order: order.id,
    state: 'confirmed',
    payment: 'at_pickup',
    rev: order.proofRev + 1,
    amount: order.total,
    ...changes,
  };
  return applyProof(order, { intent: proof.intent, state: proof.state }, proof, CONTEXT);
}

const order: OrderRecord = { ...createOrder(), device: '', secret: '', proofRev: 0, rev: 0 };

describe('what an order costs after an answer', () => {
  it('is what was proven, and what was agreed to first is remembered', () => {
    expect(answer(order, { amount: 420 })).to.include({ total: 420, accepted: 440 });
  });

  it('is remembered as it was first agreed to, however often it changes', () => {
    const cheaper = answer(order, { amount: 420 });
    expect(answer(cheaper, { amount: 400 })).to.include({ total: 400, accepted: 440 });
  });

  it('is nothing new when it is the same', () => {
    expect(answer(order, {})).not.to.have.property('accepted');
  });

  it('does not change while the shopper is asked for a yes', () => {
    const asked = answer(order, { state: 'repriced', amount: 480 });
    expect(asked).to.include({ total: 440 });
    expect(asked).not.to.have.property('accepted');
    expect(answer(asked, { amount: 480 })).to.include({ total: 480, accepted: 440 });
  });
});

describe('points that pay for a part of an order', () => {
  const redeemed = { points: 40, off: 200 };
  const paid: OrderRecord = { ...order, redeemed, total: 240 };
  const proof: Proof = {
    ...{ shop: 'millrace', intent: order.id, hash: '', order: order.id, rev: 1 },
    ...{ state: 'confirmed', payment: 'at_pickup', amount: 290 },
  };
  const result = { intent: order.id, state: 'confirmed' as const };
  const lines = [
    ...order.lines.map(({ variant, modifiers, quantity, price, total }) => {
      return { variant, modifiers: { ...modifiers }, quantity, price, total };
    }),
  ];

  it('stay as they were signed where the answer says nothing else', () => {
    expect(answer(paid, { amount: 240 })).to.deep.include({ redeemed, total: 240 });
    expect(answer(paid, { state: 'repriced', amount: 290 })).to.deep.include({ redeemed, total: 240 });
    expect(answer(paid, { state: 'cancelled', amount: 240 })).to.deep.include({ redeemed });
  });

  it('are those that the answer names beside its lines, or none', () => {
    const fewer = { points: 30, off: 150 };
    const changed = applyProof(paid, { ...result, lines, redeem: fewer }, proof, CONTEXT);
    expect(changed).to.deep.include({ redeemed: fewer, total: 290, accepted: 240 });
    expect(applyProof(paid, { ...result, lines }, { ...proof, amount: 440 }, CONTEXT)).not.to.have.property(
      'redeemed',
    );
  });
});

describe('what is offered instead of an order', () => {
  const redeemed = { points: 40, off: 200 };
  const paid: OrderRecord = { ...order, redeemed, total: 240 };
  const { lines } = createOrder();
  const proof: Proof = {
    ...{ shop: 'millrace', intent: order.id, hash: '', order: order.id, rev: 1 },
    ...{ state: 'disputed', payment: 'at_pickup', amount: 240 },
  };
  const alternates = [240, 290, 291].map((amount) => ({
    ...{ id: `1-${amount}`, pickup: order.pickup, without: [], amount, discount: 0, until: AT },
  }));
  const offered = (result: Partial<Result>) => {
    const told = { intent: order.id, state: 'disputed' as const, ...result };
    const { decision } = applyProof(paid, told, proof, { ...CONTEXT, alternates });
    if (decision?.kind !== 'dispute') throw new Error('nothing was offered');
    return { amounts: decision.alternates.map(({ amount }) => amount), points: decision.points };
  };

  it('costs no more than was agreed to', () => {
    expect(offered({})).to.deep.equal({ amounts: [240], points: undefined });
  });

  it('costs no more than that and what points do not pay any more, which is said', () => {
    const told = lines.map((line) => ({ ...line, modifiers: { ...line.modifiers } }));
    expect(offered({ lines: told, redeem: { points: 30, off: 150 } })).to.deep.equal({
      amounts: [240, 290],
      points: { was: 200, now: 150 },
    });
    expect(offered({ lines: told, redeem: { points: 50, off: 250 } }).amounts).to.deep.equal([240]);
  });
});

describe('an order that nobody decided about', () => {
  const until = '2026-11-23T18:00:00.000Z';
  const end = (asked: OrderRecord, code: string) => {
    const proof = { shop: 'millrace', intent: order.id, hash: '', order: order.id, amount: 440 };
    const last = { ...proof, state: 'cancelled', payment: 'at_pickup', rev: 2 } as const;
    return applyProof(asked, { intent: order.id, state: 'cancelled', reason: { code } }, last, CONTEXT);
  };
  const decision = { kind: 'reprice', accepted: 440, amount: 480, until, changes: [] } as const;
  const asked: OrderRecord = { ...order, state: 'repriced', proofRev: 1, decision };

  it('remembers by when a choice had to come, where that was known', () => {
    expect(end(asked, 'no-answer')).to.include({ state: 'cancelled', undecidedBy: until });
    expect(end(order, 'no-answer')).not.to.have.property('undecidedBy');
    expect(end(asked, 'sold-out')).not.to.have.property('undecidedBy');
  });
});

describe('what was set aside of an order', () => {
  const parked = 'An intent of the batch can not be read';
  const cancelled = '019abf00-0000-7000-8000-000000000002';

  for (const choice of ['cancel', 'accept'] as const) {
    it(`stays marked while the ${choice} that it is waits, whatever is proven of the order`, () => {
      const waiting: OrderRecord = { ...order, choice, parked };
      expect(answer(waiting, { state: 'repriced' })).to.include({ choice, parked });
      expect(answer(waiting, { state: 'collected' })).to.include({ parked });
    });
  }

  it('is marked no more once it is answered', () => {
    const waiting: OrderRecord = { ...order, choice: 'cancel', parked };
    expect(answer(waiting, { intent: cancelled, state: 'cancelled' })).not.to.have.any.keys(
      'choice',
      'parked',
    );
    expect(answer({ ...order, parked }, {})).not.to.have.property('parked');
  });
});

describe('the receipt after an answer', () => {
  const own = { token: 'PN1:OWN', kind: 'attested' } as const;
  const token = 'PN1:ENDPOINTS';
  const end = (from: OrderRecord, state: Proof['state'], receipt?: string) => {
    const proof = { shop: 'millrace', intent: order.id, hash: '', order: order.id, amount: 440 };
    const next = { ...proof, state, payment: 'at_pickup', rev: from.proofRev + 1 } as const;
    const result = { intent: order.id, state, ...(receipt === undefined ? {} : { receipt }) };
    return applyProof(from, result, next, CONTEXT).receipt;
  };
  const saved: OrderRecord = { ...order, receipt: own };

  it('is the endpoint\u2019s own where the order stands', () => {
    expect(end(saved, 'confirmed', token)).to.deep.equal({ token, kind: 'confirmed' });
  });

  it('is none where the proof does not bear it out, or nothing is to be handed over', () => {
    expect(end(saved, 'cancelled', token)).to.equal(undefined);
    expect(end({ ...saved, receipt: { token, kind: 'confirmed' } }, 'disputed')).to.equal(undefined);
  });

  it('stays what the device signed until the order has come to an end', () => {
    expect(end(saved, 'disputed')).to.deep.equal(own);
    expect(end(saved, 'rejected')).to.equal(undefined);
  });

  it('is none that tells of a choice which came to nothing', () => {
    const chosen: OrderRecord = { ...saved, state: 'disputed', choice: 'choose' };
    const proof = { shop: 'millrace', intent: 'the-choice', hash: '', order: order.id, amount: 440 };
    const as = { ...proof, state: 'disputed', payment: 'at_pickup', rev: 1 } as const;
    const after = applyProof(chosen, { intent: 'the-choice', state: 'disputed' }, as, CONTEXT);
    expect([after.choice, after.receipt]).to.deep.equal([undefined, undefined]);
  });
});
