import { expect } from '@open-wc/testing';

import { STATION } from '../../support/catalog-input.js';
import {
  ADA,
  BODY,
  cancel,
  collect,
  IntakeShop,
  place,
  SLOT,
  STALL,
  takeBack,
} from '../../support/intake-batch.js';

const DAY_MS = 86_400_000;
/** Of two times, each for one order. */
const ONE_PLACE = {
  ...STATION,
  slots: [{ days: ['mon'], from: '07:00', to: '08:00', everyMinutes: 30, capacity: 1 }],
};

async function openShop() {
  const shop = new IntakeShop();
  shop.ledger.countStock('honey-340', 'station', 5);
  const stall = { class: 'stall', manualReclaim: false } as const;
  await shop.ledger.transaction((rows) => rows.setRights(STALL, stall));
  return shop;
}

const counts = ({ ledger }: IntakeShop) => {
  const { pool, sold } = ledger.count('honey-340', 'station') ?? {};
  return [pool, sold];
};

describe('an order that a stall has handed over', () => {
  it('is collected and paid, and its goods are not there any more', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    expect(counts(shop)).to.deep.equal([3, 2]);
    const { result, proof, receipt } = await shop.ask(collect(order));
    expect([result.state, result.payment, proof?.order]).to.deep.equal([
      'collected',
      'paid',
      order.intent.id,
    ]);
    expect(receipt).to.include({ state: 'collected', payment: 'paid', rev: 2 });
    expect(counts(shop)).to.deep.equal([3, 0]);
    expect((await shop.ask(order)).result.state).to.equal('collected');
  });

  it('is paid at what was taken where that was less, which is all that can be given back', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    const { result, proof } = await shop.ask(collect(order, 1000));
    expect(result).to.include({ state: 'collected', payment: 'paid', discount: 400 });
    expect([proof?.amount, result.lines?.length]).to.deep.equal([1000, 1]);
    expect((await shop.ask(takeBack(order, 1001))).result.reason?.code).to.equal('too-much');
    expect((await shop.ask(takeBack(order, 1000))).result.payment).to.equal('refunded');
  });

  it('is not paid by nothing', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    expect((await shop.ask(collect(order, 0))).result).to.include({
      state: 'collected',
      payment: 'at_pickup',
    });
  });

  it('is collected once: whoever comes second is told, and the same again is answered the same', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    const first = collect(order);
    await shop.ask(first);
    const { result, proof } = await shop.ask(collect(order));
    expect([result.state, result.reason?.code]).to.deep.equal(['rejected', 'already-collected']);
    expect(proof?.order).to.equal(proof?.intent);
    expect((await shop.ask(first)).result.state).to.equal('collected');
  });

  it('takes its goods out of what is there whenever a stall hands it over, once for each time', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    await shop.ask(collect(order));
    const again = collect(order);
    await shop.ask(again);
    expect(counts(shop)).to.deep.equal([1, 0]);
    await shop.ask(again);
    expect(counts(shop)).to.deep.equal([1, 0]);
    await shop.ask(collect(order));
    expect(counts(shop)).to.deep.equal([0, 0]);
  });

  it('takes its goods out of what is there although it was called off', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    await shop.ask(cancel(order.intent.id));
    expect(counts(shop)).to.deep.equal([5, 0]);
    await shop.ask(collect(order));
    expect(counts(shop)).to.deep.equal([3, 0]);
  });

  it('waits for an order that nobody has brought yet', async () => {
    const shop = await openShop();
    const order = place();
    const early = collect(order);
    expect((await shop.ask(early)).result.state).to.equal('waiting');
    await shop.ask(order);
    expect((await shop.ask(early)).result.state).to.equal('collected');
  });

  it('is settled across the counter where it was asked about', async () => {
    const shop = await openShop();
    shop.ledger.countStock('honey-340', 'station', 1);
    const order = place();
    const { result: asked } = await shop.ask(order);
    expect(asked.state).to.equal('disputed');
    const { result, proof } = await shop.ask(collect(order, 1000));
    expect([result.state, result.payment, proof?.amount]).to.deep.equal(['collected', 'paid', 1000]);
    expect(result.reason).to.equal(undefined);
    expect(counts(shop)).to.deep.equal([0, 0]);
  });

  it('costs no more than was asked for it, whatever a stall says that it took', async () => {
    const shop = await openShop();
    shop.ledger.countStock('honey-340', 'station', 1);
    const order = place();
    await shop.ask(order);
    const { result, proof } = await shop.ask(collect(order, 9_000));
    expect([result.payment, proof?.amount]).to.deep.equal(['paid', BODY.total]);
  });

  it('is not paid where it was asked about and nothing was taken', async () => {
    const shop = await openShop();
    shop.ledger.countStock('honey-340', 'station', 1);
    const order = place();
    await shop.ask(order);
    const { result, proof } = await shop.ask(collect(order, 0));
    expect([result.payment, proof?.amount]).to.deep.equal(['at_pickup', BODY.total]);
  });

  it('takes with it what was held for a choice', async () => {
    const shop = new IntakeShop({ depots: [ONE_PLACE] });
    shop.ledger.countStock('honey-340', 'station', 4);
    const stall = { class: 'stall', manualReclaim: false } as const;
    await shop.ledger.transaction((rows) => rows.setRights(STALL, stall));
    await shop.ask(place());
    const order = place();
    const { alternates } = await shop.ask(order);
    expect([alternates?.length, ...counts(shop)]).to.deep.equal([1, 0, 4]);
    await shop.ask(collect(order));
    expect(counts(shop)).to.deep.equal([0, 2]);
  });

  it('takes what was chosen with no network, of which the shop has not heard yet', async () => {
    const shop = new IntakeShop({ depots: [ONE_PLACE] });
    shop.ledger.countStock('honey-340', 'station', 6);
    const stall = { class: 'stall', manualReclaim: false } as const;
    await shop.ledger.transaction((rows) => rows.setRights(STALL, stall));
    await shop.ask(place());
    const order = place();
    const { alternates } = await shop.ask(order);
    const [first] = alternates ?? [];
    if (!first) throw new Error('nothing is offered');
    const { depot, slot, amount } = first;
    const { result, proof } = await shop.ask(collect(order, amount, { chosen: { depot, slot, amount } }));
    expect([result.state, result.payment, proof?.amount, result.pickup?.slot]).to.deep.equal([
      'collected',
      'paid',
      amount,
      slot,
    ]);
    expect(counts(shop)).to.deep.equal([2, 2]);
  });

  for (const { what, code, before, intent } of [
    {
      what: 'that was called off',
      code: 'not-collectable',
      before: cancel,
      intent: (order: ReturnType<typeof place>) => collect(order),
    },
    {
      what: 'whose receipt is of other bytes',
      code: 'other-order',
      intent: (order: ReturnType<typeof place>) => collect({ ...order, hash: 'another' }),
    },
    {
      what: 'by a device that is no stall',
      code: 'not-allowed',
      intent: (order: ReturnType<typeof place>) => collect(order, 1400, { device: ADA }),
    },
    {
      what: 'in a rehearsal',
      code: 'wrong-mode',
      intent: (order: ReturnType<typeof place>) => collect(order, 1400, { mode: 'test' }),
    },
  ]) {
    it(`is refused ${what}`, async () => {
      const shop = await openShop();
      const order = place();
      await shop.ask(order);
      if (before) await shop.ask(before(order.intent.id));
      const { result } = await shop.ask(intent(order));
      expect([result.state, result.reason?.code]).to.deep.equal(['rejected', code]);
    });
  }
});

describe('an order that is taken back', () => {
  it('is so once', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    expect((await shop.ask(takeBack(order))).result.reason?.code).to.equal('not-collected');
    await shop.ask(collect(order));
    expect((await shop.ask(takeBack(order, 1401))).result.reason?.code).to.equal('too-much');
    expect((await shop.ask(takeBack(order))).result).to.include({
      state: 'collected',
      payment: 'refunded',
    });
    expect((await shop.ask(takeBack(order))).result.reason?.code).to.equal('already-returned');
  });

  it('is paid for what was kept, where a part was given back', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    await shop.ask(collect(order));
    const { result, proof } = await shop.ask(takeBack(order, 100));
    expect([result.payment, proof?.amount]).to.deep.equal(['paid', 1300]);
    expect((await shop.ask(takeBack(order, 100))).result.reason?.code).to.equal('already-returned');
  });

  it('gives no money back for one that nobody has paid', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    await shop.ask(collect(order, 0));
    expect((await shop.ask(takeBack(order, 1))).result.reason?.code).to.equal('too-much');
    expect((await shop.ask(takeBack(order, 0))).result.payment).to.equal('at_pickup');
    expect((await shop.ask(takeBack(order, 0))).result.reason?.code).to.equal('already-returned');
  });
});

describe('an order whose time is over', () => {
  it('is taken to be collected a day later, so that a count of what lies there disputes nobody', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    const end = Date.parse(SLOT.slice('station/'.length)) + 30 * 60_000;
    shop.now = end + DAY_MS;
    await shop.receive([]);
    expect(counts(shop)).to.deep.equal([3, 2]);
    shop.now += 3 * 60 * 60_000;
    await shop.receive([]);
    expect(counts(shop)).to.deep.equal([3, 0]);
    const { result, proof } = await shop.ask(order);
    expect([result.state, proof?.amount]).to.deep.equal(['confirmed', BODY.total]);
    expect((await shop.ask(cancel(order.intent.id))).result.state).to.equal('cancelled');
    expect(counts(shop)).to.deep.equal([3, 0]);
  });

  it('is not taken out of what lies there a second time by a stall that says so late', async () => {
    const shop = await openShop();
    const order = place();
    await shop.ask(order);
    shop.now = Date.parse(SLOT.slice('station/'.length)) + 2 * DAY_MS;
    await shop.receive([]);
    await shop.ask(collect(order));
    expect(counts(shop)).to.deep.equal([3, 0]);
  });
});
