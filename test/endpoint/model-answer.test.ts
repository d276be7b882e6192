import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import type { ModelFile } from '../../src/endpoint/model-answer.js';
import { scoreByFormula } from '../../src/core/recommend/formula.js';
import { BASE, ORIGIN, openSyncShop, type SyncShop } from '../support/sync-shop.js';

const bytes = Uint8Array.of(0, 255, 84, 70, 76, 51, 13, 10);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const file: ModelFile = { bytes, sha256 };
const BY_HASH = `/v1/models/${sha256}.tflite`;

describe('an endpoint with a model', () => {
  let shop: SyncShop;
  before(async () => {
    shop = await openSyncShop({}, { model: { rank: scoreByFormula, failures: () => 0, file } });
  });
  after(() => shop.close());

  const get = (path: string, init: RequestInit = {}) => shop.endpoint.fetch(new Request(BASE + path, init));

  for (const { path, cache } of [
    { path: BY_HASH, cache: 'public, max-age=31536000, immutable' },
    { path: '/v1/model.tflite', cache: 'no-cache' },
  ])
    it(`serves it at ${path.replace(sha256, '<sha256>')}, byte by byte, and once to whoever has it`, async () => {
      const response = await get(path, { headers: { origin: ORIGIN } });
      assert.deepEqual(new Uint8Array(await response.arrayBuffer()), bytes);
      const { headers } = response;
      assert.equal(headers.get('content-type'), 'application/x-tflite');
      assert.equal(headers.get('cache-control'), cache);
      assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
      const held = { headers: { 'if-none-match': headers.get('etag') ?? '' } };
      assert.equal((await get(path, held)).status, 304);
      const head = await get(path, { method: 'HEAD' });
      assert.deepEqual([head.status, (await head.arrayBuffer()).byteLength], [200, 0]);
    });

  for (const path of [
    `/v1/models/${'0'.repeat(64)}.tflite`,
    `/v1/models/${sha256}`,
    '/v1/models/',
    '/v1/models/..%2fmodel.tflite',
    '/v1/models/..%5cmodel.tflite',
    '/v1/models/%252e%252e/model.tflite',
    `/v1/models/x%2f..%2f${sha256}.tflite`,
  ])
    it(`has none at ${path.replace(sha256, '<sha256>')}`, async () => {
      const response = await get(path);
      assert.deepEqual([response.status, response.headers.get('cache-control')], [404, 'no-store']);
      const { type } = (await response.json()) as { type: string };
      assert.equal(type, 'urn:punnet:problem:unknown-address');
    });

  it('takes none', async () => {
    const response = await get(BY_HASH, { method: 'POST', body: bytes });
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD']);
  });
});

describe('an endpoint without a model', () => {
  for (const path of [BY_HASH, '/v1/model.tflite'])
    it(`has none at ${path.replace(sha256, '<sha256>')}`, async () => {
      const shop = await openSyncShop();
      const response = await shop.endpoint.fetch(new Request(BASE + path));
      assert.equal(response.status, 404);
      await shop.close();
    });
});
