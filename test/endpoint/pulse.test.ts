import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import * as v from 'valibot';

import { PulseSchema } from '../../src/core/protocol/pulse.js';
import { serve, type Serving } from '../../src/endpoint/serve.js';
import type { OrderRow } from '../../src/endpoint/tables.js';
import { Device, openSyncShop, ORIGIN, type SyncShop } from '../support/sync-shop.js';

const DAY_MS = 86_400_000;
const ROOMY = {
  depots: [
    {
      id: 'station',
      region: 'centre',
      title: 'Station kiosk',
      horizonDays: 7,
      slots: [
        { days: ['mon'], from: '07:00', to: '07:30', everyMinutes: 30, capacity: 500, cutoffMinutes: 60 },
      ],
    },
  ],
};

/** A shop that is asked over a real network; `device` orders once for each that is wanted. */
async function openShop(shop: Record<string, unknown> = {}) {
  const opened = await openSyncShop({ ...ROOMY, ...shop });
  const serving = await serve((request) => opened.endpoint.fetch(request), { port: 0, log: () => undefined });
  return { ...opened, serving, device: await Device.create() };
}

type Open = SyncShop & { readonly serving: Serving; readonly device: Device };

async function order({ device, ...shop }: Open, many: number, mode = 'live'): Promise<readonly string[]> {
  const placed = await Promise.all(Array.from({ length: many }, () => device.place({}, { mode })));
  const { results } = await device.sync(shop, { intents: placed.map(({ jws }) => jws) });
  const states = placed.map(({ id }) => results.find(({ intent }) => intent === id)?.state);
  assert.deepEqual([...new Set(states)], ['confirmed']);
  return placed.map(({ id }) => id);
}

async function ask({ serving }: Open, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${serving.port}/punnet/v1/pulse`, {
    headers: { origin: ORIGIN, ...headers },
  });
  const text = await response.text();
  return { response, pulse: text === '' ? undefined : v.parse(PulseSchema, JSON.parse(text)) };
}

async function close(shop: Open): Promise<void> {
  await shop.serving.stop();
  await shop.close();
}

describe('GET /v1/pulse', () => {
  let shop: Open;
  before(async () => {
    shop = await openShop();
  });
  after(() => close(shop));

  it('never tells of fewer than ten orders', async () => {
    await order(shop, 9);
    shop.clock.now += DAY_MS;
    const { response, pulse } = await ask(shop);
    assert.equal(response.status, 200);
    assert.deepEqual(pulse, { shop: 'millrace', mode: 'live', days: 30, to: '2026-11-20', orders: null });
  });

  it('counts days that are over, and tells all day what it has counted', async () => {
    const [first = ''] = await order(shop, 10);
    assert.equal((await ask(shop)).pulse?.orders, null);
    const called = await shop.device.cancel(first);
    await shop.device.sync(shop, { intents: [called.jws] });
    shop.clock.now += DAY_MS;
    // Of nineteen the one that was called off does not count.
    assert.deepEqual((await ask(shop)).pulse, {
      ...{ shop: 'millrace', mode: 'live', days: 30, to: '2026-11-21' },
      orders: 10,
    });
  });

  it('says the same in tens where one order was added', async () => {
    await order(shop, 1);
    shop.clock.now += DAY_MS;
    assert.equal((await ask(shop)).pulse?.orders, 10);
  });

  it('forgets what is more than thirty days ago', async () => {
    shop.clock.now += 28 * DAY_MS;
    assert.equal((await ask(shop)).pulse?.orders, 10);
    shop.clock.now += DAY_MS;
    assert.equal((await ask(shop)).pulse?.orders, null);
  });

  it('may be kept for some minutes, and is not sent to whoever has it', async () => {
    const { response } = await ask(shop);
    const etag = response.headers.get('etag') ?? '';
    assert.equal(response.headers.get('cache-control'), 'public, max-age=300');
    assert.equal(response.headers.get('access-control-allow-origin'), ORIGIN);
    const again = await ask(shop, { 'if-none-match': etag });
    assert.deepEqual([again.response.status, again.pulse], [304, undefined]);
  });
});

describe('of exactly twenty orders', () => {
  let shop: Open;
  let ids: readonly string[];
  before(async () => {
    shop = await openShop();
    ids = await order(shop, 20);
  });
  after(() => close(shop));

  /** @returns what is told on the next day */
  async function tellOf(one: Partial<OrderRow>): Promise<number | null | undefined> {
    const [id = ''] = ids;
    await shop.database.updateTable('orders').set(one).where('id', '=', id).execute();
    shop.clock.now += DAY_MS;
    return (await ask(shop)).pulse?.orders;
  }

  for (const [state, payment, told] of [
    ['confirmed', 'at_pickup', 20],
    ['confirmed_late', 'at_pickup', 20],
    ['collected', 'paid', 20],
    ['collected', 'refunded', 10],
    ['confirmed', 'refund_due', 10],
    ['disputed', 'at_pickup', 10],
    ['repriced', 'at_pickup', 10],
    ['rejected', 'at_pickup', 10],
    ['expired', 'at_pickup', 10],
    ['cancelled', 'at_pickup', 10],
  ] as const)
    it(`tells ${told} where one is ${state} with its money ${payment}`, async () => {
      assert.equal(await tellOf({ state, payment }), told);
    });

  it('tells of one that came by its receipt alone as that says', async () => {
    const [id = ''] = ids;
    await shop.database.deleteFrom('intents').where('id', '=', id).execute();
    const one = { state: 'confirmed', payment: 'at_pickup' };
    assert.equal(await tellOf({ ...one, mode: 'live' }), 20);
    assert.equal(await tellOf({ ...one, mode: 'test' }), 10);
    assert.equal(await tellOf({ ...one, mode: null }), 10, 'nobody knows');
  });
});

describe('a shop that has rehearsed', () => {
  const offer = ({ catalogs }: Open, mode: string) => {
    const source = catalogs.served.source as { readonly shop: object };
    return catalogs.offer(JSON.stringify({ ...source, version: mode, shop: { ...source.shop, mode } }));
  };
  const told = { shop: 'millrace', days: 30, to: '2026-11-20' };

  it('tells of its orders alone, and none while it rehearses', async (t) => {
    const shop = await openShop();
    t.after(() => close(shop));
    await order(shop, 20);
    await offer(shop, 'test');
    await order(shop, 10, 'test');
    shop.clock.now += DAY_MS;
    assert.deepEqual((await ask(shop)).pulse, { ...told, mode: 'test', orders: null });
    await offer(shop, 'live');
    assert.deepEqual((await ask(shop)).pulse, { ...told, mode: 'live', orders: 20 });
  });

  it('tells the same all day, also where it rehearses in between', async (t) => {
    const shop = await openShop();
    t.after(() => close(shop));
    const [one = ''] = await order(shop, 20);
    shop.clock.now += DAY_MS;
    assert.equal((await ask(shop)).pulse?.orders, 20);
    await offer(shop, 'test');
    await ask(shop);
    await shop.device.sync(shop, { intents: [(await shop.device.cancel(one)).jws] });
    await offer(shop, 'live');
    assert.equal((await ask(shop)).pulse?.orders, 20);
    shop.clock.now += DAY_MS;
    assert.equal((await ask(shop)).pulse?.orders, 10);
  });
});
