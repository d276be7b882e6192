import { expect } from '@open-wc/testing';

import type { LeaseRecord, Moment } from '../../../src/core/lease/lease.js';
import { readLoyalty } from '../../../src/core/loyalty/loyalty-view.js';
import { choose } from '../../../src/core/order/choose.js';
import type { Standing } from '../../../src/core/order/offline-policy.js';
import { placeOrder } from '../../../src/core/order/place.js';
import { drain } from '../../../src/core/outbox/drain.js';
import type { DeviceRecord, ShopRecord } from '../../../src/core/records.js';
import {
  createDevice,
  createRequest,
  fillBasket,
  OPEN_CATALOG,
  placeOne,
  type Device,
} from '../../support/order-desk.js';
import { json, readIntent, ScriptedEndpoint } from '../../support/scripted-endpoint.js';

const CATALOG = { ...OPEN_CATALOG, loyalty: { pointsPerMajorUnit: 1, pointValue: 5 } };
const OFFLINE: Standing = { policy: 'prefer-online', connection: 'offline' };
const ONLINE: Standing = { policy: 'prefer-online', connection: 'online' };
const KEY = '019abf00-0000-7000-8000-000000000001';
const TTL_MS = 900_000;

/** A device that has ordered before, with the endpoint's word on its points, a lease of some, and oats for 660. */
async function setUp({ settled = 100, leased = 0 } = {}) {
  const device = createDevice();
  await placeOne(device);
  const key = (await device.store.get(['device'])) as DeviceRecord;
  const asked: Moment = { now: device.time.now, elapsed: 0, session: 'one', behind: false };
  const lease: LeaseRecord = {
    rev: 0,
    key: KEY,
    device: key.id,
    items: [{ item: { points: 40 }, left: leased }],
    ttlMs: TTL_MS,
    marginMs: 30_000,
    asked,
  };
  const shop: ShopRecord = {
    ...{ rev: 1, cursor: null, stock: [], depots: [], answeredAt: null, keys: [] },
    loyalty: { settled, pending: 0, device: key.id },
  };
  await device.store.commit({
    put: [
      [['shop'], shop],
      [['lease', KEY], lease],
    ],
    remove: (await device.store.list('intent')).map(({ id }) => ['intent', id] as const),
    durability: 'strict',
  });
  await fillBasket(device, 3);
  return { device, moment: (): Moment => ({ ...asked, now: device.time.now }) };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

const redeem = ({ device, moment }: SetUp, redeemPoints: number, standing = OFFLINE, total?: number) =>
  placeOrder(device.ports, createRequest({ redeemPoints, ...(total === undefined ? {} : { total }) }), {
    catalog: CATALOG,
    ...{ standing, moment },
  });

async function signed({ store }: Device) {
  const [kept] = await store.list('intent');
  const intent = readIntent(kept?.jws ?? '');
  return intent.type === 'order.place' ? intent.body : undefined;
}

describe('points redeemed on the device', () => {
  it('come out of a lease with no connection, in the change that keeps the order', async () => {
    const shopper = await setUp({ leased: 40 });
    const placed = await redeem(shopper, 40, OFFLINE, 460);
    expect(placed).to.deep.include({ ok: true });
    expect(await signed(shopper.device)).to.deep.include({
      redeem: { points: 40, off: 200 },
      total: 460,
      leases: [{ key: KEY, items: [{ points: 40 }] }],
    });
    const { store } = shopper.device;
    expect((await store.get(['lease', KEY]))?.items[0]?.left).to.equal(0);
    const order = placed.ok ? placed.order : undefined;
    expect(order).to.deep.include({ total: 460, subtotal: 660, redeemed: { points: 40, off: 200 } });
    expect(order?.payment.amount).to.equal(460);
    expect(await readLoyalty(store, CATALOG)).to.deep.equal({ settled: 60, pending: 4 });
  });

  for (const { what, leased, points, waitMs } of [
    { what: 'there is no lease of them', leased: 0, points: 40, waitMs: 0 },
    { what: 'the lease has fewer', leased: 39, points: 40, waitMs: 0 },
    { what: 'its time is over', leased: 40, points: 40, waitMs: TTL_MS },
  ])
    it(`need a connection where ${what}, and nothing is kept`, async () => {
      const shopper = await setUp({ leased });
      shopper.device.time.now += waitMs;
      expect(await redeem(shopper, points)).to.include({ ok: false, code: 'points-need-connection' });
      expect(await shopper.device.store.count('intent')).to.equal(0);
      expect((await shopper.device.store.get(['lease', KEY]))?.items[0]?.left).to.equal(leased);
    });

  it('are never promised twice: what one order took out of the lease, the next one can\u2019t', async () => {
    const shopper = await setUp({ leased: 40 });
    await redeem(shopper, 25);
    await fillBasket(shopper.device, 3, CATALOG);
    expect(await redeem(shopper, 25)).to.include({ ok: false, code: 'points-need-connection' });
    expect(await redeem(shopper, 15)).to.include({ ok: true });
  });

  it('need no lease while the shop answers, but have to be there by its word', async () => {
    const shopper = await setUp({ settled: 60 });
    expect(await redeem(shopper, 61, ONLINE)).to.deep.include({
      code: 'too-many-points',
      about: { max: 60 },
    });
    expect(await redeem(shopper, 40, ONLINE)).to.include({ ok: true });
    expect(await signed(shopper.device)).not.to.have.property('leases');
    await fillBasket(shopper.device, 3, CATALOG);
    expect(await redeem(shopper, 21, ONLINE)).to.deep.include({
      code: 'too-many-points',
      about: { max: 20 },
    });
  });

  for (const { points, answer } of [
    { points: 133, answer: { code: 'too-many-points', about: { max: 132 } } },
    { points: 0.5, answer: { code: 'bad-request', about: { field: 'redeemPoints' } } },
    { points: -5, answer: { code: 'bad-request', about: { field: 'redeemPoints' } } },
    { points: NaN, answer: { code: 'bad-request', about: { field: 'redeemPoints' } } },
  ])
    it(`are refused where they are ${points} of 660`, async () => {
      const shopper = await setUp({ settled: 999, leased: 999 });
      expect(await redeem(shopper, points)).to.deep.include({ ok: false, ...answer });
    });

  it('are none where the shop gives none', async () => {
    const { device, moment } = await setUp({ leased: 40 });
    const context = { catalog: OPEN_CATALOG, moment };
    const placed = await placeOrder(device.ports, createRequest({ redeemPoints: 40 }), context);
    expect(placed).to.deep.include({ code: 'too-many-points', about: { max: 0 } });
    expect(await readLoyalty(device.store, OPEN_CATALOG)).to.equal(undefined);
  });

  it('make the total another one than was shown, if they were not on the button', async () => {
    const shopper = await setUp({ leased: 40 });
    expect(await redeem(shopper, 40, OFFLINE, 660)).to.deep.include({
      code: 'total-changed',
      about: { was: 660, now: 460 },
    });
  });
});

describe('points as a device knows them', () => {
  it('are the endpoint\u2019s word, and pending as well for what it has not seen', async () => {
    const device = createDevice();
    await placeOne(device, 10);
    expect(await readLoyalty(device.store, CATALOG)).to.deep.equal({ settled: 0, pending: 22 });
    const endpoint = await ScriptedEndpoint.create();
    const honest = endpoint.post.bind(endpoint);
    endpoint.post = async (...request) => {
      const reply = await honest(...request);
      return json({ ...JSON.parse(reply.text), loyalty: { settled: 7, pending: 22 } });
    };
    await drainOnce(device, endpoint);
    expect(await readLoyalty(device.store, CATALOG)).to.deep.equal({ settled: 7, pending: 22 });
    await placeOne(device, 5);
    expect(await readLoyalty(device.store, CATALOG)).to.deep.equal({ settled: 7, pending: 33 });
  });

  it('are none of an order that was called off before the shop saw it', async () => {
    const device = createDevice();
    const { id } = await placeOne(device, 10);
    await choose(device.ports, 'millrace', id, 'cancel');
    expect(await readLoyalty(device.store, CATALOG)).to.deep.equal({ settled: 0, pending: 0 });
  });

  it('are those of the key that the device has now', async () => {
    const { device } = await setUp({ settled: 60 });
    const key = (await device.store.get(['device'])) as DeviceRecord;
    await device.store.commit({ put: [[['device'], { ...key, id: 'another' }]], durability: 'strict' });
    expect(await readLoyalty(device.store, CATALOG)).to.deep.equal({ settled: 0, pending: 0 });
  });
});

function drainOnce(device: Device, wire: ScriptedEndpoint) {
  return drain(
    { ...device.ports, wire },
    {
      ...{ shop: 'millrace', parkedToo: false, catalog: CATALOG.version },
      findPickup: () => undefined,
      changed: () => undefined,
      newCatalog: () => undefined,
      report: () => undefined,
    },
  );
}
