import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';

import type { InsightsAnswer } from '../../src/core/protocol/insights.js';
import { NOW } from '../support/intake-batch.js';
import {
  armCount,
  dayCount,
  NO_CHECKOUTS,
  openMeasuredShop,
  reportOf,
  tellMany,
  TRIED,
  type MeasuredShop,
} from '../support/measured-shop.js';
import { Device } from '../support/sync-shop.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Closed after the test, however that ends. */
const opened: MeasuredShop[] = [];
async function openOne(...asked: Parameters<typeof openMeasuredShop>): Promise<MeasuredShop> {
  const shop = await openMeasuredShop(...asked);
  opened.push(shop);
  return shop;
}
afterEach(async () => {
  for (const shop of opened.splice(0)) await shop.close();
});

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
      { window: 'unknown', orders: 1, amount: 1_400 },
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
    const { status, body } = await shop.ask({ device: await Device.create() });
    assert.deepEqual([status, body['type']], [403, 'urn:punnet:problem:not-the-owner']);
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

describe('what devices counted, as the owner sees it', () => {
  const both = (reached: number) => ({ without: reached, quotes: reached });

  it('is a group of days once ten reached it and ten did not, in each arm', async () => {
    const shop = await openOne();
    await tellMany(shop, shop.day(10), { seen: 20, reached: { without: 10, quotes: 9 } });
    assert.deepEqual((await shop.insights()).experiments[0]?.groups, []);
    await tellMany(shop, shop.day(9), { seen: 1, reached: { without: 1, quotes: 0 } });
    const [told] = (await shop.insights()).experiments;
    assert.deepEqual(told?.groups, []);
    await tellMany(shop, shop.day(8), { seen: 1, reached: both(1) });
    assert.deepEqual((await shop.insights()).experiments[0]?.groups, [
      {
        from: shop.day(10),
        to: shop.day(8),
        arms: [
          { id: 'without', seen: 22, reached: 12 },
          { id: 'quotes', seen: 22, reached: 10 },
        ],
      },
    ]);
  });

  it('is of days alone whose outcomes have all come', async () => {
    const shop = await openOne();
    await tellMany(shop, shop.day(7), { seen: 20, reached: both(10) });
    assert.deepEqual((await shop.insights()).experiments[0]?.groups, []);
    shop.clock.now = NOW + DAY;
    assert.equal((await shop.insights()).experiments[0]?.groups.length, 1);
  });

  it('waits for a month where it is settled orders that decide', async () => {
    const shop = await openOne({ experiments: [{ ...TRIED, outcome: 'settled' }] });
    const day = shop.day(30);
    for (const { id } of TRIED.arms)
      for (let n = 0; n < 20; n++) {
        const arms = [armCount(id, n < 10 ? { saved: 'online', settled: 'online' } : {})];
        await shop.tell(reportOf([dayCount(day, { arms })]));
      }
    assert.deepEqual((await shop.insights()).experiments[0]?.groups, []);
    shop.clock.now = NOW + DAY;
    assert.equal((await shop.insights('&from=2026-10-01')).experiments[0]?.groups.length, 1);
  });

  it('never changes once it was shown: what comes later is let go, and told in tens', async () => {
    const shop = await openOne();
    await tellMany(shop, shop.day(9), { seen: 20, reached: both(10) });
    const before = await shop.insights();
    await tellMany(shop, shop.day(9), { seen: 4, reached: both(2) });
    await tellMany(shop, shop.day(20), { seen: 1, reached: both(1) });
    assert.deepEqual(await shop.insights(), {
      ...before,
      experiments: [{ ...before.experiments[0], late: 10 }],
    });
    await tellMany(shop, shop.day(8), { seen: 20, reached: both(10) });
    const [told] = (await shop.insights()).experiments;
    assert.deepEqual(
      told?.groups.map(({ from, to }) => [from, to]),
      [
        [shop.day(9), shop.day(9)],
        [shop.day(8), shop.day(8)],
      ],
    );
  });

  it('is cut to the range that was asked for by whole groups, and decided by all of them', async () => {
    const shop = await openOne();
    for (const ago of [12, 11, 10]) {
      await tellMany(shop, shop.day(ago), { seen: 60, reached: { without: 10, quotes: 45 } });
      await shop.insights();
    }
    const [all] = (await shop.insights()).experiments;
    const [last] = (await shop.insights(`&from=${shop.day(11)}`)).experiments;
    assert.deepEqual(
      [all?.groups.length, all?.arms[1]?.looks.length, last?.groups.length, last?.arms[1]?.looks.length],
      [3, 3, 2, 2],
    );
    assert.deepEqual(all?.arms[1]?.finding, { kind: 'better', day: shop.day(12) });
    assert.deepEqual(last?.arms[1]?.finding, all?.arms[1]?.finding);
    assert.deepEqual(last?.arms[1]?.seen, 180);
  });

  it('tells checkouts of days that are over, and not how many were completed while those are few', async () => {
    const shop = await openOne();
    const tellCheckouts = async (day: string, begun: number, completed: number) => {
      for (let n = 0; n < begun; n++) {
        const online = { begun: 1, completed: n < completed ? 1 : 0 } as const;
        await shop.tell(reportOf([dayCount(day, { checkouts: { ...NO_CHECKOUTS, online } })]));
      }
    };
    await tellCheckouts(shop.day(0), 30, 15);
    await tellCheckouts(shop.day(9), 20, 11);
    assert.deepEqual((await shop.insights()).checkouts, []);
    await tellCheckouts(shop.day(8), 2, 1);
    const group = { from: shop.day(9), to: shop.day(8), window: 'online', begun: 22, completed: 12 };
    assert.deepEqual((await shop.insights()).checkouts, [group]);
    await tellCheckouts(shop.day(8), 3, 3);
    assert.deepEqual((await shop.insights()).checkouts, [group]);
  });
});

/** Every number of people in an answer, by where it stands. */
function numbersIn(answer: InsightsAnswer): Map<string, number> {
  const counted = ['seen', 'reached', 'online', 'offline', 'begun', 'completed', 'late', 'lateCheckouts'];
  const numbers = new Map<string, number>();
  const walk = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'number' && counted.includes(name)) numbers.set(`${at}/${name}`, inner);
      walk(inner, `${at}/${name}`);
    }
  };
  walk({ experiments: answer.experiments, checkouts: answer.checkouts }, '');
  numbers.set('/lateCheckouts', answer.lateCheckouts);
  return numbers;
}

const isFew = (count: number) => Math.abs(count) >= 1 && Math.abs(count) <= 9;

describe('an owner who asks after every single report', () => {
  it('never sees a number of one to nine people, nor learns one from what has changed', async () => {
    const shop = await openOne();
    let [drawn, moves] = [7, 0];
    const draw = (below: number) => (drawn = (drawn * 48_271) % 2_147_483_647) % below;
    let before = numbersIn(await shop.insights('&from=2026-10-01'));
    for (let n = 0; n < 300; n++) {
      if (n % 6 === 5) shop.clock.now += DAY;
      const saved = draw(2) ? ({ saved: 'online' } as const) : {};
      const added = draw(5) ? {} : ({ added: draw(3) ? 'online' : 'offline' } as const);
      const reached = { ...saved, ...added };
      const arms = [armCount(draw(2) ? 'quotes' : 'without', reached)];
      const online = { begun: draw(2) ? 1 : 0, completed: 0 } as const;
      const counted = {
        arms,
        checkouts: { ...NO_CHECKOUTS, online: { ...online, completed: online.begun } },
      };
      const whole = draw(3) ? counted : { ...counted, checkouts: { ...NO_CHECKOUTS, online } };
      await shop.tell(reportOf([dayCount(shop.day(draw(12)), whole)]));
      const answer = await shop.insights('&from=2026-10-01');
      const numbers = numbersIn(answer);
      for (const [at, count] of numbers) {
        assert.ok(!isFew(count), `${at} is ${count} after report ${n}`);
        const changed = count - (before.get(at) ?? 0);
        assert.ok(!isFew(changed), `${at} has changed by ${changed} with report ${n}`);
        if (changed !== 0) moves += 1;
        const seen = numbers.get(at.replace(/\/(reached|online|offline)$/, '/seen')) ?? count;
        assert.ok(!isFew(seen - count), `${at} leaves ${seen - count} after report ${n}`);
      }
      before = numbers;
    }
    assert.ok(moves > 10, 'some of it was shown');
  });
});
