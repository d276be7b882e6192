import { expect } from '@open-wc/testing';

import { keepLeases, prepareAsk, type LeaseAsk } from '../../../src/core/lease/ask.js';
import type { LeaseRecord, Moment } from '../../../src/core/lease/lease.js';
import type { LeaseItem } from '../../../src/core/protocol/lease.js';
import { keepStall } from '../../../src/core/stall/enrol.js';
import { createDevice, placeOne, type Device } from '../../support/order-desk.js';

const oats = (quantity: number) => ({ variant: 'oats-500', depot: 'station', quantity });
const PLACE = { depot: 'station', slot: 'station/1' };
const TERMS = { ttlMs: 900_000, marginMs: 30_000, graceMs: 0 };

async function setUp() {
  const device = createDevice();
  const moment = (): Moment => ({ now: device.time.now, elapsed: 0, session: 'one', behind: false });
  const prepare = (items: readonly LeaseItem[], batch: Parameters<typeof prepareAsk>[3] = [], given = {}) =>
    prepareAsk(device.ports, 'ada', { items, moment, ...given }, batch);
  const ask = async (items: readonly LeaseItem[]) => (await prepare(items)) as LeaseAsk;
  const grant = (asked: LeaseAsk, items: readonly LeaseItem[]) =>
    keepLeases(device.store, asked, [{ key: asked.request.key, items: [...items], ...TERMS }], undefined);
  const left = async () => {
    const leases = await device.store.list('lease');
    return leases.map(({ items }) => items.map((held) => held.left));
  };
  return { device, moment, prepare, ask, grant, left };
}

/** As an order does that takes so many out of the lease. */
async function take({ store }: Device, quantity: number): Promise<void> {
  const [lease] = await store.list('lease');
  if (!lease) throw new Error('there is no lease');
  const [first, ...rest] = lease.items;
  if (!first) throw new Error('the lease is empty');
  const items = [{ ...first, left: first.left - quantity }, ...rest];
  const next: LeaseRecord = { ...lease, items, rev: lease.rev + 1 };
  await store.commit({
    expect: [[['lease', lease.key], lease.rev]],
    put: [[['lease', lease.key], next]],
    durability: 'strict',
  });
}

describe('a request for a lease', () => {
  it('brings what is granted, from the moment at which it was sent', async () => {
    const { device, ask, grant } = await setUp();
    const asked = await ask([oats(3), PLACE]);
    device.time.now += 60_000;
    await grant(asked, [oats(2), PLACE]);
    const [lease] = await device.store.list('lease');
    expect(lease?.items.map(({ left }) => left)).to.deep.equal([2, 1]);
    expect(lease?.asked.now).to.equal(device.time.now - 60_000);
    expect(lease).to.include({ key: asked.request.key, device: 'ada', ttlMs: 900_000 });
  });

  it('brings several places in a slot, less those that were promised since', async () => {
    const { device, ask, grant, left } = await setUp();
    const several = { ...PLACE, places: 3 };
    await grant(await ask([several]), [several]);
    const asked = await ask([several]);
    await take(device, 1);
    await grant(asked, [several]);
    expect(await left()).to.deep.equal([[2]]);
  });

  it('brings one place where the endpoint knows of no number', async () => {
    const { ask, grant, left } = await setUp();
    await grant(await ask([{ ...PLACE, places: 3 }]), [PLACE]);
    expect(await left()).to.deep.equal([[1]]);
  });

  it('gives up first what it does not ask for any more', async () => {
    const { ask, grant, left } = await setUp();
    await grant(await ask([oats(3), PLACE]), [oats(3), PLACE]);
    await ask([oats(1)]);
    expect(await left()).to.deep.equal([[1, 0]]);
  });

  it('takes out of the answer what was promised while it was on its way', async () => {
    const { device, ask, grant, left } = await setUp();
    await grant(await ask([oats(3)]), [oats(3)]);
    const asked = await ask([oats(5)]);
    await take(device, 2);
    await grant(asked, [oats(5)]);
    expect(await left()).to.deep.equal([[3]]);
  });

  it('is superseded by a newer one, whose answer may come first', async () => {
    const { device, ask, grant, left } = await setUp();
    const older = await ask([oats(5)]);
    device.time.now += 1;
    const newer = await ask([oats(2)]);
    expect(newer.request.key > older.request.key).to.equal(true);
    await grant(newer, [oats(2)]);
    await grant(older, [oats(5)]);
    expect(await left()).to.deep.equal([[2]]);
  });

  it('ends the lease before it where nothing is granted', async () => {
    const { ask, grant, left } = await setUp();
    await grant(await ask([oats(3)]), [oats(3)]);
    await grant(await ask([]), []);
    expect(await left()).to.deep.equal([]);
  });

  it('is not made while an order waits that it does not go with', async () => {
    const { device, prepare } = await setUp();
    await placeOne(device);
    expect(await prepare([oats(1)])).to.equal(undefined);
    const batch = await device.store.list('intent');
    expect((await prepare([oats(1)], batch))?.request.items).to.deep.equal([oats(1)]);
  });

  it('sorts behind the one before, whatever the clock says', async () => {
    const { device, ask, grant } = await setUp();
    const first = await ask([oats(1)]);
    await grant(first, [oats(1)]);
    device.time.now -= 3_600_000;
    expect((await ask([oats(1)])).request.key > first.request.key).to.equal(true);
  });
});

describe('what a stall holds for its day', () => {
  const honey = { variant: 'honey-340', depot: 'station', quantity: 4 };

  async function openStall() {
    const open = await setUp();
    const { device, moment, prepare, ask, grant } = open;
    await grant(await ask([oats(3), honey, PLACE]), [oats(3), honey, PLACE]);
    const had = { id: 'one', own: [oats(3), PLACE], asked: moment(), lastsMs: TERMS.ttlMs };
    await keepStall(device.ports, { class: 'stall', day: had });
    const day = async () => (await device.store.get(['stall']))?.day;
    const wish = (id: string, items: readonly LeaseItem[]) =>
      keepStall(device.ports, (stall) => ({
        day: { ...had, own: stall?.day?.own ?? [], id, wish: items, asked: moment() },
      }));
    /** As a stall asks whose tab has no basket. */
    const askBeside = async () => (await prepare([], [], { beside: true })) as LeaseAsk;
    return { ...open, day, wish, askBeside };
  }

  it('stays, whatever a basket asks for, and nothing else does', async () => {
    const { device, ask, left } = await openStall();
    await take(device, 1);
    const { request } = await ask([{ ...PLACE, slot: 'station/2' }]);
    expect(request.items).to.deep.equal([{ ...PLACE, slot: 'station/2' }, oats(2), PLACE]);
    expect(await left()).to.deep.equal([[2, 0, 1]]);
  });

  it('is asked for with what a basket needs beyond it', async () => {
    const { ask } = await openStall();
    expect((await ask([oats(2)])).request.items).to.deep.equal([oats(3), PLACE]);
    expect((await ask([oats(7)])).request.items).to.deep.equal([oats(7), PLACE]);
  });

  it('is made no more by a basket, whose surplus goes back when it is left', async () => {
    const { ask, grant, day } = await openStall();
    await grant(await ask([oats(20)]), [oats(20), PLACE]);
    expect((await day())?.own).to.deep.equal([oats(3), PLACE]);
    expect((await ask([])).request.items).to.deep.equal([oats(3), PLACE]);
  });

  it('is no more than the endpoint still grants, whatever a basket has held after that', async () => {
    const { ask, grant, day } = await openStall();
    await grant(await ask([]), [oats(1)]);
    await grant(await ask([oats(9)]), [oats(9)]);
    expect((await day())?.own).to.deep.equal([oats(1)]);
  });

  it('is wished for by each request until the answer to one that says it', async () => {
    const { ask, grant, day, wish, askBeside } = await openStall();
    const early = await ask([]);
    await wish('two', [oats(8)]);
    await grant(early, [oats(3), PLACE]);
    expect((await day())?.wish).to.deep.equal([oats(8)]);
    await askBeside();
    const again = await ask([{ ...honey, quantity: 1 }]);
    expect(again.request.items).to.deep.equal([{ ...honey, quantity: 1 }, oats(8)]);
    await grant(again, [{ ...honey, quantity: 1 }, oats(6)]);
    expect(await day())
      .to.include({ id: 'two' })
      .and.not.have.property('wish');
    expect((await day())?.own).to.deep.equal([oats(6)]);
  });

  it('goes back though the first request for that was lost', async () => {
    const { ask, grant, day, wish, askBeside } = await openStall();
    await wish('two', []);
    await askBeside();
    expect((await day())?.wish).to.deep.equal([]);
    const again = await ask([]);
    expect(again.request.items).to.deep.equal([]);
    await grant(again, []);
    expect(await day()).to.equal(undefined);
  });

  it('is what was wished for last, though the answer to the wish before it comes in between', async () => {
    const { grant, day, wish, askBeside } = await openStall();
    await wish('two', [oats(8)]);
    const first = await askBeside();
    await wish('three', [oats(2)]);
    await grant(first, [oats(8)]);
    expect([(await day())?.own, (await day())?.wish]).to.deep.equal([[oats(8)], [oats(2)]]);
    // None of the eight is a basket's.
    const { request } = await askBeside();
    expect(request.items.filter((item) => 'variant' in item && item.variant === 'oats-500')).to.deep.equal([
      oats(2),
    ]);
  });

  it('is taken and given back beside what a basket in another tab has held', async () => {
    const { ask, grant, wish, askBeside, left } = await openStall();
    await grant(await ask([oats(7), honey]), [oats(7), honey, PLACE]);
    await wish('two', []);
    expect((await askBeside()).request.items).to.deep.equal([oats(7), honey]);
    expect(await left()).to.deep.equal([[7, 4, 0]]);
  });

  it('is over with its lease, and goes back with the next request, once', async () => {
    const { device, ask, grant, day } = await openStall();
    device.time.now += TERMS.ttlMs;
    await grant(await ask([oats(2)]), [oats(2)]);
    expect(await day()).to.equal(undefined);
    expect((await ask([])).request.items).to.deep.equal([]);
  });

  it('is not wished for any more once a lease for it would be over', async () => {
    const { device, wish, askBeside } = await openStall();
    await wish('two', [oats(8)]);
    device.time.now += TERMS.ttlMs - 1;
    expect((await askBeside()).request.items).to.deep.equal([oats(8)]);
    device.time.now += 1;
    expect((await askBeside()).request.items).to.deep.equal([]);
  });
});

describe('a lease that the endpoint has ended', () => {
  it('is not kept on the device', async () => {
    const { device, ask, grant, left } = await setUp();
    const asked = await ask([oats(3)]);
    await grant(asked, [oats(3)]);
    let told = 0;
    const echo = (items: readonly LeaseItem[]) =>
      keepLeases(
        device.store,
        undefined,
        [{ key: asked.request.key, items: [...items], ...TERMS }],
        () => told++,
      );
    await echo([oats(3)]);
    expect([await left(), told]).to.deep.equal([[[3]], 0]);
    await echo([]);
    expect([await left(), told]).to.deep.equal([[], 1]);
  });
});
