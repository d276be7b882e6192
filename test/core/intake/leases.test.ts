import { expect } from '@open-wc/testing';

import { MOST_PER_ADDRESS, termsOf } from '../../../src/core/intake/lease-terms.js';
import {
  ADA,
  BOB,
  IntakeShop,
  OWNER,
  PICKUP,
  PLACE,
  SLOT,
  cancel,
  honey,
  nextId,
  place,
  placeLeased,
  say,
} from '../../support/intake-batch.js';

const { ttlMs, graceMs, units } = termsOf('shopper');
const HONEY = ['honey-340', 'station'] as const;

function openShop(pool = 10) {
  const shop = new IntakeShop();
  shop.ledger.countStock(...HONEY, pool);
  return shop;
}

function counts(shop: IntakeShop) {
  const { pool, leased, sold } = shop.ledger.count(...HONEY) ?? {};
  return { pool, leased, sold };
}

const stateOf = async (shop: IntakeShop, intent: ReturnType<typeof place>) =>
  (await shop.ask(intent)).result.state;

describe('a lease', () => {
  it('moves what it grants out of the pool', async () => {
    const shop = openShop();
    const key = nextId();
    const grant = await shop.lease(key, [honey(2), PLACE]);
    expect(grant).to.include({ key, ttlMs, graceMs });
    expect(grant.items).to.have.deep.members([honey(2), PLACE]);
    expect(counts(shop)).to.deep.equal({ pool: 8, leased: 2, sold: 0 });
    expect(shop.ledger.taken('station', SLOT)).to.equal(1);
  });

  it('is the same again by the same key, also once some of it is sold', async () => {
    const shop = openShop();
    const key = nextId();
    const first = await shop.lease(key, [honey(3)]);
    await shop.ask(placeLeased(key, [honey(2)]));
    expect(await shop.lease(key, [honey(3)])).to.deep.equal(first);
    expect(counts(shop)).to.deep.equal({ pool: 7, leased: 1, sold: 2 });
  });

  it('is superseded by a newer request, which is never in its own way', async () => {
    const shop = openShop(2);
    await shop.lease(nextId(), [honey(1)]);
    expect((await shop.lease(nextId(), [honey(1)])).items).to.deep.equal([honey(1)]);
    expect(counts(shop)).to.deep.equal({ pool: 1, leased: 1, sold: 0 });
    expect((await shop.lease(nextId(), [PLACE])).items).to.deep.equal([PLACE]);
    expect(counts(shop)).to.deep.equal({ pool: 2, leased: 0, sold: 0 });
    expect((await shop.lease(nextId(), [])).items).to.deep.equal([]);
    expect(shop.ledger.taken('station', SLOT)).to.equal(0);
  });

  it('is not had by an older request that comes late', async () => {
    const shop = openShop();
    const [older, newer] = [nextId(), nextId()];
    await shop.lease(newer, [honey(2)]);
    expect((await shop.lease(older, [honey(5)])).items).to.deep.equal([]);
    expect(counts(shop)).to.deep.equal({ pool: 8, leased: 2, sold: 0 });
  });

  it('is as much as there is, as one may have, and as may be leased at all', async () => {
    expect((await openShop(1).lease(nextId(), [honey(2)])).items).to.deep.equal([honey(1)]);
    const large = openShop(1_000);
    expect((await large.lease(nextId(), [honey(999)])).items).to.deep.equal([honey(units)]);
    const shop = openShop(10);
    await shop.lease(nextId(), [honey(4)], { device: BOB });
    expect((await shop.lease(nextId(), [honey(4)])).items).to.deep.equal([honey(1)]);
    expect(await stateOf(shop, place({}, { device: 'carl' }))).to.equal('confirmed');
  });

  it('is had by so many from one address, and by everybody from elsewhere', async () => {
    const shop = openShop(1_000);
    const ask = (device: string, address: string) =>
      shop.lease(nextId(), [honey(1)], { device, address }).then(({ items }) => items.length);
    for (let n = 0; n < MOST_PER_ADDRESS; n++) expect(await ask(`device ${n}`, '10.0.0.1')).to.equal(1);
    expect(await ask('one more', '10.0.0.1')).to.equal(0);
    expect(await ask('device 0', '10.0.0.1')).to.equal(1);
    await shop.lease(nextId(), [honey(2)], { device: 'one more', address: '10.0.0.2' });
    const moved = await shop.lease(nextId(), [honey(5)], { device: 'one more', address: '10.0.0.1' });
    expect(moved.items).to.deep.equal([honey(2)]);
    expect(await ask('one more', '10.0.0.2')).to.equal(1);
  });

  it('holds one place for a shopper, who collects at one time', async () => {
    const later = { ...PLACE, slot: 'station/2026-11-23T07:30:00+00:00' };
    expect((await openShop().lease(nextId(), [PLACE, later])).items).to.deep.equal([PLACE]);
  });

  it('is had of what is not counted, without a count', async () => {
    const shop = new IntakeShop();
    const key = nextId();
    expect((await shop.lease(key, [honey(2)])).items).to.deep.equal([honey(2)]);
    expect(await stateOf(shop, placeLeased(key, [honey(2)]))).to.equal('confirmed');
  });

  it('is not had of what is not on sale, at a depot that is closed, or for a time that is over', async () => {
    const shop = openShop();
    const rye = { variant: 'rye-800', depot: 'station', quantity: 1 };
    expect((await shop.lease(nextId(), [rye, { ...PLACE, slot: 'station/never' }])).items).to.deep.equal([]);
    shop.now = Date.parse('2026-11-23T06:00:00Z');
    expect((await shop.lease(nextId(), [PLACE])).items).to.deep.equal([]);
    await shop.close('station');
    expect((await shop.lease(nextId(), [honey(1)])).items).to.deep.equal([]);
  });

  it('is given up by an intent, once', async () => {
    const shop = openShop();
    const key = nextId();
    await shop.lease(key, [honey(2), PLACE]);
    const release = { ...say('device.enrol', { device: ADA, class: 'shopper' }), device: ADA };
    const { type: _type, body: _body, ...head } = release.intent;
    const intent = { ...release, intent: { ...head, type: 'lease.release' as const, body: { lease: key } } };
    expect(await stateOf(shop, intent)).to.equal('confirmed');
    expect(await stateOf(shop, intent)).to.equal('confirmed');
    expect(counts(shop)).to.deep.equal({ pool: 10, leased: 0, sold: 0 });
    expect((await shop.lease(key, [honey(2)])).items).to.deep.equal([]);
  });
});

describe('an order out of a lease', () => {
  it('is confirmed with what was kept for it, and gives it back when it is called off', async () => {
    const shop = openShop(1);
    const key = nextId();
    await shop.lease(key, [honey(1), PLACE]);
    expect(await stateOf(shop, place({}, { device: BOB }))).to.equal('disputed');
    const lines = [{ variant: 'honey-340', modifiers: {}, quantity: 1, price: 650, total: 650 }];
    const leases = [{ key, items: [honey(1), PLACE] }];
    const small = place({ lines, deposits: 50, total: 700, leases });
    expect(await stateOf(shop, small)).to.equal('confirmed');
    expect(counts(shop)).to.include({ leased: 0, sold: 1 });
    await shop.ask(cancel(small.intent.id));
    expect(counts(shop)).to.deep.equal({ pool: 1, leased: 0, sold: 0 });
    expect(shop.ledger.taken('station', SLOT)).to.equal(0);
  });

  it('may come after the slot\u2019s cut-off, since its place is kept', async () => {
    const shop = openShop();
    const key = nextId();
    shop.now = Date.parse('2026-11-23T05:59:00Z');
    await shop.lease(key, [honey(2), PLACE]);
    shop.now = Date.parse('2026-11-23T06:10:00Z');
    expect(await stateOf(shop, placeLeased(key, [honey(2), PLACE]))).to.equal('confirmed');
    expect((await shop.ask(place())).result.reason?.code).to.equal('cutoff-passed');
  });

  it('is taken in after its time as well, since it was promised before', async () => {
    const shop = openShop();
    const key = nextId();
    shop.now = Date.parse('2026-11-23T05:59:00Z');
    await shop.ledger.transaction((rows) => rows.setRights(ADA, { class: 'stall', manualReclaim: false }));
    await shop.lease(key, [honey(2), PLACE]);
    shop.now = Date.parse('2026-11-23T07:30:00Z');
    expect(await stateOf(shop, placeLeased(key, [honey(2), PLACE]))).to.equal('confirmed');
    expect(counts(shop)).to.deep.equal({ pool: 8, leased: 0, sold: 2 });
  });

  it('is taken to be collected a day after its time, also where the count of that was forgotten', async () => {
    const shop = openShop();
    const key = nextId();
    shop.now = Date.parse('2026-11-23T05:59:00Z');
    await shop.ledger.transaction((rows) => rows.setRights(ADA, { class: 'stall', manualReclaim: true }));
    await shop.lease(key, [honey(2), PLACE]);
    shop.now = Date.parse('2026-11-25T07:30:00Z');
    await shop.receive([]);
    expect(await stateOf(shop, placeLeased(key, [honey(2), PLACE]))).to.equal('confirmed');
    await shop.receive([]);
    expect(counts(shop)).to.deep.equal({ pool: 8, leased: 0, sold: 0 });
  });

  it('takes from the pool what it did not name, and what the lease did not have', async () => {
    const shop = openShop(10);
    const key = nextId();
    await shop.lease(key, [honey(1)]);
    expect(await stateOf(shop, placeLeased(key, [honey(1)]))).to.equal('confirmed');
    expect(counts(shop)).to.deep.equal({ pool: 8, leased: 0, sold: 2 });
    expect(await stateOf(shop, placeLeased(key, [honey(2)]))).to.equal('confirmed_late');
    expect(counts(shop)).to.deep.equal({ pool: 6, leased: 0, sold: 4 });
  });

  it('is honoured under any key of its device: what is left moves with the newest', async () => {
    const shop = openShop(2);
    const [first, second] = [nextId(), nextId()];
    await shop.lease(first, [honey(1)]);
    await shop.lease(second, [honey(1), PLACE]);
    const order = placeLeased(first, [honey(1)]);
    expect(await stateOf(shop, order)).to.equal('confirmed');
    expect(counts(shop)).to.deep.equal({ pool: 0, leased: 0, sold: 2 });
  });

  it('is decided before the request that comes with it', async () => {
    const shop = openShop(2);
    const [first, second] = [nextId(), nextId()];
    await shop.lease(first, [honey(1)]);
    const leases = [{ key: second, items: [honey(1)] }];
    const { answers, leases: grants } = await shop.receive([placeLeased(first, [honey(1)])], {
      device: ADA,
      leases,
    });
    expect(answers[0]?.result.state).to.equal('confirmed');
    expect(grants[0]?.items).to.deep.equal([]);
  });

  it('is nobody else\u2019s to place', async () => {
    const shop = openShop(2);
    const key = nextId();
    await shop.lease(key, [honey(1)]);
    const { result } = await shop.ask(placeLeased(key, [honey(1)], { device: BOB }));
    expect(result.reason?.code).to.equal('out-of-stock');
    expect(counts(shop)).to.include({ leased: 1 });
  });
});

describe('a lease whose time is over', () => {
  for (const { late, state } of [
    { late: graceMs - 1, state: 'confirmed' },
    { late: graceMs, state: 'confirmed_late' },
  ]) {
    it(`${state === 'confirmed' ? 'is still good' : 'has gone back'} ${late} ms after it`, async () => {
      const shop = openShop();
      const key = nextId();
      await shop.lease(key, [honey(2)]);
      shop.now += ttlMs + late;
      expect(await stateOf(shop, placeLeased(key, [honey(2)]))).to.equal(state);
      expect(counts(shop)).to.deep.equal({ pool: 8, leased: 0, sold: 2 });
    });
  }

  it('is a dispute once somebody else has bought what went back', async () => {
    const shop = openShop(3);
    const key = nextId();
    await shop.lease(key, [honey(2)]);
    shop.now += ttlMs + graceMs;
    await shop.ask(place({}, { device: BOB }));
    expect(await stateOf(shop, placeLeased(key, [honey(2)]))).to.equal('disputed');
  });

  it('is kept for a stall that gives it up by hand, until the owner takes it back', async () => {
    const shop = openShop();
    await shop.ledger.transaction(async (rows) => {
      await rows.setRights(OWNER, { class: 'owner', manualReclaim: false });
      await rows.setRights(ADA, { class: 'stall', manualReclaim: true });
    });
    const grant = await shop.lease(nextId(), [honey(10)]);
    expect([grant.items, grant.graceMs]).to.deep.equal([[honey(10)], null]);
    shop.now += 30 * 86_400_000;
    await shop.receive([]);
    expect(counts(shop)).to.include({ leased: 10 });
    await shop.ask(say('device.enrol', { device: ADA, class: 'shopper' }));
    expect(counts(shop)).to.deep.equal({ pool: 10, leased: 0, sold: 0 });
  });
});

describe('a device that was copied', () => {
  it('loses its lease, and its order is taken in without it', async () => {
    const shop = openShop();
    const key = nextId();
    await shop.lease(key, [honey(4)]);
    await shop.ask(placeLeased(key, [honey(2)], { seq: 7 }));
    const { result } = await shop.ask(placeLeased(key, [honey(2)], { seq: 7 }));
    expect([result.state, result.forked]).to.deep.equal(['confirmed_late', true]);
    expect(counts(shop)).to.deep.equal({ pool: 6, leased: 0, sold: 4 });
    expect((await shop.lease(key, [honey(4)])).items).to.deep.equal([]);
  });

  it('is no stall any more', async () => {
    const shop = openShop();
    await shop.ledger.transaction((rows) => rows.setRights(ADA, { class: 'stall', manualReclaim: false }));
    await shop.ask(place({ pickup: PICKUP }, { seq: 7 }));
    await shop.ask(place({}, { seq: 7 }));
    expect((await shop.ledger.transaction((rows) => rows.rights(ADA))).class).to.equal('shopper');
  });
});
