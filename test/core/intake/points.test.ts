import { expect } from '@open-wc/testing';

import { SHOP } from '../../support/catalog-input.js';
import {
  accept,
  ADA,
  BOB,
  cancel,
  choose,
  collect,
  honey,
  IntakeShop,
  nextId,
  NOW,
  place,
  PLACE,
  takeBack,
} from '../../support/intake-batch.js';
import { accountOf, NONE, openPointShop, REDEEMED } from '../../support/point-shop.js';

const DAY_MS = 86_400_000;

async function told(shop: IntakeShop) {
  const { settled, pending } = (await shop.receive([], { device: ADA })).loyalty ?? {};
  return [settled, pending];
}

describe('points for an order', () => {
  it('are pending until it is collected, and settled then, for what was paid for goods', async () => {
    const shop = await openPointShop();
    expect(await told(shop)).to.deep.equal([0, 0]);
    const order = place();
    await shop.ask(order);
    expect(await told(shop)).to.deep.equal([0, 13]);
    await shop.ask(collect(order));
    expect(await told(shop)).to.deep.equal([13, 0]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 13, earned: 13 });
  });

  it('are settled once, however often it is sent, collected and looked after', async () => {
    const shop = await openPointShop();
    const order = place();
    const collected = collect(order);
    for (const intent of [order, collected, order, collected, collect(order)]) await shop.ask(intent);
    shop.now = NOW + 30 * DAY_MS;
    await shop.receive([]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 13, earned: 13 });
  });

  it('are not made by waiting: who never came has none, and a stall that says so late still settles them, once', async () => {
    for (const counted of [true, false]) {
      const shop = await openPointShop();
      if (counted) shop.ledger.countStock('honey-340', 'station', 5);
      const order = place();
      await shop.ask(order);
      shop.now = Date.parse('2026-11-24T07:00:00Z');
      await shop.receive([]);
      expect(await told(shop)).to.deep.equal([0, 13]);
      shop.now = Date.parse('2026-11-24T07:31:00Z');
      await shop.receive([]);
      expect([accountOf(shop), await told(shop)]).to.deep.equal([NONE, [0, 0]]);
      await shop.ask(collect(order));
      await shop.ask(collect(order));
      expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 13, earned: 13 });
    }
  });

  it('are for what was paid at the stall, where that was less', async () => {
    const shop = await openPointShop();
    const order = place();
    await shop.ask(order);
    await shop.ask(collect(order, 600));
    expect(accountOf(shop).earned).to.equal(5);
  });

  it('are none of an order that was called off, refused, or placed where the shop gives none', async () => {
    const shop = await openPointShop();
    const order = place();
    await shop.ask(order);
    await shop.ask(cancel(order.intent.id));
    await shop.ask(place({ total: 1 }));
    expect(await told(shop)).to.deep.equal([0, 0]);
    const plain = new IntakeShop();
    await plain.ask(place());
    expect((await plain.receive([], { device: ADA })).loyalty).to.equal(undefined);
  });

  it('keep the rate that the shop promised when it was placed', async () => {
    const shop = await openPointShop();
    const order = place();
    await shop.ask(order);
    shop.catalog = { ...shop.catalog, loyalty: { pointsPerMajorUnit: 9, pointValue: 5 } };
    await shop.ask(collect(order));
    expect(accountOf(shop).earned).to.equal(13);
  });

  it('are told to the device that asks, and nobody else', async () => {
    const shop = await openPointShop(50);
    expect((await shop.receive([], { device: BOB })).loyalty).to.deep.equal({ settled: 0, pending: 0 });
    expect((await shop.receive([])).loyalty).to.equal(undefined);
  });
});

describe('points that are redeemed', () => {
  it('pay for goods out of a lease, though nobody could be asked, and are gone once the order is collected', async () => {
    const shop = await openPointShop(100);
    const key = nextId();
    const { items } = await shop.lease(key, [{ points: 40 }]);
    expect(items).to.deep.equal([{ points: 40 }]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 60, leased: 40, earned: 100 });
    expect(await told(shop)).to.deep.equal([100, 0]);
    const order = place({ ...REDEEMED, leases: [{ key, items: [{ points: 40 }] }] });
    const { result, proof } = await shop.ask(order);
    expect([result.state, proof?.amount]).to.deep.equal(['confirmed', 1200]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 60, held: 40, earned: 100 });
    await shop.ask(collect(order, 1200));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 71, spent: 40, earned: 111 });
  });

  it('come out of the balance without a lease, if there are so many', async () => {
    const shop = await openPointShop(40);
    const { result, proof } = await shop.ask(place(REDEEMED));
    expect([result.state, proof?.amount, accountOf(shop).held]).to.deep.equal(['confirmed', 1200, 40]);
  });

  it('are asked about at the higher price where they are not there, and nothing is charged for them unasked', async () => {
    const shop = await openPointShop(30);
    const order = place(REDEEMED);
    const { result, proof } = await shop.ask(order);
    expect([result.state, proof?.amount]).to.deep.equal(['repriced', 1250]);
    expect(result).to.deep.include({ redeem: { points: 30, off: 150 } });
    expect(accountOf(shop)).to.deep.equal({ ...NONE, held: 30, earned: 30 });
    expect((await shop.ask(accept(order.intent.id, 1250))).result.state).to.equal('confirmed');
    await shop.ask(cancel(order.intent.id));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 30, earned: 30 });
  });

  it('are given back once when the order is called off, or never decided', async () => {
    const shop = await openPointShop(40);
    const order = place(REDEEMED);
    await shop.ask(order);
    for (let times = 0; times < 3; times++) await shop.ask(cancel(order.intent.id));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 40, earned: 40 });
    const dear = place({ redeem: { points: 60, off: 300 }, total: 1100 });
    expect((await shop.ask(dear)).result.state).to.equal('repriced');
    shop.now += 2 * DAY_MS;
    await shop.receive([]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 40, earned: 40 });
  });

  it('are never more than the goods take, whatever became of prices', async () => {
    const shop = await openPointShop(400);
    const order = place({ redeem: { points: 260, off: 1300 }, total: 100 });
    shop.catalog = withHoneyAt(shop, 600);
    const { result, proof } = await shop.ask(order);
    expect([result.state, proof?.amount]).to.deep.equal(['confirmed', 100]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 160, held: 240, earned: 400 });
  });

  for (const { what, redeem, total } of [
    { what: 'take more off than the goods cost', redeem: { points: 280, off: 1400 }, total: 0 },
    { what: 'are not taken off the total', redeem: { points: 40, off: 200 }, total: 1400 },
  ])
    it(`make no order where they ${what}`, async () => {
      const shop = await openPointShop(400);
      const { result } = await shop.ask(place({ redeem, total }));
      expect([result.state, result.reason?.code]).to.deep.equal(['rejected', 'total-mismatch']);
      expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 400, earned: 400 });
    });

  it('buy nothing by being said to be worth more than they are', async () => {
    const shop = await openPointShop(1);
    const { result, proof } = await shop.ask(place({ redeem: { points: 1, off: 1300 }, total: 100 }));
    expect([result.state, proof?.amount]).to.deep.equal(['repriced', 1395]);
    shop.ledger.countStock('honey-340', 'station', 1);
    const { alternates } = await shop.ask(
      place({
        ...TWO_KINDS,
        redeem: { points: 1, off: 1300 },
        total: TWO_KINDS.total - 1300,
      }),
    );
    expect(alternates?.map(({ amount }) => amount)).to.deep.equal([440]);
  });

  it('do not bring an order below the minimum', async () => {
    const shop = await openPointShop(400, { shop: { ...SHOP, minimum: 1300 } });
    const { result } = await shop.ask(place({ redeem: { points: 200, off: 1000 }, total: 400 }));
    expect(result.state).to.equal('confirmed');
  });
});

/** Honey, and oats for 440: what is left without the honey. */
const TWO_KINDS = {
  lines: [
    { variant: 'honey-340', modifiers: {}, quantity: 2, price: 650, total: 1300 },
    { variant: 'oats-500', modifiers: { container: 'own-jar' }, quantity: 2, price: 220, total: 440 },
  ],
  total: 1840,
};

function withHoneyAt({ catalog }: IntakeShop, price: number) {
  const products = catalog.products.map((product) => ({
    ...product,
    variants: product.variants.map((one) => (one.id === 'honey-340' ? { ...one, price } : one)),
  }));
  return { ...catalog, version: 'later', products };
}

describe('points of an order that can not be served as it was asked for', () => {
  it('stay with it while it is asked about, and what the choice does not take comes back', async () => {
    const shop = await openPointShop(400);
    shop.ledger.countStock('honey-340', 'station', 1);
    const order = place({ ...TWO_KINDS, redeem: { points: 120, off: 600 }, total: 1240 });
    const { result, alternates } = await shop.ask(order);
    expect(result.state).to.equal('disputed');
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 280, held: 120, earned: 400 });
    expect(alternates?.map(({ amount }) => amount)).to.deep.equal([0]);
    const [reduced] = alternates ?? [];
    const { result: chosen, proof } = await shop.ask(choose(order.intent.id, reduced?.id ?? ''));
    expect([chosen.state, proof?.amount]).to.deep.equal(['confirmed', 0]);
    expect(chosen).to.deep.include({ redeem: { points: 88, off: 440 } });
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 312, held: 88, earned: 400 });
  });

  it('come back when no choice was made', async () => {
    const shop = await openPointShop(400);
    shop.ledger.countStock('honey-340', 'station', 1);
    await shop.ask(place(REDEEMED));
    shop.now += 2 * DAY_MS;
    await shop.receive([]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 400, earned: 400 });
  });

  it('stay with it when its depot closes', async () => {
    const shop = await openPointShop(40);
    const order = place(REDEEMED);
    await shop.ask(order);
    await shop.close('station');
    await shop.receive([]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, held: 40, earned: 40 });
    await shop.ask(cancel(order.intent.id));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 40, earned: 40 });
  });
});

describe('points of an order that is taken back', () => {
  it('are taken back, and those that paid for it come back', async () => {
    const shop = await openPointShop(40);
    const order = place(REDEEMED);
    await shop.ask(order);
    await shop.ask(collect(order, 1200));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 11, spent: 40, earned: 51 });
    await shop.ask(takeBack(order, 1200));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 40, earned: 40 });
    await shop.ask(takeBack(order, 1200));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 40, earned: 40 });
  });

  it('are so in proportion, where only a part of it is paid back', async () => {
    const shop = await openPointShop(40);
    const order = place(REDEEMED);
    await shop.ask(order);
    await shop.ask(collect(order, 1200));
    await shop.ask(takeBack(order, 300));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 18, spent: 30, earned: 48 });
  });

  it('are owed where they are gone, and the next make that good: no balance is below zero', async () => {
    const shop = await openPointShop();
    const first = place();
    await shop.ask(first);
    await shop.ask(collect(first));
    await shop.ask(place({ redeem: { points: 13, off: 65 }, total: 1335 }));
    await shop.ask(takeBack(first));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, held: 13, owed: 13 });
    expect((await told(shop))[0]).to.equal(0);
    const next = place();
    await shop.ask(next);
    await shop.ask(collect(next));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, held: 13, earned: 13 });
  });

  it('are taken again where it was called off and yet handed over at a stall that had not heard, once, and owed where they are gone', async () => {
    const shop = await openPointShop(40);
    const order = place(REDEEMED);
    await shop.ask(order);
    await shop.ask(cancel(order.intent.id));
    const other = place({ redeem: { points: 30, off: 150 }, total: 1250 });
    await shop.ask(other);
    expect((await shop.ask(collect(order, 1200))).result.reason?.code).to.equal('not-collectable');
    expect(accountOf(shop)).to.deep.equal({ ...NONE, held: 30, spent: 40, owed: 30, earned: 40 });
    await shop.ask(collect(order, 1200));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, held: 30, spent: 40, owed: 30, earned: 40 });
    await shop.ask(cancel(other.intent.id));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, spent: 40, earned: 40 });
  });

  it('come back with the goods of an order that had been called off, once', async () => {
    const shop = await openPointShop(40);
    const order = place(REDEEMED);
    await shop.ask(order);
    await shop.ask(cancel(order.intent.id));
    await shop.ask(collect(order, 1200));
    for (let times = 0; times < 2; times++) await shop.ask(takeBack(order, 0));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 40, earned: 40 });
  });

  it('are spent a day after its time, and no calling off brings them back', async () => {
    const shop = await openPointShop(40);
    const order = place(REDEEMED);
    await shop.ask(order);
    shop.now = Date.parse('2026-11-24T07:31:00Z');
    await shop.receive([]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, spent: 40, earned: 40 });
    expect((await shop.ask(cancel(order.intent.id))).result.state).to.equal('confirmed');
    expect(accountOf(shop)).to.deep.equal({ ...NONE, spent: 40, earned: 40 });
  });
});

describe('a lease of points', () => {
  it('is no more than there are, keeps what it has for the same device, and gives back the rest', async () => {
    const shop = await openPointShop(40);
    const { items } = await shop.lease(nextId(), [{ points: 60 }, honey(1)]);
    expect(items).to.deep.equal([{ points: 40 }, honey(1)]);
    expect(await shop.lease(nextId(), [{ points: 25 }])).to.deep.include({ items: [{ points: 25 }] });
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 15, leased: 25, earned: 40 });
    expect((await shop.lease(nextId(), [PLACE])).items).to.deep.equal([PLACE]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 40, earned: 40 });
    expect((await shop.lease(nextId(), [{ points: 5 }], { device: BOB })).items).to.deep.equal([]);
  });

  it('is taken back after its grace, and an order that comes later redeems what there is', async () => {
    const shop = await openPointShop(40);
    const key = nextId();
    const { ttlMs, graceMs } = await shop.lease(key, [{ points: 40 }]);
    shop.now += ttlMs + (graceMs ?? 0);
    await shop.receive([]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 40, earned: 40 });
    const late = place({ ...REDEEMED, leases: [{ key, items: [{ points: 40 }] }] });
    expect((await shop.ask(late)).result.state).to.equal('confirmed_late');
    const twice = place({ ...REDEEMED, leases: [{ key, items: [{ points: 40 }] }] });
    expect((await shop.ask(twice)).result.state).to.equal('repriced');
    expect(accountOf(shop)).to.deep.equal({ ...NONE, held: 40, earned: 40 });
  });

  it('is nothing to a device that was copied: its orders redeem what its account has', async () => {
    const shop = await openPointShop(40);
    const key = nextId();
    await shop.lease(key, [{ points: 40 }]);
    const leases = [{ key, items: [{ points: 40 }] }];
    const [one, other] = [
      place({ ...REDEEMED, leases }, { seq: 7 }),
      place({ ...REDEEMED, leases }, { seq: 7 }),
    ];
    expect((await shop.ask(one)).result.state).to.equal('confirmed');
    const { result, proof } = await shop.ask(other);
    expect([result.state, result.forked, proof?.amount]).to.deep.equal(['repriced', true, 1400]);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, held: 40, earned: 40 });
  });
});
