import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { sql } from 'kysely';

import { toSignedText } from '../../src/core/protocol/request-signature.js';
import { MAX_BODY_BYTES } from '../../src/core/protocol/sync.js';
import { openDatabase } from '../../src/endpoint/database.js';
import { BODY } from '../support/intake-batch.js';
import {
  BASE,
  Device,
  ORIGIN,
  crypto_,
  openSyncShop,
  syncRequest,
  type SyncShop,
} from '../support/sync-shop.js';

let shop: SyncShop;
let device: Device;
before(async () => {
  shop = await openSyncShop({}, { limits: { burst: 1_000 } });
  device = await Device.create();
});
after(() => shop.close());

const LINE = BODY.lines[0];

interface Refused {
  readonly status: number;
  readonly type: string;
  readonly pointer?: string;
}

async function problemOf(request: Request): Promise<Refused> {
  const response = await shop.endpoint.fetch(request);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const { type, pointer, status } = (await response.json()) as Refused;
  assert.equal(status, response.status);
  const name = type.replace('urn:punnet:problem:', '');
  return { status, type: name, ...(pointer === undefined ? {} : { pointer }) };
}

describe('a request that can not be trusted', () => {
  it('is refused when it asks for something and is not signed', async () => {
    const { jws } = await device.place();
    const asks = [
      { intents: [jws] },
      { claims: [{ order: (await device.place()).id, secret: 'A'.repeat(43) }] },
      { cursor: 'x' },
    ];
    for (const ask of asks) {
      const request = syncRequest(JSON.stringify({ shop: 'millrace', intents: [], ...ask }));
      assert.deepEqual(await problemOf(request), { status: 401, type: 'unsigned-request' });
    }
  });

  it('is refused when its body is not the one that was signed', async () => {
    const signed = await device.request({ cursor: '1.a' });
    const body = JSON.stringify({ shop: 'millrace', intents: [], cursor: '2.a' });
    const request = syncRequest(body, { 'punnet-signature': signed.headers.get('punnet-signature') ?? '' });
    assert.deepEqual(await problemOf(request), { status: 401, type: 'foreign-signature' });
  });

  for (const { what, text } of [
    { what: 'another address', text: toSignedText('POST', '/v1/other', 'millrace', '') },
    { what: 'another method', text: toSignedText('GET', '/v1/sync', 'millrace', '') },
    { what: 'another shop', text: toSignedText('POST', '/v1/sync', 'elsewhere', '') },
  ]) {
    it(`is refused when it was signed for ${what}`, async () => {
      const body = JSON.stringify({ shop: 'millrace', intents: [], cursor: '' });
      const whole = text + Buffer.from(await crypto_.digest(body)).toString('base64url');
      const signature = await crypto_.signRequest(device.key, whole);
      const problem = await problemOf(syncRequest(body, { 'punnet-signature': signature }));
      assert.deepEqual(problem, { status: 401, type: 'foreign-signature' });
    });
  }

  it('needs no signature only to look', async () => {
    const response = await shop.endpoint.fetch(syncRequest('{"shop":"millrace","intents":[]}'));
    assert.equal(response.status, 200);
    const { results, cursor, depots } = (await response.json()) as Record<string, unknown>;
    assert.deepEqual([results, cursor, depots], [[], null, [{ id: 'station', full: [], status: 'open' }]]);
  });
});

describe('an intent that can not be read', () => {
  const spoilt: readonly { what: string; make: () => Promise<string> }[] = [
    { what: 'is no JWS', make: async () => 'hello' },
    { what: 'is signed by no known algorithm', make: async () => toNone((await device.place()).jws) },
    { what: 'was changed after signing', make: async () => changed((await device.place()).jws) },
    { what: 'is for another shop', make: async () => (await device.place({}, { shop: 'elsewhere' })).jws },
    { what: 'is of a type that is not known', make: async () => (await device.sign('order.eat', {})).jws },
    { what: 'has a field that nobody knows', make: async () => (await device.place({}, { extra: 1 })).jws },
    ...[-1, 0, 1.5, 2 ** 53, '2', null].map((quantity) => ({
      what: `orders ${quantity} of something`,
      make: async () => (await device.place({ lines: [{ ...LINE, quantity } as never] })).jws,
    })),
    { what: 'has a negative total', make: async () => (await device.place({ total: -1 })).jws },
    { what: 'orders nothing', make: async () => (await device.place({ lines: [] })).jws },
    {
      what: 'would be paid by card',
      make: async () => (await device.place({ payment: 'card' as never })).jws,
    },
  ];
  for (const { what, make } of spoilt) {
    it(`is named by its place in the batch if it ${what}, and nothing of the batch is taken in`, async () => {
      const good = await device.place();
      const request = await device.request({ intents: [good.jws, await make()] });
      assert.deepEqual(await problemOf(request), {
        status: 400,
        type: 'malformed-intent',
        pointer: '/intents/1',
      });
      const row = await shop.database.selectFrom('orders').select('id').where('id', '=', good.id).execute();
      assert.deepEqual(row, []);
    });
  }
});

describe('a body that is not what it should be', () => {
  const bodies: readonly { what: string; body: string | Uint8Array<ArrayBuffer>; refused: Refused }[] = [
    { what: 'is empty', body: '', refused: { status: 400, type: 'malformed-body' } },
    { what: 'is not JSON', body: '{"shop"', refused: { status: 400, type: 'malformed-body' } },
    {
      what: 'is not UTF-8',
      body: Uint8Array.of(0x22, 0xff, 0x22),
      refused: { status: 400, type: 'malformed-body' },
    },
    { what: 'is a list', body: '[]', refused: { status: 400, type: 'malformed-body', pointer: '/shop' } },
    {
      what: 'is nested without end',
      body: '['.repeat(50_000) + ']'.repeat(50_000),
      refused: { status: 400, type: 'malformed-body', pointer: '/shop' },
    },
    {
      what: 'names no shop',
      body: '{"intents":[]}',
      refused: { status: 400, type: 'malformed-body', pointer: '/shop' },
    },
    {
      what: 'names another shop',
      body: '{"shop":"elsewhere","intents":[]}',
      refused: { status: 404, type: 'unknown-shop' },
    },
    {
      what: 'holds more than fifty intents',
      body: JSON.stringify({ shop: 'millrace', intents: Array(51).fill('a.b.c') }),
      refused: { status: 400, type: 'malformed-body', pointer: '/intents' },
    },
    {
      what: 'is larger than is allowed',
      body: JSON.stringify({ shop: 'millrace', intents: [], pad: 'x'.repeat(MAX_BODY_BYTES) }),
      refused: { status: 413, type: 'body-too-large' },
    },
  ];
  for (const { what, body, refused } of bodies) {
    it(`is refused with its reason if it ${what}`, async () => {
      assert.deepEqual(await problemOf(syncRequest(body)), refused);
    });
  }

  it('is not read further than is allowed, whatever length it claims', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
    });
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: endless, duplex: 'half' };
    const request = new Request(`${BASE}/v1/sync`, init as RequestInit);
    assert.deepEqual(await problemOf(request), { status: 413, type: 'body-too-large' });
    assert.ok(sent <= MAX_BODY_BYTES + 65_536, `${sent} bytes were read`);
  });

  it('is refused if it says that it is something else', async () => {
    const request = syncRequest('{"shop":"millrace","intents":[]}', { 'content-type': 'text/plain' });
    assert.deepEqual(await problemOf(request), { status: 415, type: 'not-json' });
  });

  it('changes no other object, whatever it names its fields', async () => {
    const body =
      '{"shop":"millrace","intents":[],"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const response = await shop.endpoint.fetch(syncRequest(body));
    assert.equal(response.status, 200);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});

describe('a page in a browser', () => {
  const from = (origin: string, init: RequestInit = {}, path = '/v1/catalog') =>
    shop.endpoint.fetch(
      new Request(BASE + path, { ...init, headers: { origin, ...(init.headers as object) } }),
    );

  it('may ask if its origin is listed, and read when to come again', async () => {
    const response = await from(ORIGIN);
    assert.equal(response.headers.get('access-control-allow-origin'), ORIGIN);
    assert.equal(response.headers.get('access-control-expose-headers'), 'Retry-After, ETag');
    assert.equal(response.headers.get('vary'), 'Origin');
  });

  it('is let through before a signed sync', async () => {
    const headers = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'punnet-signature',
    };
    const response = await from(ORIGIN, { method: 'OPTIONS', headers }, '/v1/sync');
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-origin'), ORIGIN);
    assert.match(response.headers.get('access-control-allow-headers') ?? '', /Punnet-Signature/);
  });

  it('is kept out if its origin is not listed', async () => {
    for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`]) {
      const read = await from(origin);
      assert.equal(read.headers.get('access-control-allow-origin'), null);
      const headers = { origin, 'access-control-request-method': 'POST' };
      const preflight = new Request(`${BASE}/v1/sync`, { method: 'OPTIONS', headers });
      assert.deepEqual(await problemOf(preflight), { status: 403, type: 'origin-refused' });
      const sync = syncRequest('{"shop":"millrace","intents":[]}', { origin });
      assert.deepEqual(await problemOf(sync), { status: 403, type: 'origin-refused' });
    }
  });

  it('that is kept out is told of to the owner, once, with what would let it in', async () => {
    const told = async (origin: string) => {
      const before = shop.log.length;
      await shop.endpoint.fetch(syncRequest('{"shop":"millrace","intents":[]}', { origin }));
      return shop.log.slice(before).map(({ event, message }) => [event, message]);
    };
    const message =
      'A page of https://new.example asked and is not let in. If it is yours, add --origin https://new.example.';
    assert.deepEqual(await told('https://new.example'), [['origin-refused', message]]);
    assert.deepEqual(await told('https://new.example'), []);
    for (let n = 0; n < 50; n++) await told(`https://${n}.example`);
    assert.ok(shop.log.filter(({ event }) => event === 'origin-refused').length <= 20);
  });

  it('from a file is told of with what would let it in, which no --origin would', async () => {
    const other = await openSyncShop();
    await other.endpoint.fetch(syncRequest('{"shop":"millrace","intents":[]}', { origin: 'null' }));
    assert.match(other.log[0]?.message ?? '', /^A page without an origin .* Open it from a web server\.$/);
    await other.close();
  });

  it('can read why it was refused', async () => {
    const response = await from(ORIGIN, { method: 'POST', body: 'x' }, '/v1/sync');
    assert.equal(response.status, 415);
    assert.equal(response.headers.get('access-control-allow-origin'), ORIGIN);
  });
});

describe('the addresses of an endpoint', () => {
  const get = (path: string, init: RequestInit = {}) => shop.endpoint.fetch(new Request(BASE + path, init));

  it('serve the catalog, and only once to whoever holds it', async () => {
    const response = await get('/v1/catalog');
    const etag = response.headers.get('etag') ?? '';
    const { version, keys } = (await response.json()) as Record<string, unknown>;
    assert.deepEqual([version, keys], ['2026-11-20.1', shop.keys]);
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await get('/v1/catalog', { headers: { 'if-none-match': held } });
      assert.deepEqual([again.status, await again.text()], [304, '']);
    }
    assert.equal((await get('/v1/catalog', { headers: { 'if-none-match': '"other"' } })).status, 200);
  });

  it('serve the public keys, and no private one', async () => {
    const text = await (await get('/.well-known/jwks.json')).text();
    assert.deepEqual(JSON.parse(text), { keys: shop.keys });
    assert.equal(text.includes('"d"'), false);
  });

  it('say that the endpoint is well', async () => {
    assert.deepEqual(await (await get('/healthz')).json(), { status: 'ok' });
  });

  it('say so when there is nothing, or not by that method', async () => {
    assert.deepEqual(await problemOf(new Request(`${BASE}/v1/nothing`)), {
      status: 404,
      type: 'unknown-address',
    });
    assert.deepEqual(await problemOf(new Request(BASE.replace('/punnet', '/v1/sync'))), {
      status: 404,
      type: 'unknown-address',
    });
    const response = await get('/v1/sync');
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'POST']);
  });

  it('answer with headers that keep browsers from guessing', async () => {
    for (const path of ['/v1/catalog', '/v1/nothing', '/healthz']) {
      const { headers } = await get(path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    }
  });
});

describe('a device that asks too often', () => {
  it('is told how long to wait, and no other device with it', async () => {
    const narrow = await openSyncShop({}, { limits: { burst: 2, perSecond: 0.5 } });
    const eager = await Device.create();
    await eager.sync(narrow, { intents: [(await eager.place()).jws] });
    const ask = async (who: Device) => narrow.endpoint.fetch(await who.request({ cursor: '' }));
    assert.deepEqual([(await ask(eager)).status, (await ask(eager)).status], [200, 200]);
    const refused = await ask(eager);
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '2']);
    assert.equal((await ask(device)).status, 200);
    narrow.clock.now += 2_000;
    assert.equal((await ask(eager)).status, 200);
    await narrow.close();
  });
});

describe('strangers who ask too often', () => {
  const limits = { strangersBurst: 3, strangersPerSecond: 0.5 };
  const unsigned = () => syncRequest('{"shop":"millrace","intents":[]}');
  const newKey = async () => (await Device.create()).request({ cursor: '' });

  it('are told how long to wait, with a key or without, and nobody who has ordered is', async () => {
    const narrow = await openSyncShop({}, { limits });
    const regular = await Device.create();
    await regular.sync(narrow, { intents: [(await regular.place()).jws] });
    const asked: number[] = [];
    for (const request of [unsigned(), await newKey(), unsigned(), await newKey()]) {
      const response = await narrow.endpoint.fetch(request);
      asked.push(response.status);
      if (response.status === 429) assert.equal(response.headers.get('retry-after'), '2');
    }
    assert.deepEqual(asked, [200, 200, 429, 429]);
    for (let i = 0; i < 5; i++) await regular.sync(narrow, { cursor: '' });
    narrow.clock.now += 2_000;
    assert.equal((await narrow.endpoint.fetch(unsigned())).status, 200);
    await narrow.close();
  });

  it('pay by what they send: by each intent, and by each 4 KiB', async () => {
    const narrow = await openSyncShop({}, { limits: { strangersBurst: 10, strangersPerSecond: 0.5 } });
    const many = await Device.create();
    const { id } = await many.place();
    const intents = await Promise.all(Array.from({ length: 6 }, async () => (await many.cancel(id)).jws));
    const padded = () => syncRequest(`{"shop":"millrace","intents":[]}${' '.repeat(12_000)}`);
    const asked: number[] = [];
    for (const request of [await many.request({ intents }), padded(), padded(), unsigned()])
      asked.push((await narrow.endpoint.fetch(request)).status);
    assert.deepEqual(asked, [200, 200, 429, 200]);
    await narrow.close();
  });

  it('are strangers still after an order that was refused', async () => {
    const narrow = await openSyncShop({}, { limits });
    const refused = await Device.create();
    const answer = await refused.sync(narrow, {
      intents: [(await refused.place({}, { mode: 'test' })).jws],
    });
    assert.equal(answer.results[0]?.state, 'rejected');
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++)
      statuses.push((await narrow.endpoint.fetch(await refused.request({ cursor: '' }))).status);
    assert.deepEqual(statuses, [200, 200, 429]);
    await narrow.close();
  });

  it('see the stock while another endpoint on the same data writes', async () => {
    const busy = await openSyncShop();
    await busy.count('honey-340', 'station', 3);
    const { rows } = await sql<{ file: string }>`pragma database_list`.execute(busy.database);
    const other = await openDatabase(rows[0]?.file ?? '');
    const response = await other.transaction().execute(() => busy.endpoint.fetch(unsigned()));
    assert.equal(response.status, 200);
    assert.deepEqual(((await response.json()) as { stock: unknown }).stock, [
      { variant: 'honey-340', depot: 'station', left: 3 },
    ]);
    await other.destroy();
    await busy.close();
  });
});

describe('an endpoint that is stopping', () => {
  it('finishes what was begun and takes nothing new', async () => {
    const stopping = await openSyncShop();
    const begun = stopping.endpoint.fetch(await device.request({ intents: [(await device.place()).jws] }));
    const closed = stopping.endpoint.close();
    const late = await stopping.endpoint.fetch(
      await device.request({ intents: [(await device.place()).jws] }),
    );
    assert.deepEqual([late.status, late.headers.get('retry-after')], [503, '2']);
    assert.equal((await begun).status, 200);
    await closed;
    await stopping.close();
  });
});

/** The header says `alg: none`. */
function toNone(jws: string): string {
  const [header = '', payload, signature] = jws.split('.');
  const { jwk } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { jwk: unknown };
  return [Buffer.from(JSON.stringify({ alg: 'none', jwk })).toString('base64url'), payload, signature].join(
    '.',
  );
}

function changed(jws: string): string {
  const [header, payload = '', signature] = jws.split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace('"quantity":2', '"quantity":1');
  return [header, Buffer.from(text).toString('base64url'), signature].join('.');
}
