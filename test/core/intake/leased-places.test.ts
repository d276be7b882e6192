import { expect } from '@open-wc/testing';

import { termsOf } from '../../../src/core/intake/lease-terms.js';
import {
  ADA,
  BOB,
  IntakeShop,
  PLACE,
  SLOT,
  cancel,
  nextId,
  place,
  placeLeased,
} from '../../support/intake-batch.js';

const { places: most, ttlMs, graceMs } = termsOf('stall');
const places = (count: number) => ({ ...PLACE, places: count });

/** With a stall, and one slot that takes so many orders. */
async function openShop(capacity: number | undefined = 8) {
  const { catalog } = new IntakeShop();
  const [depot] = catalog.depots;
  if (!depot) throw new Error('the fixture has no depot');
  const shop = new IntakeShop({
    depots: [{ ...depot, slots: depot.slots.map((rule) => ({ ...rule, capacity })) }],
  });
  await shop.ledger.transaction((rows) => rows.setRights(ADA, { class: 'stall', manualReclaim: false }));
  const taken = () => shop.ledger.taken('station', SLOT);
  /** An order of the stall, out of its lease. */
  const sell = async (key: string) => {
    const order = placeLeased(key, [PLACE]);
    const { state } = (await shop.ask(order)).result;
    return { state, id: order.intent.id };
  };
  const left = async () => {
    const lease = await shop.ledger.transaction((rows) => rows.lease(ADA));
    return lease?.items.map((item) => item.left);
  };
  return { shop, taken, sell, left };
}

describe('places in one slot of a lease', () => {
  it('are as many as are asked for', async () => {
    const { shop, taken } = await openShop();
    expect((await shop.lease(nextId(), [places(3)])).items).to.deep.equal([places(3)]);
    expect(taken()).to.equal(3);
  });

  it('are one where no number is said, and said without one', async () => {
    const { shop, taken } = await openShop();
    expect((await shop.lease(nextId(), [PLACE])).items).to.deep.equal([PLACE]);
    expect(taken()).to.equal(1);
  });

  it('are no more than are free, and granted for less', async () => {
    const { shop, taken } = await openShop(4);
    await shop.ask(place({}, { device: BOB }));
    await shop.ask(place({}, { device: BOB }));
    const key = nextId();
    expect((await shop.lease(key, [places(3)])).items).to.deep.equal([places(2)]);
    expect((await shop.lease(key, [places(3)])).items).to.deep.equal([places(2)]);
    expect(taken()).to.equal(4);
    expect((await shop.lease(nextId(), [places(3)], { device: 'carl' })).items).to.deep.equal([]);
    expect((await shop.ask(place({}, { device: BOB }))).result.reason?.code).to.equal('slot-full');
  });

  it('are no more than a class may have: one for a shopper', async () => {
    const { shop } = await openShop(1_000);
    expect((await shop.lease(nextId(), [places(999)])).items).to.deep.equal([places(most)]);
    expect((await shop.lease(nextId(), [places(3)], { device: BOB })).items).to.deep.equal([PLACE]);
  });

  it('serve one order each, and no more than there are', async () => {
    const { shop, taken, sell, left } = await openShop(3);
    const key = nextId();
    await shop.lease(key, [places(3)]);
    for (const rest of [2, 1, 0]) {
      expect((await sell(key)).state).to.equal('confirmed');
      expect([taken(), await left()]).to.deep.equal([3, [rest]]);
    }
    expect((await sell(key)).state).to.equal('disputed');
    expect(taken()).to.equal(3);
  });

  it('are good for each order after the cut-off, and for none beyond them', async () => {
    const { shop, sell } = await openShop();
    const key = nextId();
    shop.now = Date.parse('2026-11-23T05:59:00Z');
    await shop.lease(key, [places(2)]);
    shop.now = Date.parse('2026-11-23T06:10:00Z');
    const states = [await sell(key), await sell(key), await sell(key)].map(({ state }) => state);
    expect(states).to.deep.equal(['confirmed', 'confirmed', 'disputed']);
  });

  it('stay with a newer request, are added to, and go back for what it does not ask', async () => {
    const { shop, taken, sell } = await openShop(5);
    const key = nextId();
    await shop.lease(key, [places(3)]);
    await sell(key);
    expect((await shop.lease(nextId(), [places(2)])).items).to.deep.equal([places(2)]);
    expect(taken()).to.equal(3);
    expect((await shop.lease(nextId(), [places(9)])).items).to.deep.equal([places(4)]);
    expect(taken()).to.equal(5);
    expect((await shop.lease(nextId(), [PLACE])).items).to.deep.equal([PLACE]);
    expect(taken()).to.equal(2);
    await shop.lease(nextId(), []);
    expect(taken()).to.equal(1);
  });

  it('are kept until the slot is over, and not added to after its cut-off', async () => {
    const { shop, taken } = await openShop();
    shop.now = Date.parse('2026-11-23T05:59:00Z');
    await shop.lease(nextId(), [places(2)]);
    shop.now = Date.parse('2026-11-23T06:10:00Z');
    expect((await shop.lease(nextId(), [places(5)])).items).to.deep.equal([places(2)]);
    shop.now = Date.parse('2026-11-23T07:30:00Z');
    expect((await shop.lease(nextId(), [places(5)])).items).to.deep.equal([]);
    expect(taken()).to.equal(0);
  });

  it('go back with the depot, as many as are left', async () => {
    const { shop, taken, sell } = await openShop();
    const key = nextId();
    await shop.lease(key, [places(4)]);
    const { id } = await sell(key);
    await shop.close('station');
    expect((await shop.lease(nextId(), [places(4)])).items).to.deep.equal([]);
    await shop.ask(cancel(id));
    expect(taken()).to.equal(0);
  });

  it('go back once their time and its grace are over, exactly those that are left', async () => {
    const { shop, taken, sell } = await openShop();
    const key = nextId();
    await shop.lease(key, [places(4)]);
    const { id } = await sell(key);
    shop.now += ttlMs + graceMs - 1;
    await shop.receive([]);
    expect(taken()).to.equal(4);
    shop.now += 1;
    await shop.receive([]);
    await shop.receive([]);
    expect(taken()).to.equal(1);
    await shop.ask(cancel(id));
    expect(taken()).to.equal(0);
  });
});
