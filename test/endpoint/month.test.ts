/** The demo's month, a short one: what its command says that it loaded is what the endpoint has, and what its owner is told. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import { askSigned } from '../../src/core/outbox/ask-signed.js';
import { readInsights } from '../../src/core/owner/read-insights.js';
import { toInsightsPath } from '../../src/core/protocol/insights.js';
import { sumOrders } from '../../src/core/owner/summarize.js';
import { lastDays } from '../../src/core/owner/days.js';
import { plainCode } from '../../src/core/protocol/enrol.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import { openShop } from '../../demo/month/shop.js';
import { beginningOf, Month } from '../../demo/month/month.js';
import { punnet } from '../support/endpoint-process.js';
import { crypto_ } from '../support/sync-shop.js';

/** Noon of a Saturday in London. */
const END = Date.parse('2026-11-28T12:00:00Z');
const FILES = { catalog: 'demo/catalog.json', stock: 'demo/stock.csv' };
const PLAN = { seed: 7, days: 3, ordersADay: 12, devicesADay: 12, end: END };

/** @param data a folder that is there */
async function loadMonth(data: string, plan = PLAN) {
  const shop = await openShop({ ...FILES, data }, beginningOf(plan, 'Europe/London'));
  const month = new Month(shop, plan);
  await month.run();
  return { shop, month };
}

describe('a month of the demo', () => {
  let data: string;
  before(async () => (data = await mkdtemp(join(tmpdir(), 'punnet-month-'))));
  after(() => rm(data, { recursive: true }));

  it('is in the books as it was loaded, and the owner is told of it', async () => {
    const { shop, month } = await loadMonth(data);
    const { loaded } = month;
    const code = await month.createOwnerCode();
    const key = await crypto_.createDeviceKey();
    const body = JSON.stringify({ shop: shop.id, code: plainCode(code) });
    const text = toSignedText('POST', '/v1/enrol', shop.id, await crypto_.hash(body));
    await shop.wire.post('/v1/enrol', body, await crypto_.signRequest(key, text));
    const days = lastDays('2026-11-28', 3);
    const question = { shop: shop.id, now: END, toPath: (now: number) => toInsightsPath(days, now) };
    const reply = await askSigned(crypto_, key, question, async (path, signature) => {
      const headers = { 'punnet-signature': signature };
      const response = await shop.endpoint.fetch(new Request(`http://localhost/punnet${path}`, { headers }));
      return { status: response.status, type: 'application/json', text: await response.text() };
    });
    const read = reply && readInsights(reply, { shop: shop.id, ...days });
    assert.ok(read?.ok, reply?.text);
    await shop.close();

    const { out } = await punnet('orders', '--data', data, '--json');
    const orders = JSON.parse(out) as { state: string; total: number }[];
    const standing = orders.filter(({ state }) => /^(confirmed|collected)/.test(state));
    const told = sumOrders(read.answer.orders);
    assert.ok(orders.length > 10);
    assert.ok(orders.length <= loaded.placed);
    assert.equal(told.standing, standing.length);
    assert.equal(
      told.amount,
      standing.reduce((sum, { total }) => sum + total, 0),
    );
    assert.equal(orders.filter(({ state }) => state === 'collected').length, loaded.collected);
    assert.ok(read.answer.stock.length > 100);
    assert.deepEqual(
      read.answer.experiments.map(({ id }) => id),
      ['quote-by-product'],
    );
  });

  it('tells nothing of what is counted in an outage before that is over', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'punnet-month-'));
    const plan = { ...PLAN, ordersADay: 1, devicesADay: 60 };
    const shop = await openShop({ ...FILES, data: folder }, beginningOf(plan, 'Europe/London'));
    const reports: { at: number; body: string }[] = [];
    const wire: typeof shop.wire = {
      ...shop.wire,
      post: (path, body, signature) => {
        if (path === '/v1/measure') reports.push({ at: shop.clock.now, body });
        return shop.wire.post(path, body, signature);
      },
    };
    const month = new Month({ ...shop, wire }, plan);
    await month.run();
    await shop.close();
    await rm(folder, { recursive: true });
    assert.ok(month.outages.length > 0);
    assert.ok(reports.some(({ body }) => body.includes('"offline":{"begun":1')));
    const early = reports.filter(({ at }) => month.outages.some(({ from, to }) => from <= at && at < to));
    assert.deepEqual(early, []);
  });

  it('is the same again by the same seed, and another by another', async () => {
    const countOf = async (seed: number) => {
      const folder = await mkdtemp(join(tmpdir(), 'punnet-month-'));
      const { shop, month } = await loadMonth(folder, { ...PLAN, seed, days: 2 });
      const rows = await shop.database
        .selectFrom('orders')
        .select(['placed_at', 'amount', 'state', 'slot'])
        .orderBy('placed_at')
        .execute();
      await shop.close();
      await rm(folder, { recursive: true });
      return { loaded: month.loaded, rows };
    };
    const first = await countOf(3);
    assert.deepEqual(await countOf(3), first);
    assert.notDeepEqual((await countOf(4)).rows, first.rows);
  });

  it('is not mixed with orders that are there, unless it may throw them away', async () => {
    // By processes alone: libSQL lets a file go when its statements are collected, not when it is closed.
    const folder = await mkdtemp(join(tmpdir(), 'punnet-month-'));
    const run = promisify(execFile);
    const args = ['--import', 'tsx', 'demo/month/main.ts', '--data', folder, '--days', '2'];
    await run(process.execPath, args);
    await assert.rejects(run(process.execPath, args), /has \d+ orders\. .*--again/);
    const { stdout } = await run(process.execPath, [...args, '--again']);
    assert.match(stdout, /Owner code [A-Z0-9]{5}-[A-Z0-9]{5} /);
    await rm(folder, { recursive: true });
  });

  it('can be the first command in a fresh clone: what it needs is installed', async () => {
    const clone = await mkdtemp(join(tmpdir(), 'punnet-clone-'));
    for (const name of ['package.json', 'package-lock.json', 'scripts'])
      await cp(name, join(clone, name), { recursive: true });
    const npm = join(clone, 'npm.cjs');
    await writeFile(npm, "console.log('npm', process.argv[2]); process.exitCode = 1;");
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const [, ...args] = (scripts['demo:month'] ?? '').split(' ');
    const env = { ...process.env, npm_execpath: npm };
    const failed = await promisify(execFile)(process.execPath, args, { cwd: clone, env }).catch(
      (error: unknown) => error as { stdout: string; stderr: string },
    );
    assert.match(failed.stdout, /^Installing the packages .*\nnpm ci\n$/);
    assert.match(failed.stderr, /npm ci failed/);
    await rm(clone, { recursive: true });
  });

  it('is not loaded into a shop that is at work', async () => {
    const { shop } = await loadMonth(data, { ...PLAN, days: 1 });
    const run = promisify(execFile);
    const args = ['--import', 'tsx', 'demo/month/main.ts', '--data', data, '--again'];
    await assert.rejects(run(process.execPath, args), /The demo is running/);
    await shop.close();
  });
});
