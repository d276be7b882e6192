import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import {
  closeAfterEach,
  dayCount,
  openMeasuredShop,
  reportOf,
  type MeasuredShop,
} from '../support/measured-shop.js';
import { Device } from '../support/sync-shop.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

const openOne = closeAfterEach();

describe('GET /v1/insights', () => {
  let shop: MeasuredShop;
  before(async () => {
    shop = await openMeasuredShop();
    await shop.count('honey-340', 'station', 4);
    const shopper = await Device.create();
    const send = async (sent: string | undefined) =>
      shopper.sync(shop, { intents: [(await shopper.place()).jws], ...(sent ? { sent } : {}) });
    await send('2026-11-20T08:59:02Z');
    await send('2026-11-20T09:30:00Z');
    await send(undefined);
  });
  after(() => shop.close());

  it('sums up the orders that came, by day and state, with their amounts', async () => {
    const { orders, from, to, currency } = await shop.insights();
    assert.deepEqual([from, to, currency], ['2026-10-22', '2026-11-20', 'GBP']);
    assert.deepEqual(orders, [
      { day: '2026-11-20', state: 'confirmed', count: 2, amount: 2_800 },
      { day: '2026-11-20', state: 'disputed', count: 1, amount: 1_400 },
    ]);
  });

  it('tells why orders are not as they were asked for', async () => {
    assert.deepEqual((await shop.insights()).disputes, [
      { state: 'disputed', cause: 'out-of-stock', count: 1 },
    ]);
  });

  it('tells baskets that were placed out of reach apart, by what their devices have said', async () => {
    assert.deepEqual((await shop.insights()).baskets, [
      { window: 'online', orders: 1, amount: 1_400 },
      { window: 'offline', orders: 1, amount: 1_400 },
    ]);
  });

  it('tells how long orders lay on their devices', async () => {
    assert.deepEqual((await shop.insights()).waits, {
      orders: 2,
      p50: 2,
      p95: 1_860,
      longest: 1_860,
      overADay: 0,
    });
  });

  it('tells the stock, in the pool and promised, and the depots', async () => {
    const { stock, depots } = await shop.insights();
    assert.deepEqual(stock, [
      { variant: 'honey-340', depot: 'station', pool: 0, leased: 0, sold: 4, owed: 0, buffer: 0 },
    ]);
    assert.deepEqual(depots, []);
  });

  it('keeps to the days that are asked for', async () => {
    assert.deepEqual((await shop.insights('&from=2026-11-01&to=2026-11-19')).orders, []);
    assert.equal((await shop.insights('&from=2026-11-20&to=2026-11-20')).orders.length, 2);
    assert.equal((await shop.insights('&from=2026-11-01&to=2026-11-19')).waits, null);
  });

  it('is for the owner’s devices alone', async () => {
    assert.equal((await shop.ask({})).status, 401);
    const [stranger, stall] = [await Device.create(), await Device.create()];
    const rights = { class: 'stall', manualReclaim: false } as const;
    await createSqlLedger(shop.database, 'millrace').transaction((rows) =>
      rows.setRights(stall.key.id, rights),
    );
    for (const device of [stranger, stall]) {
      const { status, body } = await shop.ask({ device });
      assert.deepEqual([status, body['type']], [403, 'urn:punnet:problem:not-the-owner']);
    }
  });

  it('is not had with the signature of another question', async () => {
    const at = new Date(shop.clock.now).toISOString();
    const signedFor = `/v1/insights?at=${at}`;
    assert.equal((await shop.ask({ device: shop.owner, query: '&to=2026-11-19', signedFor })).status, 401);
  });

  for (const [minutes, status] of [
    [-5, 200],
    [5, 200],
    [-5.01, 401],
    [5.01, 401],
  ] as const)
    it(`is answered ${status} where it was signed ${minutes} minutes from now`, async () => {
      const answer = await shop.ask({ device: shop.owner, at: shop.clock.now + minutes * MINUTE });
      assert.equal(answer.status, status);
      if (status === 401) assert.match(String(answer.body['detail']), /2026-11-20T09:00:00/);
    });

  for (const [what, query, said] of [
    ['a date that is none', '&from=yesterday', /"from" is no date/],
    ['a day that the calendar lacks', '&to=2026-02-31', /"to" is no date/],
    ['an end before the beginning', '&from=2026-11-20&to=2026-11-01', /after/],
    ['more days than 400', '&from=2025-10-16&to=2026-11-20', /400 days/],
    ['an end of the year 9999', '&to=9999-12-31', /more than a year ahead/],
    ['the year nought', '&from=0000-01-01&to=0000-01-02', /before 2000/],
  ] as const)
    it(`refuses ${what}, and says why`, async () => {
      const { status, body } = await shop.ask({ device: shop.owner, query });
      assert.deepEqual([status, body['type']], [400, 'urn:punnet:problem:bad-range']);
      assert.match(String(body['detail']), said);
    });

  it('answers for 400 days', async () => {
    assert.equal((await shop.insights('&from=2025-10-17&to=2026-11-20')).orders.length, 2);
  });

  it('holds no device, contact, id or hash', async () => {
    const { body } = await shop.ask({ device: shop.owner });
    assert.doesNotMatch(JSON.stringify(body), /device|contact|[0-9a-f]{8}-[0-9a-f]{4}|[A-Za-z0-9_-]{43}/);
  });
});

describe('an order that could not be served as it was placed', () => {
  it('is told by what was in its way, however it ended', async () => {
    const shop = await openOne();
    await shop.count('honey-340', 'station', 2);
    const shopper = await Device.create();
    const place = async () => shopper.sync(shop, { intents: [(await shopper.place()).jws] });
    await place();
    await place();
    shop.clock.now += 4 * DAY;
    await shop.endpoint.sweep();
    assert.deepEqual((await shop.insights()).disputes, [
      { state: 'cancelled', cause: 'out-of-stock', count: 1 },
    ]);
  });
});

describe('a device whose clock can’t be right', () => {
  it('has its orders taken, and how long they lay there is not known', async () => {
    const shop = await openOne();
    const shopper = await Device.create();
    for (const sent of ['2026-11-20T08:58:59Z', '2026-13-40T25:61:61Z', '2028-11-20T09:00:00Z'])
      await shopper.sync(shop, { intents: [(await shopper.place()).jws], sent });
    const { baskets, waits } = await shop.insights();
    assert.deepEqual(baskets, [{ window: 'unknown', orders: 3, amount: 4_200 }]);
    assert.equal(waits, null);
  });
});

describe('an owner who asks often', () => {
  it('has a limit of their own, which strangers do not use up', async () => {
    const limits = { insightsBurst: 2, reportedBurst: 1 };
    const shop = await openOne(undefined, { limits });
    await shop.endpoint.sweep();
    const stranger = await Device.create();
    const strangers = [];
    for (let n = 0; n < 3; n++) strangers.push(await shop.ask({ device: stranger }));
    assert.deepEqual(
      strangers.map(({ status }) => status),
      [403, 403, 429],
    );
    assert.equal((await shop.tell(reportOf([dayCount(shop.day())]))).status, 200, 'nor those of reports');
    const owners = [];
    for (let n = 0; n < 3; n++) owners.push(await shop.ask({ device: shop.owner }));
    assert.deepEqual(
      owners.map(({ status }) => status),
      [200, 200, 429],
    );
  });
});
