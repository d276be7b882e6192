import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { sql } from 'kysely';

import { rank } from '../../src/cli/rank.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import type { Ranker } from '../../src/core/recommend/past-orders.js';
import { createRankCases, expectedOf, productsWithShares, TODAY } from '../support/rank-cases.js';
import { BASE, crypto_, Device, openSyncShop, ORIGIN, type SyncShop } from '../support/sync-shop.js';

const CASES = createRankCases(150);

interface Asked {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(shop: SyncShop, device: Device | undefined, request: unknown): Promise<Asked> {
  const body = JSON.stringify(request);
  const text = toSignedText('POST', '/v1/recommend', 'millrace', await crypto_.hash(body));
  const signed = device && { 'punnet-signature': await crypto_.signRequest(device.key, text) };
  const headers = { 'content-type': 'application/json', origin: ORIGIN, ...signed };
  const response = await shop.endpoint.fetch(
    new Request(`${BASE}/v1/recommend`, { method: 'POST', headers, body }),
  );
  return { status: response.status, body: (await response.json()) as Asked['body'] };
}

const wish = (changes: Readonly<Record<string, unknown>> = {}) => ({
  shop: 'millrace',
  history: [],
  day: TODAY,
  limit: 10,
  ...changes,
});

/** As many products as are ranked, and one more. */
const MOST: readonly unknown[] = Array.from({ length: 400 }, (_, at) => [
  at,
  Array<string>(50).fill('food-01'),
]);
const FULL = [...MOST, [400, ['food-02']]];

/** All that an endpoint has, by table. */
async function readTables({ database }: SyncShop) {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  return Promise.all(
    tables.map(async ({ name }) => ({
      name,
      rows: (await sql`select * from ${sql.table(name)}`.execute(database)).rows,
    })),
  );
}

describe('POST /v1/recommend', () => {
  let shop: SyncShop;
  let device: Device;
  before(async () => {
    shop = await openSyncShop({ products: productsWithShares(CASES) });
    device = await Device.create();
  });
  after(() => shop.close());

  it('suggests what the formula does, to every shopper', async () => {
    for (const each of CASES) {
      const history = each.history.map(({ day, items }) => [day, items]);
      const { status, body } = await ask(shop, device, wish({ history, day: each.day }));
      assert.equal(status, 200, each.name);
      assert.deepEqual(body, { items: expectedOf(each, CASES), ranker: 'formula' }, each.name);
    }
  });

  it('leaves out what is in the basket or can’t be had', async () => {
    const [first, second] = (await ask(shop, device, wish())).body['items'] as string[];
    const { body } = await ask(shop, device, wish({ leaveOut: [first], limit: 1 }));
    assert.deepEqual(body['items'], [second]);
  });

  const refused = [
    { what: 'nobody who did not sign', request: wish(), signed: false, status: 401 },
    { what: 'no other shop', request: wish({ shop: 'elsewhere' }), signed: true, status: 404 },
    {
      what: 'no history that is none',
      request: wish({ history: [['today', []]] }),
      signed: true,
      status: 400,
    },
    { what: 'no limit above 100', request: wish({ limit: 101 }), signed: true, status: 400 },
    { what: 'no more than 20,000 products', request: wish({ history: FULL }), signed: true, status: 400 },
    { what: 'no day beyond all numbers', request: wish({ day: 1e12 }), signed: true, status: 400 },
  ];
  for (const { what, request, signed, status } of refused)
    it(`answers ${what}`, async () => {
      const answer = await ask(shop, signed ? device : undefined, request);
      assert.equal(answer.status, status);
      assert.match(String(answer.body['type']), /^urn:punnet:problem:/);
    });

  it('ranks as many as 20,000 products, and says where one more is', async () => {
    assert.equal((await ask(shop, device, wish({ history: MOST }))).status, 200);
    const { body } = await ask(shop, device, wish({ history: FULL }));
    assert.deepEqual(
      [body['type'], body['pointer'], body['detail']],
      [
        'urn:punnet:problem:malformed-body',
        '/history',
        'More than 20000 products in all orders: leave out the oldest',
      ],
    );
  });

  it('keeps and logs nothing of what it was told: each row of each table is as before', async () => {
    await device.sync(shop, { intents: [(await device.place()).jws] });
    const before = await readTables(shop);
    assert.ok(before.some(({ rows }) => rows.length > 0));
    const logged = [...shop.log];
    const { status } = await ask(shop, device, wish({ history: [[1, ['food-03']]] }));
    assert.equal(status, 200);
    assert.deepEqual(await readTables(shop), before);
    assert.deepEqual(shop.log, logged);
  });
});

describe('many who ask for suggestions', () => {
  it('wait up to a number, are told to come again, and keep no sync from being answered', async () => {
    const limits = { rankingBodiesAtOnce: 1, rankingsWaiting: 0, bodiesAtOnce: 1, syncsWaiting: 0 };
    const shop = await openSyncShop({ products: productsWithShares(CASES) }, { limits });
    const device = await Device.create();
    const slow = slowWish();
    const stalled = shop.endpoint.fetch(slow.request);
    const refused = await ask(shop, device, wish());
    assert.deepEqual([refused.status, refused.body['type']], [503, 'urn:punnet:problem:unavailable']);
    assert.equal((await device.sync(shop, { cursor: '' })).results.length, 0);
    slow.end();
    assert.equal((await stalled).status, 400);
    assert.equal((await ask(shop, device, wish())).status, 200);
    await shop.close();
  });

  it('use up nobody’s right to order', async () => {
    const limits = { strangersBurst: 2, strangersPerSecond: 0.5 };
    const shop = await openSyncShop({ products: productsWithShares(CASES) }, { limits });
    const device = await Device.create();
    const statuses: number[] = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await ask(shop, device, wish())).status);
    assert.deepEqual(statuses, [200, 200, 429]);
    const sync = async () => (await shop.endpoint.fetch(await device.request({ cursor: '' }))).status;
    assert.deepEqual([await sync(), await sync(), await sync()], [200, 200, 429]);
    shop.clock.now += 4_000;
    const order = await device.place();
    assert.equal((await device.sync(shop, { intents: [order.jws] })).results.length, 1);
    await shop.close();
  });

  it('pay by what there is to rank', async () => {
    const limits = { strangersBurst: 5, strangersPerSecond: 0.5 };
    const shop = await openSyncShop({ products: productsWithShares(CASES) }, { limits });
    const device = await Device.create();
    const history = MOST.slice(0, 200);
    assert.equal((await ask(shop, device, wish({ history }))).status, 200);
    assert.equal((await ask(shop, device, wish())).status, 429);
    await shop.close();
  });

  it('are waited for when it stops', async () => {
    const shop = await openSyncShop({ products: productsWithShares(CASES) });
    const slow = slowWish();
    const stalled = shop.endpoint.fetch(slow.request);
    let isClosed = false;
    const closed = shop.endpoint.close().then(() => (isClosed = true));
    await ask(shop, await Device.create(), wish());
    assert.equal(isClosed, false);
    slow.end();
    await Promise.all([stalled, closed]);
    await shop.close();
  });
});

/** Its body comes when it is ended, and is none then. */
function slowWish() {
  let end: () => void = () => undefined;
  const body = new ReadableStream({ start: (controller) => void (end = () => controller.close()) });
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body, duplex: 'half' } as const;
  return { request: new Request(`${BASE}/v1/recommend`, init), end };
}

describe('an endpoint with a model', () => {
  it('ranks by it, and says so', async () => {
    const backwards: Ranker = (_given, candidates) => candidates.map((_, at) => at);
    const shop = await openSyncShop(
      { products: productsWithShares(CASES) },
      { model: { rank: backwards, failures: () => 0 } },
    );
    try {
      const history = [[1, ['food-01', 'food-02', 'food-03']]];
      const { body } = await ask(shop, await Device.create(), wish({ history, limit: 3 }));
      assert.deepEqual(body, { items: ['food-03', 'food-02', 'food-01'], ranker: 'model' });
    } finally {
      await shop.close();
    }
  });
});

describe('punnet rank', () => {
  it('suggests the same to each of these shoppers', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'punnet-same-'));
    try {
      const lines = CASES.map(({ name, day, history }) =>
        JSON.stringify({ u: name, t: day, h: history.map((order) => [order.day, order.items]) }),
      );
      await writeFile(join(dir, 'cases'), lines.join('\n'));
      await rank.run(['--cases', join(dir, 'cases'), '--out', join(dir, 'out')]);
      const ranked = (await readFile(join(dir, 'out'), 'utf8')).trim().split('\n');
      ranked.forEach((line, at) => {
        const { u, p } = JSON.parse(line) as { u: string; p: string[] };
        const each = CASES[at];
        assert.ok(each);
        assert.deepEqual([u, p.slice(0, 10)], [each.name, expectedOf(each, CASES)]);
      });
      assert.equal(ranked.length, CASES.length);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
