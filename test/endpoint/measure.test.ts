import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { sql } from 'kysely';

import {
  armCount,
  closeAfterEach,
  dayCount,
  NO_CHECKOUTS,
  openMeasuredShop,
  reportOf,
  tellMany,
  TRIED,
  type MeasuredShop,
} from '../support/measured-shop.js';
import { BASE, Device, proofOf } from '../support/sync-shop.js';
import { ReportCap } from '../../src/endpoint/report-cap.js';

const DAY = 86_400_000;
const saw = (day: string, change: object = {}) =>
  dayCount(day, { arms: [armCount('quotes', { saved: 'offline' }, change)] });

const sums = async ({ database }: MeasuredShop) =>
  (
    await database
      .selectFrom('measure_sums')
      .select(['day', 'arm', 'outcome', 'connection', 'count'])
      .orderBy('day')
      .orderBy('outcome')
      .execute()
  ).map((row) => [row.day, row.arm, row.outcome, row.connection, row.count]);

const total = async (shop: MeasuredShop) =>
  (await sums(shop)).reduce((sum, [, , , , count]) => sum + Number(count), 0);

const openOne = closeAfterEach();

describe('POST /v1/measure', () => {
  let shop: MeasuredShop;
  before(async () => {
    shop = await openMeasuredShop();
  });
  after(() => shop.close());

  it('adds up what devices counted, by day, arm, outcome and connection', async () => {
    const day = shop.day();
    const first = await shop.tell(reportOf([saw(day)]));
    assert.deepEqual([first.status, first.body], [200, { counted: 1 }]);
    await shop.tell(reportOf([saw(day)]));
    const later = armCount('quotes', { added: 'online' }, { seen: 0 });
    await shop.tell(reportOf([dayCount(day, { arms: [later] })]));
    assert.deepEqual(await sums(shop), [
      [day, 'quotes', 'added', 'online', 1],
      [day, 'quotes', 'saved', 'offline', 2],
      [day, 'quotes', 'seen', '', 2],
    ]);
  });

  it('adds up checkouts by how the endpoint stood', async () => {
    const day = shop.day();
    const begun = { ...NO_CHECKOUTS, online: { begun: 1, completed: 0 } } as const;
    const completed = { ...NO_CHECKOUTS, online: { begun: 0, completed: 1 } } as const;
    for (const checkouts of [begun, begun, completed])
      await shop.tell(reportOf([dayCount(day, { checkouts })]));
    const rows = await shop.database.selectFrom('measure_checkouts').selectAll().execute();
    assert.deepEqual(
      rows.map((row) => [row.connection, row.day, row.begun, row.completed]),
      [['online', day, 2, 1]],
    );
  });

  it('keeps of a report its sums and its id, and not from where it came', async () => {
    const { tables } = await sql<{ tables: string }>`
      select group_concat(sql) as tables from sqlite_master where name like 'measure%'`
      .execute(shop.database)
      .then(({ rows: [row = { tables: '' }] }) => row);
    assert.match(tables, /measure_sums/);
    assert.doesNotMatch(tables, /address|device|ip/i);
  });
});

describe('a report', () => {
  let shop: MeasuredShop;
  before(async () => {
    const other = { ...TRIED, id: 'ended', from: '2026-11-01', until: '2026-11-15' };
    shop = await openMeasuredShop({ experiments: [TRIED, other] });
  });
  after(() => shop.close());

  it('that comes twice, at once or later, is counted once', async () => {
    const before = await total(shop);
    const twice = reportOf([saw(shop.day())]);
    const answers = await Promise.all([shop.tell(twice), shop.tell(twice)]);
    answers.push(await shop.tell(twice));
    assert.deepEqual(answers.map(({ body }) => body['counted']).sort(), [0, 0, 1]);
    assert.equal(await total(shop), before + 2);
  });

  it('of today or of 31 days ago is counted', async () => {
    const days = [
      saw(shop.day(0)),
      dayCount(shop.day(31), { checkouts: { ...NO_CHECKOUTS, online: { begun: 1, completed: 0 } } }),
    ];
    assert.deepEqual((await shop.tell(reportOf(days))).body, { counted: 2 });
    assert.deepEqual((await shop.tell(reportOf([saw(shop.day(31))]))).body, { counted: 1 });
  });

  for (const [what, day] of [
    ['a day to come', () => saw(shop.day(-1))],
    ['a day of 32 days ago', () => saw(shop.day(32))],
    ['an experiment that never was', () => saw(shop.day(), { experiment: 'other' })],
    ['an arm that never was', () => saw(shop.day(), { arm: 'stars' })],
    ['another split', () => saw(shop.day(), { split: 1 })],
    ['a day before the experiment', () => saw('2026-10-31', { experiment: 'ended' })],
    ['a day after the experiment', () => saw('2026-11-16', { experiment: 'ended' })],
  ] as const)
    it(`about ${what} adds nothing, and is answered all the same`, async () => {
      const before = await total(shop);
      const { status, body } = await shop.tell(reportOf([day()]));
      assert.deepEqual([status, body], [200, { counted: 0 }]);
      assert.equal(await total(shop), before);
    });

  it('about the last day of an experiment is counted', async () => {
    const report = reportOf([saw('2026-11-15', { experiment: 'ended' })]);
    assert.deepEqual((await shop.tell(report)).body, { counted: 1 });
  });

  for (const [what, request, status] of [
    ['of more than a device can count', () => reportOf([saw(shop.day(), { seen: 2 })]), 400],
    ['with a device’s name in it', () => reportOf([saw(shop.day())], { device: 'a' }), 400],
    ['without an id', () => reportOf([saw(shop.day())], { report: undefined }), 400],
    ['of another shop', () => reportOf([saw(shop.day())], { shop: 'weir' }), 404],
    ['of a rehearsal', () => reportOf([saw(shop.day())], { mode: 'test' }), 404],
    ['of more than 8 KiB', () => reportOf([saw(shop.day())], { padding: 'x'.repeat(9_000) }), 413],
  ] as const)
    it(`${what} is refused`, async () => {
      const before = await total(shop);
      const answer = await shop.tell(request());
      assert.equal(answer.status, status);
      assert.match(String(answer.body['type']), /^urn:punnet:problem:/);
      assert.equal(await total(shop), before);
    });
});

describe('reports that are made up', () => {
  const unseen = (shop: MeasuredShop, window: 'online' | 'offline') =>
    shop.tell(
      reportOf([dayCount(shop.day(9), { arms: [armCount('quotes', { saved: window }, { seen: 0 })] })]),
    );

  it('add no more who reached an outcome than saw it, and leave no id', async () => {
    const shop = await openOne();
    assert.deepEqual((await unseen(shop, 'online')).body, { counted: 0 });
    assert.deepEqual(await shop.database.selectFrom('measure_reports').selectAll().execute(), []);
    await shop.tell(reportOf([dayCount(shop.day(9), { arms: [armCount('quotes')] })]));
    const answers = [];
    for (const window of ['offline', 'online', 'offline'] as const)
      answers.push((await unseen(shop, window)).body['counted']);
    assert.deepEqual(answers, [1, 0, 0]);
    assert.equal(await total(shop), 2);
  });

  it('complete no more checkouts than were begun', async () => {
    const shop = await openOne();
    const tell = async (begun: 0 | 1, completed: 0 | 1) => {
      const checkouts = { ...NO_CHECKOUTS, online: { begun, completed } };
      return (await shop.tell(reportOf([dayCount(shop.day(), { checkouts })]))).body['counted'];
    };
    const answers = [
      await tell(0, 1),
      await tell(1, 1),
      await tell(0, 1),
      await tell(1, 0),
      await tell(0, 1),
    ];
    assert.deepEqual(answers, [0, 1, 0, 1, 1]);
    const [row] = await shop.database.selectFrom('measure_checkouts').selectAll().execute();
    assert.deepEqual([row?.begun, row?.completed], [2, 2]);
  });

  it('keep no group from closing', async () => {
    const shop = await openOne();
    for (let n = 0; n < 60; n++) await unseen(shop, 'online');
    await tellMany(shop, shop.day(9), { seen: 20, reached: { without: 10, quotes: 10 } });
    assert.equal((await shop.insights()).experiments[0]?.groups.length, 1);
  });
});

describe('many reports', () => {
  it('wait up to a number, are told to come again, and keep no sync from being answered', async () => {
    const limits = { reportBodiesAtOnce: 1, reportsWaiting: 0, bodiesAtOnce: 1, syncsWaiting: 0 };
    const shop = await openOne(undefined, { limits });
    let end: () => void = () => undefined;
    const body = new ReadableStream({ start: (controller) => void (end = () => controller.close()) });
    const headers = { 'content-type': 'application/json' };
    const slow = new Request(`${BASE}/v1/measure`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    const stalled = shop.endpoint.fetch(slow);
    assert.equal((await shop.tell(reportOf([saw(shop.day())]))).status, 503);
    const device = await Device.create();
    assert.equal((await device.sync(shop, { cursor: '' })).results.length, 0);
    end();
    assert.equal((await stalled).status, 400);
    assert.deepEqual((await shop.tell(reportOf([saw(shop.day())]))).body, { counted: 1 });
  });

  it('are counted up to a number a day, also after a new start, and wait for the next', async () => {
    const limits = { reportedPerDay: 2 };
    const shop = await openOne(undefined, { limits });
    const statuses = [];
    const nothing = dayCount(shop.day());
    for (const day of [saw(shop.day()), nothing, saw(shop.day()), saw(shop.day())])
      statuses.push((await shop.tell(reportOf([day]))).status);
    assert.deepEqual(statuses, [200, 200, 200, 429]);
    const cap = new ReportCap(shop.database, 2);
    const day = { shop: 'millrace', timezone: 'Europe/London', today: shop.day() };
    assert.equal(await cap.wait(day, shop.clock.now), 15 * 60 * 60, 'from nine in the morning to midnight');
    shop.clock.now += DAY;
    assert.deepEqual((await shop.tell(reportOf([saw(shop.day())]))).body, { counted: 1 });
  });

  it('that come too late take their place of the day as well, since their ids are kept', async () => {
    const shop = await openOne(undefined, { limits: { reportedPerDay: 42 } });
    await tellMany(shop, shop.day(9), { seen: 20, reached: { without: 10, quotes: 10 } });
    await shop.insights();
    const late = () => shop.tell(reportOf([saw(shop.day(9))]));
    const answers = [await late(), await late(), await late()];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 429],
    );
    assert.deepEqual(answers[0]?.body, { counted: 0 });
  });

  it('cost nobody the right to order', async () => {
    const shop = await openOne(undefined, { limits: { reportedBurst: 2, strangersBurst: 50 } });
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await shop.tell(reportOf([saw(shop.day())])));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 429],
    );
    await shop.count('honey-340', 'station', 3);
    const device = await Device.create();
    const { results } = await device.sync(shop, { intents: [(await device.place()).jws] });
    assert.equal((await proofOf(shop, results[0])).state, 'confirmed');
  });
});
