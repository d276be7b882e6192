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
    { what: 'no day beyond all numbers', request: wish({ day: 1e12 }), signed: true, status: 400 },
  ];
  for (const { what, request, signed, status } of refused)
    it(`answers ${what}`, async () => {
      const answer = await ask(shop, signed ? device : undefined, request);
      assert.equal(answer.status, status);
      assert.match(String(answer.body['type']), /^urn:punnet:problem:/);
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
