import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as v from 'valibot';

import { MeExportSchema } from '../../src/core/protocol/me-export.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import { seal } from '../../src/crypto/seal.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { nextId, SLOT } from '../support/intake-batch.js';
import {
  BASE,
  crypto_,
  Device,
  openSyncShop,
  proofOf,
  type Signed,
  type SyncShop,
} from '../support/sync-shop.js';

const LOYALTY = { pointsPerMajorUnit: 1, pointValue: 5 };
const DAY_MS = 86_400_000;
const HONEY = { variant: 'honey-340', depot: 'station' };

async function withShop(work: (shop: SyncShop, ada: Device) => Promise<void>): Promise<void> {
  const shop = await openSyncShop({ loyalty: LOYALTY });
  try {
    await shop.count('honey-340', 'station', 20);
    await work(shop, await Device.create());
  } finally {
    await shop.close();
  }
}

/** An order with a name, as it is sent. */
async function placeNamed(shop: SyncShop, device: Device) {
  const jwe = (await seal('{"name":"Ada"}', shop.keys)) ?? '';
  const hash = await crypto_.hash(jwe);
  const placed = await device.place({ contact: hash });
  return { ...placed, sent: { intents: [placed.jws], sealed: { [hash]: jwe } } };
}

const contactsIn = async ({ database }: SyncShop) =>
  (await database.selectFrom('contacts').selectAll().execute()).length;

/** pool + leased + sold - owed. */
async function stockOf({ database }: SyncShop) {
  const { quantity, leased, sold, owed } = await database
    .selectFrom('stock')
    .selectAll()
    .executeTakeFirstOrThrow();
  return { left: quantity, leased, sold, all: quantity + leased + sold - owed };
}

async function createStall(shop: SyncShop): Promise<Device> {
  const stall = await Device.create();
  const rights = { class: 'stall', manualReclaim: false } as const;
  await createSqlLedger(shop.database, 'millrace').transaction((rows) =>
    rows.setRights(stall.key.id, rights),
  );
  return stall;
}

async function collect(shop: SyncShop, stall: Device, { id, jws }: Signed, taken: number) {
  const body = { order: id, hash: await crypto_.hash(jws), taken };
  const { jws: collected, id: intent } = await stall.sign('receipt.collect', body);
  const { results } = await stall.sync(shop, { intents: [collected] });
  return results.find((result) => result.intent === intent)?.state;
}

describe('a device that asks to be forgotten', () => {
  it('is: its contacts are gone, proven, once and as often as it is asked', () =>
    withShop(async (shop, ada) => {
      for (let orders = 0; orders < 2; orders++) await ada.sync(shop, (await placeNamed(shop, ada)).sent);
      const bob = await Device.create();
      await bob.sync(shop, (await placeNamed(shop, bob)).sent);
      assert.equal(await contactsIn(shop), 3);
      const { id, jws } = await ada.sign('erase', {});
      for (let times = 0; times < 3; times++) {
        const { results } = await ada.sync(shop, { intents: [jws] });
        const { state, order, rev } = await proofOf(
          shop,
          results.find(({ intent }) => intent === id),
        );
        assert.deepEqual([state, order, rev], ['confirmed', id, 1]);
        assert.equal(await contactsIn(shop), 1);
      }
    }));

  it('takes along how long its orders had lain there, and nobody else’s', () =>
    withShop(async (shop, ada) => {
      const bob = await Device.create();
      for (const device of [ada, bob])
        await device.sync(shop, { intents: [(await device.place()).jws], sent: '2026-11-20T09:30:00Z' });
      const known = async () =>
        (await shop.database.selectFrom('orders').select('waited_ms').execute()).filter(
          ({ waited_ms }) => waited_ms !== null,
        ).length;
      assert.equal(await known(), 2);
      await ada.sync(shop, { intents: [(await ada.sign('erase', {})).jws] });
      assert.equal(await known(), 1);
    }));

  it('leaves its orders in the books, to be collected, and its signed bytes to be answered', () =>
    withShop(async (shop, ada) => {
      const stall = await createStall(shop);
      const placed = await placeNamed(shop, ada);
      await ada.sync(shop, placed.sent);
      const before = await stockOf(shop);
      const row = () =>
        shop.database
          .selectFrom('orders')
          .select(['lines', 'amount', 'deposits', 'state', 'hash', 'rev'])
          .executeTakeFirst();
      const sold = await row();
      await ada.sync(shop, { intents: [(await ada.sign('erase', {})).jws] });
      assert.deepEqual([await stockOf(shop), await row()], [before, sold]);
      const { results } = await ada.sync(shop, placed.sent);
      assert.equal(results.find(({ intent }) => intent === placed.id)?.state, 'confirmed');
      assert.equal(await collect(shop, stall, placed, 1400), 'collected');
      assert.equal((await stockOf(shop)).all, before.all - 2);
    }));

  it('gives back what it holds, and has no points any more, nor by what it has ordered', () =>
    withShop(async (shop, ada) => {
      const stall = await createStall(shop);
      const first = await ada.place();
      await ada.sync(shop, { intents: [first.jws] });
      await collect(shop, stall, first, 1400);
      const second = await ada.place({ redeem: { points: 5, off: 25 }, total: 1375 });
      const items = [{ ...HONEY, quantity: 3 }, { depot: 'station', slot: SLOT }, { points: 2 }];
      const asked = await ada.sync(shop, { intents: [second.jws], leases: [{ key: nextId(), items }] });
      assert.equal(asked.leases[0]?.items.length, 3);
      assert.deepEqual(await stockOf(shop), { left: 13, leased: 3, sold: 2, all: 18 });
      await ada.sync(shop, { intents: [(await ada.sign('erase', {})).jws] });
      assert.deepEqual(await stockOf(shop), { left: 16, leased: 0, sold: 2, all: 18 });
      assert.deepEqual(await shop.database.selectFrom('points').selectAll().execute(), []);
      assert.equal(await collect(shop, stall, second, 1375), 'collected');
      assert.deepEqual(await shop.database.selectFrom('points').selectAll().execute(), []);
      assert.deepEqual((await ada.sync(shop, { certificate: true })).loyalty, { settled: 0, pending: 0 });
    }));

  it('gives back what is left of what it holds, first where the shop owes it', () =>
    withShop(async (shop, ada) => {
      const key = nextId();
      await ada.sync(shop, { leases: [{ key, items: [{ ...HONEY, quantity: 5 }] }] });
      const placed = await ada.place({ leases: [{ key, items: [{ ...HONEY, quantity: 2 }] }] });
      await ada.sync(shop, { intents: [placed.jws] });
      // As the owner counts it again: four lie there, and five are promised.
      await shop.database.updateTable('stock').set({ quantity: 0, owed: 1 }).execute();
      assert.deepEqual(await stockOf(shop), { left: 0, leased: 3, sold: 2, all: 4 });
      await ada.sync(shop, { intents: [(await ada.sign('erase', {})).jws] });
      assert.deepEqual(await stockOf(shop), { left: 2, leased: 0, sold: 2, all: 4 });
    }));

  it('is not known by a contact that comes later: of another tab, or of a copy', () =>
    withShop(async (shop, ada) => {
      const late = await placeNamed(shop, ada);
      await ada.sync(shop, { intents: [(await ada.sign('erase', {})).jws] });
      const { results } = await ada.sync(shop, late.sent);
      assert.equal(results.find(({ intent }) => intent === late.id)?.state, 'confirmed');
      const rows = await shop.database.selectFrom('orders').select('contact').execute();
      assert.deepEqual([rows, await contactsIn(shop)], [[{ contact: null }], 0]);
    }));

  it('takes the orders along that another key placed, where it shows their secrets', () =>
    withShop(async (shop, ada) => {
      const [known, strange] = [await placeNamed(shop, ada), await placeNamed(shop, ada)];
      for (const { sent } of [known, strange]) await ada.sync(shop, sent);
      const next = await Device.create();
      const wrong = { order: strange.id, secret: known.secret };
      const body = { orders: [{ order: known.id, secret: known.secret }, wrong] };
      await next.sync(shop, { intents: [(await next.sign('erase', body)).jws] });
      const rows = await shop.database.selectFrom('orders').select(['id', 'contact']).execute();
      const named = rows.filter(({ contact }) => contact !== null).map(({ id }) => id);
      assert.deepEqual([named, await contactsIn(shop)], [[strange.id], 1]);
      const cancel = await next.cancel(known.id, known.secret);
      const { results } = await next.sync(shop, { intents: [cancel.jws] });
      assert.equal(results[0]?.state, 'waiting');
    }));

  it('goes on as a stall where it is one: its stock and its points stay, and so does what it sends from then on', () =>
    withShop(async (shop) => {
      const stall = await createStall(shop);
      await stall.sync(shop, (await placeNamed(shop, stall)).sent);
      const items = [{ ...HONEY, quantity: 3 }];
      await stall.sync(shop, { leases: [{ key: nextId(), items }] });
      await stall.sync(shop, { intents: [(await stall.sign('erase', {})).jws] });
      assert.deepEqual([await contactsIn(shop), (await stockOf(shop)).leased], [0, 3]);
      await stall.sync(shop, (await placeNamed(shop, stall)).sent);
      assert.equal(await contactsIn(shop), 1);
    }));
});

describe('a sealed contact at the endpoint', () => {
  it('goes 90 days after its order was to be collected, and the order stays', () =>
    withShop(async (shop, ada) => {
      const placed = await placeNamed(shop, ada);
      await ada.sync(shop, placed.sent);
      const collected = Date.parse(SLOT.slice('station/'.length));
      shop.clock.now = collected + 89 * DAY_MS;
      await shop.endpoint.sweep();
      assert.equal(await contactsIn(shop), 1);
      shop.clock.now = collected + 90 * DAY_MS;
      await shop.endpoint.sweep();
      assert.equal(await contactsIn(shop), 0);
      const { results } = await ada.sync(shop, { intents: [placed.jws] });
      assert.equal(results[0]?.state, 'confirmed');
    }));
});

describe('what an endpoint has on a device', () => {
  async function ask(
    { endpoint, clock }: SyncShop,
    device: Device,
    changes: { at?: number; path?: string } = {},
  ) {
    const path = `/v1/me/export?at=${new Date(changes.at ?? clock.now).toISOString()}`;
    const text = toSignedText('GET', path, 'millrace', await crypto_.hash(''));
    const signature = await crypto_.signRequest(device.key, text);
    const request = new Request(`${BASE}${changes.path ?? path}`, {
      headers: { 'punnet-signature': signature },
    });
    const response = await endpoint.fetch(request);
    return { status: response.status, body: await response.json() };
  }

  it('is told to that device alone, and leaves out what was sealed', () =>
    withShop(async (shop, ada) => {
      const placed = await placeNamed(shop, ada);
      const bob = await Device.create();
      await ada.sync(shop, placed.sent);
      await bob.sync(shop, (await placeNamed(shop, bob)).sent);
      const { status, body } = await ask(shop, ada);
      assert.equal(status, 200);
      const parsed = v.parse(v.strictObject(MeExportSchema.entries), body);
      assert.deepEqual(
        parsed.orders.map(({ id, state, amount, contact }) => [id, state, amount, contact]),
        [[placed.id, 'confirmed', 1400, Object.keys(placed.sent.sealed)[0]]],
      );
      assert.deepEqual(
        parsed.intents.map(({ id, type }) => [id, type]),
        [[placed.id, 'order.place']],
      );
      assert.equal(JSON.stringify(body).includes(Object.values(placed.sent.sealed)[0] ?? ''), false);
      await ada.sync(shop, { intents: [(await ada.sign('erase', {})).jws] });
      const after = v.parse(MeExportSchema, (await ask(shop, ada)).body);
      assert.deepEqual([after.orders[0]?.contact, after.points], [undefined, undefined]);
      assert.equal(after.forgottenAt, new Date(shop.clock.now).toISOString());
    }));

  const stale = ({ body: { type, time } }: Awaited<ReturnType<typeof ask>>) => [type, Date.parse(time)];

  it('is not told by a request that was signed at another time, for another address, or not at all', () =>
    withShop(async (shop, ada) => {
      const { now } = shop.clock;
      for (const at of [now - 301_000, now + 301_000])
        assert.deepEqual(stale(await ask(shop, ada, { at })), ['urn:punnet:problem:stale-request', now]);
      assert.equal((await ask(shop, ada, { at: now - 299_000 })).status, 200);
      const path = `/v1/me/export?at=${new Date(now).toISOString()}&more=1`;
      assert.equal((await ask(shop, ada, { path })).body.type, 'urn:punnet:problem:foreign-signature');
      const unsigned = await shop.endpoint.fetch(new Request(`${BASE}/v1/me/export`));
      assert.equal(unsigned.status, 401);
    }));

  it('takes nothing of what those need who order for the first time', async () => {
    const shop = await openSyncShop({}, { limits: { strangersBurst: 50, strangersPerSecond: 0.001 } });
    try {
      const statuses: number[] = [];
      for (let asked = 0; asked < 3; asked++) statuses.push((await ask(shop, await Device.create())).status);
      assert.deepEqual([statuses[0], statuses.at(-1)], [200, 429]);
      const ada = await Device.create();
      const { results } = await ada.sync(shop, (await placeNamed(shop, ada)).sent);
      assert.equal(results.length, 1);
    } finally {
      await shop.close();
    }
  });
});
