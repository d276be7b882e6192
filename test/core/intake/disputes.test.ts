import { expect } from '@open-wc/testing';

import type { Answer } from '../../../src/core/intake/answer.js';
import { DECISION_GRACE_MS } from '../../../src/core/intake/dispute.js';
import type { PlaceBody } from '../../../src/core/protocol/intent.js';
import { HONEY, SHOP, STATION } from '../../support/catalog-input.js';
import {
  ADA,
  BODY,
  BOB,
  IntakeShop,
  PICKUP,
  SLOT,
  accept,
  cancel,
  choose,
  place,
} from '../../support/intake-batch.js';

const MARKET = {
  id: 'market',
  title: 'Market',
  slots: [{ days: ['wed'], from: '10:00', to: '11:00', capacity: 8 }],
};
const WEDNESDAY = 'market/2026-11-25T10:00:00+00:00';
const DEPOTS = [{ ...STATION, fallbacks: ['market'] }, MARKET];
const INCENTIVE = { ...SHOP, incentive: { percent: 5 } };
const EGGS_LINE = { variant: 'eggs-1', modifiers: {}, quantity: 6, price: 35, total: 210 };
/** Two jars of honey and six eggs: 1510 and 100 of deposits. */
const TWO: Partial<PlaceBody> = { lines: [EGGS_LINE, ...BODY.lines], total: 1610 };
const at = (slot: string) => ({ pickup: { depot: 'station', slot } });
const line = (variant: string, quantity: number, price: number) => ({
  lines: [{ variant, modifiers: {}, quantity, price, total: price * quantity }],
  deposits: 0,
  total: price * quantity,
});

function openShop(changes: Record<string, unknown> = {}) {
  return new IntakeShop({ shop: INCENTIVE, depots: DEPOTS, ...changes });
}

const offers = ({ alternates = [] }: Answer) =>
  alternates.map(({ slot, without, amount, discount }) => ({ slot, without, amount, discount }));

/** One unit left where two are wanted. */
async function ranOut(shop = openShop()) {
  shop.ledger.countStock('honey-340', 'station', 1);
  const placed = place(TWO);
  return { shop, placed, id: placed.intent.id, answer: await shop.ask(placed) };
}

describe('an order that the shop can not serve as it was asked for', () => {
  const CLOSED = { ...STATION, closed: [{ from: '2026-11-23', to: '2026-11-23', reason: 'Stocktaking' }] };
  for (const { why, body, reason, depots = [STATION], now } of [
    {
      why: 'holds what the shop does not have any more',
      body: line('gold-1', 1, 900),
      reason: { code: 'unknown-variant', variant: 'gold-1' },
    },
    {
      why: 'holds what is sold out',
      body: line('rye-800', 2, 380),
      reason: { code: 'sold-out', variant: 'rye-800' },
    },
    {
      why: 'holds what comes later',
      body: line('plums-1', 2, 300),
      reason: { code: 'sold-out', variant: 'plums-1' },
    },
    {
      why: 'is for a depot that is not there any more',
      body: { pickup: { depot: 'moon', slot: 'moon/2026-11-23T07:00:00+00:00' } },
      reason: { code: 'unknown-depot', depot: 'moon' },
    },
    {
      why: 'is for a time that is not offered',
      body: at('station/2026-11-23T07:01:00+00:00'),
      reason: { code: 'unknown-slot', ...at('station/2026-11-23T07:01:00+00:00').pickup },
    },
    {
      why: 'is for a slot far beyond what is offered',
      body: at('station/2027-11-22T07:00:00+00:00'),
      reason: { code: 'unknown-slot', ...at('station/2027-11-22T07:00:00+00:00').pickup },
    },
    {
      why: 'arrives at its cut-off',
      body: {},
      now: '2026-11-23T06:00:00Z',
      reason: { code: 'cutoff-passed', ...PICKUP },
    },
    {
      why: 'is for a day when the depot is closed',
      body: {},
      depots: [CLOSED],
      reason: { code: 'depot-closed', ...PICKUP },
    },
  ] satisfies readonly {
    why: string;
    body: Partial<PlaceBody>;
    reason: object;
    depots?: readonly object[];
    now?: string;
  }[]) {
    it(`is disputed if it ${why}, and nothing is charged`, async () => {
      const shop = openShop({ depots });
      if (now !== undefined) shop.now = Date.parse(now);
      const { result, proof } = await shop.ask(place(body));
      expect([result.state, result.reason]).to.deep.equal(['disputed', reason]);
      expect([proof?.state, proof?.amount]).to.deep.equal(['disputed', { ...BODY, ...body }.total]);
    });
  }

  it('is offered the next place that has it all, then itself without what ran out, each with the incentive', async () => {
    const { answer } = await ranOut();
    expect(answer.result.reason).to.deep.equal({
      code: 'out-of-stock',
      variant: 'honey-340',
      depot: 'station',
    });
    expect(offers(answer)).to.deep.equal([
      { slot: WEDNESDAY, without: [], amount: 1510 - 76 + 100, discount: 76 },
      { slot: SLOT, without: ['honey-340'], amount: 210 - 11, discount: 11 },
    ]);
  });

  it('holds what it is offered and nothing else', async () => {
    const shop = openShop();
    shop.ledger.countStock('eggs-1', 'station', 12);
    shop.ledger.countStock('honey-340', 'market', 5);
    await ranOut(shop);
    const { ledger } = shop;
    expect([ledger.left('honey-340', 'station'), ledger.left('eggs-1', 'station')]).to.deep.equal([1, 6]);
    expect([ledger.left('honey-340', 'market'), ledger.taken('market', WEDNESDAY)]).to.deep.equal([3, 1]);
    expect(ledger.taken('station', SLOT)).to.equal(1);
  });

  it('is offered another time where its own is full, since nothing ran out', async () => {
    const small = {
      ...STATION,
      slots: [{ days: ['mon'], from: '07:00', to: '08:00', everyMinutes: 30, capacity: 1 }],
    };
    const shop = openShop({ depots: [small] });
    await shop.ask(place());
    const answer = await shop.ask(place());
    expect(answer.result.reason).to.deep.equal({ code: 'slot-full', ...PICKUP });
    expect(offers(answer)).to.deep.equal([
      { slot: 'station/2026-11-23T07:30:00+00:00', without: [], amount: 1335, discount: 65 },
    ]);
  });

  it('is offered nothing that has not got it, and can still be called off', async () => {
    const shop = openShop();
    shop.ledger.countStock('honey-340', 'station', 0);
    shop.ledger.countStock('honey-340', 'market', 1);
    const placed = place();
    expect(offers(await shop.ask(placed))).to.deep.equal([]);
    expect((await shop.ask(cancel(placed.intent.id))).result.state).to.equal('cancelled');
    expect(shop.ledger.left('honey-340', 'market')).to.equal(1);
  });

  it('may be smaller than the minimum without what the shop has not got', async () => {
    const shop = openShop({ shop: { ...INCENTIVE, minimum: 1000 } });
    const { answer } = await ranOut(shop);
    expect(offers(answer).at(-1)).to.include({ amount: 199 });
  });

  it('is offered nothing at more than was agreed, though prices have risen', async () => {
    const [jar] = HONEY.variants as object[];
    const dear = { ...HONEY, variants: [{ ...jar, price: 900, deposit: 80 }] };
    const shop = openShop({ products: [dear] });
    shop.ledger.countStock('honey-340', 'station', 0);
    expect(offers(await shop.ask(place()))).to.deep.equal([
      { slot: WEDNESDAY, without: [], amount: 1400, discount: 2 * 900 + 2 * 80 - 1400 },
    ]);
  });

  it('has to be answered within a day, or before what is offered stops taking orders', async () => {
    expect((await ranOut()).answer.result.until).to.equal('2026-11-21T09:00:00.000Z');
    const shop = openShop({ depots: [MARKET] });
    shop.now = Date.parse('2026-11-24T20:00:00Z');
    const { result } = await shop.ask(place({ pickup: { depot: 'moon', slot: 'moon/x' } }));
    expect(result.until).to.equal('2026-11-25T10:00:00.000Z');
  });
});

describe('the last unit', () => {
  it('wanted by two gives one order and one choice', async () => {
    const shop = openShop();
    shop.ledger.countStock('honey-340', 'station', 2);
    const first = await shop.ask(place({}, { device: ADA }));
    const second = await shop.ask(place({}, { device: BOB }));
    expect([first.result.state, second.result.state]).to.deep.equal(['confirmed', 'disputed']);
    expect(offers(second).map(({ slot }) => slot)).to.deep.equal([WEDNESDAY]);
    expect(shop.ledger.left('honey-340', 'station')).to.equal(0);
  });
});

describe('a choice of what was offered', () => {
  it('confirms it there, at its amount, and gives the rest back', async () => {
    const { shop, id, placed, answer } = await ranOut();
    const elsewhere = answer.alternates?.[0]?.id ?? '';
    const { result, proof } = await shop.ask(choose(id, elsewhere));
    expect([result.state, proof?.amount, proof?.order]).to.deep.equal(['confirmed', 1534, id]);
    expect(result.pickup).to.deep.equal({ depot: 'market', slot: WEDNESDAY });
    expect([result.discount, result.deposits]).to.deep.equal([76, 100]);
    expect([shop.ledger.taken('station', SLOT), shop.ledger.taken('market', WEDNESDAY)]).to.deep.equal([
      0, 1,
    ]);
    expect((await shop.ask(placed)).result).to.include({ state: 'confirmed' });
  });

  it('leaves out what ran out', async () => {
    const { shop, id, answer } = await ranOut();
    const { result, proof } = await shop.ask(choose(id, answer.alternates?.[1]?.id ?? ''));
    expect([result.state, proof?.amount]).to.deep.equal(['confirmed', 199]);
    expect(result.lines?.map(({ variant }) => variant)).to.deep.equal(['eggs-1']);
    expect(shop.ledger.left('honey-340', 'station')).to.equal(1);
  });

  it('has an effect once, and none if nobody offered it', async () => {
    const { shop, id, answer } = await ranOut();
    expect((await shop.ask(choose(id, 'moon'))).result.state).to.equal('disputed');
    const [first, second] = answer.alternates ?? [];
    const chosen = choose(id, first?.id ?? '');
    await shop.ask(chosen);
    const { result, proof } = await shop.ask(choose(id, second?.id ?? ''));
    expect([result.state, proof?.amount, proof?.rev]).to.deep.equal(['confirmed', 1534, 2]);
    expect((await shop.ask(chosen)).proof?.rev).to.equal(2);
  });

  it('of what is over has no effect, though another may still be chosen', async () => {
    const soon = { days: ['fri'], from: '10:00', to: '11:00', capacity: 8 };
    const farm = { id: 'farm', title: 'Farm', slots: [soon] };
    const shop = openShop({ depots: [...DEPOTS, farm] });
    shop.ledger.countStock('honey-340', 'station', 1);
    const placed = place();
    const { alternates = [] } = await shop.ask(placed);
    const today = alternates.find(({ depot }) => depot === 'farm');
    shop.now = Date.parse('2026-11-20T10:00:00Z') + DECISION_GRACE_MS;
    expect((await shop.ask(choose(placed.intent.id, today?.id ?? ''))).result.state).to.equal('disputed');
    const other = alternates.find(({ depot }) => depot === 'market');
    expect((await shop.ask(choose(placed.intent.id, other?.id ?? ''))).result.state).to.equal('confirmed');
  });

  it('gives back what it took when the order is called off', async () => {
    const shop = openShop();
    shop.ledger.countStock('honey-340', 'market', 5);
    const { id, answer } = await ranOut(shop);
    await shop.ask(choose(id, answer.alternates?.[0]?.id ?? ''));
    expect(shop.ledger.left('honey-340', 'market')).to.equal(3);
    await shop.ask(cancel(id));
    expect([shop.ledger.left('honey-340', 'market'), shop.ledger.taken('market', WEDNESDAY)]).to.deep.equal([
      5, 0,
    ]);
  });

  it('that was made in time is honoured a while after it, and no longer', async () => {
    const day = 86_400_000;
    for (const { late, state } of [
      { late: DECISION_GRACE_MS - 1, state: 'confirmed' },
      { late: DECISION_GRACE_MS, state: 'cancelled' },
    ]) {
      const { shop, id, placed, answer } = await ranOut();
      shop.now += day + late;
      expect((await shop.ask(choose(id, answer.alternates?.[0]?.id ?? ''))).result.state).to.equal(state);
      if (state === 'confirmed') continue;
      expect((await shop.ask(placed)).result.reason).to.deep.equal({ code: 'no-answer' });
      expect([
        shop.ledger.left('honey-340', 'station'),
        shop.ledger.taken('market', WEDNESDAY),
      ]).to.deep.equal([1, 0]);
    }
  });
});

describe('an order for a depot that closes', () => {
  it('is asked about, with what it held given back first', async () => {
    const shop = openShop();
    shop.ledger.countStock('honey-340', 'station', 5);
    const placed = place();
    await shop.ask(placed);
    await shop.close('station');
    const answer = await shop.ask(placed);
    expect([answer.result.state, answer.result.reason?.code]).to.deep.equal(['disputed', 'depot-closed']);
    expect(offers(answer).map(({ slot }) => slot)).to.deep.equal([WEDNESDAY]);
    expect([shop.ledger.left('honey-340', 'station'), shop.ledger.taken('station', SLOT)]).to.deep.equal([
      5, 0,
    ]);
  });

  for (const { what, agreed, amount } of [
    { what: 'was accepted with it, while nobody has agreed to more', agreed: false, amount: BODY.total },
    { what: 'was agreed to since', agreed: true, amount: 1430 },
  ]) {
    it(`is offered for no more than ${what}`, async () => {
      const dearer = { ...HONEY, variants: [{ id: 'honey-340', title: '340 g', price: 700, deposit: 50 }] };
      const shop = openShop({ products: [dearer] });
      const { intent } = place();
      const placed = place({ catalog: 'an older one' }, { id: intent.id });
      expect((await shop.ask(placed)).result.state).to.equal('repriced');
      if (agreed) await shop.ask(accept(intent.id, 1500));
      await shop.close('station');
      const { alternates } = await shop.ask(placed);
      expect(alternates?.map((one) => one.amount)).to.deep.equal([amount]);
    });
  }

  it('is told to its device though that asked for nothing', async () => {
    const shop = openShop({ products: [HONEY] });
    const placed = place();
    const { cursor } = await shop.receive([placed], { device: ADA });
    await shop.close('station');
    const { answers } = await shop.receive([], { device: ADA, cursor });
    expect(answers.map(({ result }) => result.state)).to.deep.equal(['disputed']);
  });

  it('is not taken there any more', async () => {
    const shop = openShop();
    await shop.close('station');
    const answer = await shop.ask(place());
    expect(answer.result.reason).to.deep.equal({ code: 'depot-closed', ...PICKUP });
  });
});
