import { expect } from '@open-wc/testing';

import type { Order } from '../../../src/core/order/order.js';
import { ORDER_STATES, type OrderState } from '../../../src/core/order/order-states.js';
import {
  againWord,
  isCollectable,
  isFindable,
  isUnsent,
  needsDecision,
  toOrderWords,
  type OrderSituation,
} from '../../../src/core/order/order-words.js';
import { REASON_TERMS, toReason } from '../../../src/core/order/reason-words.js';
import type { PaymentState } from '../../../src/core/protocol/proof.js';
import type { Connection } from '../../../src/core/shop-state.js';
import { EN } from '../../../src/locales/en.js';
import { EN_LATE } from '../../../src/locales/en-late.js';
import { EN_ORDER } from '../../../src/locales/en-order.js';
import { createOrder } from '../../support/fixtures.js';

const HOUR_MS = 3_600_000;
const ENGLISH: Readonly<Record<string, unknown>> = { ...EN, ...EN_LATE, ...EN_ORDER };
const CUTOFF = Date.parse(createOrder().pickup.cutoff);
const STATES = Object.keys(ORDER_STATES) as OrderState[];
const CONNECTIONS: readonly Connection[] = ['unknown', 'online', 'offline', 'unreachable', 'captive'];
const TRIED = [null, '2026-11-23T17:59:00.000Z', '2026-11-23T18:05:00.000Z'];

function situation(changes: Partial<OrderSituation> = {}): OrderSituation {
  return {
    connection: 'offline',
    outbox: { sending: false, triedAt: null },
    durable: 'twice',
    now: CUTOFF - 12 * HOUR_MS,
    ...changes,
  };
}

function* outages(): Generator<OrderSituation> {
  for (const connection of CONNECTIONS)
    for (const sending of [false, true])
      for (const triedAt of TRIED)
        for (const durable of ['twice', 'once', 'no'] as const)
          for (const byHand of [false, true])
            for (const now of [CUTOFF - 12 * HOUR_MS, CUTOFF - HOUR_MS, CUTOFF + HOUR_MS])
              yield {
                connection,
                outbox: { sending, triedAt },
                durable,
                byHand,
                now,
                clearedAt: '2026-12-01T00:00:00Z',
              };
}

const CHOICES: readonly Partial<Order>[] = [{}, { choice: 'cancel' }, { choice: 'accept' }];
const PARKED: readonly Partial<Order>[] = [{}, { parked: 'An intent can not be read' }];
const PAYMENTS: readonly PaymentState[] = ['at_pickup', 'paid'];

/** Every order there can be in a state: chosen about or not, set aside or not. */
function* ordersIn(state: OrderState): Generator<Order> {
  for (const choice of CHOICES)
    for (const parked of PARKED)
      for (const payment of state === 'saved' || state === 'sent' ? (['at_pickup'] as const) : PAYMENTS)
        yield createOrder({
          state,
          ...choice,
          ...parked,
          payment: { way: 'at-pickup', state: payment, amount: 440 },
        });
}

interface Said {
  readonly order: Order;
  readonly outage: OrderSituation;
  readonly terms: readonly string[];
  readonly text: string;
  /** Placeholders of its sentences that no value fills. */
  readonly gaps: readonly string[];
}

function allWords(state: OrderState): readonly Said[] {
  const all: Said[] = [];
  for (const order of ordersIn(state)) for (const outage of outages()) all.push(sayOne(order, outage));
  return all;
}

function sayOne(order: Order, outage: OrderSituation): Said {
  const { headline, details } = toOrderWords(order, outage);
  const sentences = [headline, ...details];
  const terms = sentences.map(({ term }) => term);
  const gaps = sentences.flatMap(({ term, values = {} }) =>
    [...String(ENGLISH[term]).matchAll(/\{(\w+)\}/g)]
      .filter(([, name = '']) => !(name in values))
      .map(String),
  );
  return { order, outage, terms, text: terms.map((term) => String(ENGLISH[term])).join(' '), gaps };
}

/** The distinct texts of what was said wrongly: one assertion for thousands of situations. */
const textsOf = (said: readonly Said[]) => [...new Set(said.map(({ text }) => text))];

const terms = (order: Order, changes: Partial<OrderSituation> = {}) => {
  const { tone, headline, details } = toOrderWords(order, situation(changes));
  return [tone, headline.term, ...details.map(({ term }) => term)];
};

describe('what is said of an order', () => {
  for (const state of STATES) {
    it(`is never that it was sent, confirmed or paid before that is so: ${state}, in any outage`, () => {
      const said = allWords(state);
      expect(said.length).to.be.greaterThan(500);
      const early = said.filter(
        ({ text, terms, order }) =>
          (state !== 'sent' && /(^|\. )sent\b|been sent|is with the shop/i.test(text)) ||
          (!state.startsWith('confirmed') && /\bconfirmed\b/i.test(text)) ||
          (order.payment.state !== 'paid' && /\bpaid\b/i.test(text)) ||
          ((order.choice || state === 'saved') && terms.includes('nothingCharged')),
      );
      expect(textsOf(early)).to.deep.equal([]);
    });

    it(`has an English sentence for each term, with every gap filled: ${state}`, () => {
      const said = allWords(state);
      expect([...new Set(said.flatMap(({ gaps }) => gaps))]).to.deep.equal([]);
      expect(textsOf(said).filter((text) => /undefined|\[object/.test(text))).to.deep.equal([]);
    });
  }

  it('never claims the device keeps what only this tab holds', () => {
    const held = allWords('saved').filter(({ outage }) => outage.durable === 'no');
    expect(textsOf(held).filter((text) => /(saved|kept) on this device/i.test(text))).to.deep.equal([]);
  });

  it('never says that it is sent by itself where it is sent by hand', () => {
    const said = allWords('saved').filter(({ outage }) => outage.byHand);
    expect(said.length).to.be.greaterThan(100);
    expect(textsOf(said.filter(({ terms }) => terms.includes('savedHint')))).to.deep.equal([]);
    expect(terms(createOrder(), { byHand: true })).to.deep.equal(['wait', 'state.saved', 'byHand']);
    const near = { byHand: true, now: CUTOFF - HOUR_MS };
    expect(terms(createOrder(), near)).to.deep.equal(['attention', 'savedStuck', 'byHand', 'cutoffNear']);
  });

  it('does not press where its place is held, until that is over', () => {
    const order = createOrder({ leased: true });
    const end = Date.parse(order.pickup.end);
    expect(terms(order, { byHand: true, now: CUTOFF + 1 })).to.deep.equal(['wait', 'state.saved', 'byHand']);
    expect(terms(order, { byHand: true, now: end })).to.include('cutoffOver');
  });

  it('names the shop only where it has answered, and never before', () => {
    const named = allWords('saved').filter(({ terms }) => terms.includes('state.sent'));
    expect(textsOf(named)).to.deep.equal([]);
    expect(terms(createOrder({ state: 'sent' }))).to.deep.equal(['wait', 'state.sent', 'sentHint']);
  });
});

describe('an order that is not sent', () => {
  const saved = createOrder();
  const at = '2026-11-23T18:05:00.000Z';
  const rows = [
    { name: 'offline', when: {}, says: ['wait', 'state.saved', 'savedHint'] },
    {
      name: 'before anything is known',
      when: { connection: 'unknown' },
      says: ['wait', 'state.saved', 'savedHint'],
    },
    {
      name: 'offline, while it is tried again and again',
      when: { outbox: { sending: true, triedAt: null } },
      says: ['wait', 'state.saved', 'savedHint'],
    },
    {
      name: 'online, on its way',
      when: { connection: 'online', outbox: { sending: true, triedAt: null } },
      says: ['wait', 'savedSending'],
    },
    {
      name: 'when the shop does not answer',
      when: { connection: 'unreachable', outbox: { sending: false, triedAt: at } },
      says: ['wait', 'savedStuck', 'lastTried'],
    },
    {
      name: 'when the last try was before it was placed',
      when: { connection: 'unreachable', outbox: { sending: false, triedAt: '2026-11-23T17:59:00.000Z' } },
      says: ['wait', 'state.saved', 'savedHint'],
    },
    {
      name: 'with its cut-off an hour away',
      when: { now: CUTOFF - HOUR_MS },
      says: ['attention', 'savedStuck', 'cutoffNear'],
    },
    {
      name: 'after its cut-off',
      when: { now: CUTOFF },
      says: ['attention', 'savedStuck', 'cutoffOver'],
    },
    {
      name: 'held in memory only',
      when: { durable: 'no' },
      says: ['wait', 'heldInTab', 'heldInTabHint'],
    },
    {
      name: 'in a browser that clears its data',
      when: { clearedAt: '2026-11-30T18:00:00Z' },
      says: ['wait', 'state.saved', 'savedHint', 'openBefore'],
    },
  ] as const;
  it('does not say of one that a file outlasts the tab with that it goes with the tab', () => {
    expect(terms({ ...saved, filed: 'order.place' }, { durable: 'no' })).to.deep.equal([
      'wait',
      'state.saved',
      'savedHint',
    ]);
  });

  for (const { name, when, says } of rows) {
    it(`says how it stands: ${name}`, () => {
      expect(terms(saved, when)).to.deep.equal(says);
    });
  }

  it('says why it was set aside, in the words of whoever refused it', () => {
    const order = createOrder({ parked: 'An intent can not be read' });
    expect(terms(order)).to.deep.equal(['attention', 'savedStuck', 'parkedOrder']);
    const [detail] = toOrderWords(order, situation()).details;
    expect(detail?.values).to.deep.equal({ reason: 'An intent can not be read' });
  });
});

describe('a choice that the shop has not seen', () => {
  const rows = [
    { choice: 'cancel', durable: 'twice', says: ['wait', 'cancelSaved', 'choiceHint'] },
    { choice: 'accept', durable: 'twice', says: ['wait', 'choiceSaved', 'choiceHint'] },
    { choice: 'cancel', durable: 'no', says: ['wait', 'choiceHeld', 'choiceHeldHint'] },
  ] as const;
  for (const { choice, durable, says } of rows) {
    it(`is said to be here and nowhere else: ${choice}, kept ${durable}`, () => {
      for (const state of ['saved', 'confirmed', 'repriced'] as const) {
        expect(terms(createOrder({ state, choice }), { durable })).to.deep.equal(says);
      }
    });
  }

  it('that a file outlasts the tab with does not go with the tab; another one of the same order does', () => {
    const order = createOrder({ state: 'confirmed', choice: 'cancel' });
    const said = (filed: Order['filed']) =>
      terms({ ...order, ...(filed ? { filed } : {}) }, { durable: 'no' })[1];
    expect([said('order.cancel'), said('order.place')]).to.deep.equal(['cancelSaved', 'choiceHeld']);
  });

  it('that was set aside says so', () => {
    const order = createOrder({ state: 'confirmed', choice: 'cancel', parked: 'Too large' });
    expect(terms(order)).to.deep.equal(['attention', 'cancelSaved', 'choiceHint', 'parkedOrder']);
  });

  it('leaves nothing to decide and something to send', () => {
    expect(needsDecision({ state: 'repriced' })).to.equal(true);
    expect(needsDecision({ state: 'repriced', choice: 'accept' })).to.equal(false);
    expect(isUnsent({ state: 'repriced', choice: 'accept' })).to.equal(true);
    expect(isUnsent({ state: 'repriced' })).to.equal(false);
  });
});

describe('what the shop has answered', () => {
  const until = '2026-11-23T22:00:00Z';
  const { pickup } = createOrder();
  const market = { ...pickup, depot: 'market', depotTitle: 'Market', slot: 'market/2026-11-25T10:00:00Z' };
  const offer = { id: '1-1', amount: 420, discount: 20, until };
  const ELSEWHERE = { ...offer, pickup: market, without: [] };
  const LESS = { ...offer, pickup, without: ['oats-500'] };
  const DISPUTE = { kind: 'dispute', until, alternates: [ELSEWHERE, LESS] } as const;
  const decision = {
    kind: 'reprice',
    accepted: 440,
    amount: 480,
    until,
    changes: [{ title: 'Rolled oats 500 g', was: 220, now: 240 }],
  } as const;
  const cancelled = [{ state: 'cancelled', at: until }] as const;
  const rows: readonly { name: string; order: Partial<Order>; says: readonly string[]; now?: number }[] = [
    {
      name: 'confirmed says where, when and what to pay there',
      order: { state: 'confirmed' },
      says: ['good', 'state.confirmed', 'confirmedHint'],
    },
    {
      name: 'confirmed late reads as confirmed',
      order: { state: 'confirmed_late' },
      says: ['good', 'state.confirmed_late', 'confirmedHint'],
    },
    {
      name: 'confirmed for less says what it was',
      order: { state: 'confirmed', accepted: 480 },
      says: ['good', 'state.confirmed', 'confirmedHint', 'amountChanged'],
    },
    {
      name: 'confirmed and paid asks for no money',
      order: { state: 'confirmed', payment: { way: 'at-pickup', state: 'paid', amount: 440 } },
      says: ['good', 'state.confirmed', 'paidAmount', 'collectHint'],
    },
    {
      name: 'dearer says what changed, the new total and until when',
      order: { state: 'repriced', decision },
      says: ['attention', 'state.repriced', 'repricedLine', 'repricedHint', 'decideUntil'],
    },
    {
      name: 'dearer, when the time to choose is over',
      order: { state: 'repriced', decision },
      now: Date.parse(until),
      says: ['attention', 'state.repriced', 'repricedLine', 'repricedHint', 'decideOver'],
    },
    {
      name: 'rejected says why, and that nothing was charged',
      order: { state: 'rejected', reason: { code: 'sold-out', variant: 'oats-500' } },
      says: ['bad', 'state.rejected', 'reason.sold-out', 'nothingCharged'],
    },
    {
      name: 'cancelled by the shopper says so',
      order: { state: 'cancelled', events: [{ state: 'cancel-saved', at: until }, ...cancelled] },
      says: ['plain', 'state.cancelled', 'cancelledByYou', 'nothingCharged'],
    },
    {
      name: 'cancelled by another says when',
      order: { state: 'cancelled', events: cancelled },
      says: ['plain', 'state.cancelled', 'cancelledOn', 'nothingCharged'],
    },
    {
      name: 'cancelled for want of a choice says that',
      order: { state: 'cancelled', reason: { code: 'no-answer' } },
      says: ['plain', 'undecidedInTime', 'nothingCharged'],
    },
    {
      name: 'cancelled for want of a choice by a time that is known',
      order: { state: 'cancelled', reason: { code: 'no-answer' }, undecidedBy: until },
      says: ['plain', 'undecided', 'nothingCharged'],
    },
    { name: 'expired', order: { state: 'expired' }, says: ['plain', 'state.expired', 'nothingCharged'] },
    {
      name: 'collected says when and where',
      order: { state: 'collected', events: [{ state: 'collected', at: until }] },
      says: ['good', 'state.collected', 'collectedHint'],
    },
    {
      name: 'disputed names what ran out and what can be done',
      order: { state: 'disputed', reason: { code: 'out-of-stock', variant: 'oats-500' } },
      says: ['attention', 'disputedRanOut', 'disputedHint'],
    },
    {
      name: 'disputed with something to choose says by when',
      order: { state: 'disputed', reason: { code: 'out-of-stock', variant: 'oats-500' }, decision: DISPUTE },
      says: ['attention', 'disputedRanOut', 'decideUntil'],
      now: Date.parse(until) - 1,
    },
    {
      name: 'disputed says what points take off now, where that is less',
      order: {
        state: 'disputed',
        reason: { code: 'depot-closed' },
        decision: { ...DISPUTE, points: { was: 200, now: 150 } },
      },
      says: ['attention', 'state.disputed', 'reason.depot-closed', 'repricedPoints', 'decideUntil'],
    },
    {
      name: 'disputed for its place says so',
      order: { state: 'disputed', reason: { code: 'depot-closed' }, decision: DISPUTE },
      says: ['attention', 'state.disputed', 'reason.depot-closed', 'decideOver'],
      now: Date.parse(until),
    },
    {
      name: 'a choice of another place that is saved names it',
      order: { state: 'disputed', choice: 'choose', chosen: ELSEWHERE },
      says: ['wait', 'choiceSaved', 'chosenAt', 'choiceHint'],
    },
    {
      name: 'a choice of less that is saved names what is left out',
      order: { state: 'disputed', choice: 'choose', chosen: LESS },
      says: ['wait', 'choiceSaved', 'chosenWithout', 'choiceHint'],
    },
  ];
  for (const { name, order, says, now } of rows) {
    it(name, () => {
      expect(terms(createOrder(order), now === undefined ? {} : { now })).to.deep.equal(says);
    });
  }

  it('asks for the amount that was proven, to be paid where it is collected', () => {
    const payment = { way: 'at-pickup', state: 'at_pickup', amount: 420 } as const;
    const [hint] = toOrderWords(createOrder({ state: 'confirmed', payment }), situation()).details;
    expect(hint?.values).to.deep.equal({
      when: { slot: ['2026-11-24T07:30:00Z', '2026-11-24T08:00:00Z'] },
      place: 'Station kiosk',
      amount: { money: 420 },
    });
  });
});

describe('why the shop refused', () => {
  for (const code of Object.keys(REASON_TERMS)) {
    it(`is said in words: ${code}`, () => {
      const { term, values } = toReason({ code, variant: 'oats-500' }, createOrder().lines);
      expect(ENGLISH[term]).to.be.a('string');
      expect(term).not.to.equal('reason');
      expect(values.title).to.equal('Rolled oats');
    });
  }

  for (const code of ['out-of-flour', 'constructor']) {
    it(`is shown as the shop put it where the code is unknown: ${code}`, () => {
      expect(toReason({ code }, [])).to.deep.equal({ term: 'reason', values: { title: '', code } });
    });
  }
});

describe('what a receipt may promise', () => {
  const rows: readonly { state: OrderState; collectable: boolean; findable: boolean }[] = [
    { state: 'saved', collectable: true, findable: false },
    { state: 'sent', collectable: true, findable: false },
    { state: 'confirmed', collectable: true, findable: true },
    { state: 'confirmed_late', collectable: true, findable: true },
    { state: 'disputed', collectable: true, findable: false },
    { state: 'repriced', collectable: true, findable: false },
    { state: 'rejected', collectable: false, findable: false },
    { state: 'cancelled', collectable: false, findable: false },
    { state: 'expired', collectable: false, findable: false },
    { state: 'collected', collectable: false, findable: false },
  ];
  for (const { state, collectable, findable } of rows) {
    it(`is a place to collect it and a code that finds it only where that is so: ${state}`, () => {
      expect([isCollectable({ state }), isFindable({ state })]).to.deep.equal([collectable, findable]);
      const called = { state, choice: 'cancel' } as const;
      expect([isCollectable(called), isFindable(called)]).to.deep.equal([false, false]);
    });
  }

  it('is never that the stall can read an order which the shop has not', () => {
    const said = allWords('saved').filter(({ text }) => /\bstall can read\b/i.test(text));
    expect(textsOf(said)).to.deep.equal([]);
  });
});

describe('ordering the same again', () => {
  const unpaid = { way: 'at-pickup', state: 'expired', amount: 440 } as const;
  const rows: readonly { name: string; order: Partial<Order>; word: string | undefined }[] = [
    { name: 'refused', order: { state: 'rejected' }, word: 'changeAgain' },
    { name: 'expired', order: { state: 'expired' }, word: 'orderAgain' },
    { name: 'not paid in time', order: { state: 'cancelled', payment: unpaid }, word: 'orderAgain' },
    {
      name: 'called off for want of a choice',
      order: { state: 'cancelled', reason: { code: 'no-answer' } },
      word: 'orderAgain',
    },
    { name: 'cancelled', order: { state: 'cancelled' }, word: undefined },
    { name: 'saved', order: { state: 'saved' }, word: undefined },
    { name: 'confirmed', order: { state: 'confirmed' }, word: undefined },
    { name: 'collected', order: { state: 'collected' }, word: undefined },
  ];
  for (const { name, order, word } of rows) {
    it(`${word ? 'is offered' : 'is not offered'} of an order that is ${name}`, () => {
      expect(againWord(createOrder(order))).to.equal(word);
    });
  }
});
