import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { plainCode } from '../../src/core/protocol/enrol.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import { createUuidV7 } from '../../src/core/protocol/uuid.js';
import { NOW } from '../support/intake-batch.js';
import { BASE, Device, crypto_, openSyncShop, type SyncShop } from '../support/sync-shop.js';

interface Enrolled {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function enrol(shop: SyncShop, device: Device, code: string, signed = true): Promise<Enrolled> {
  const body = JSON.stringify({ shop: 'millrace', code });
  const text = toSignedText('POST', '/v1/enrol', 'millrace', await crypto_.hash(body));
  const signature = signed ? { 'punnet-signature': await crypto_.signRequest(device.key, text) } : undefined;
  const headers = { 'content-type': 'application/json', ...signature };
  const request = new Request(`${BASE}/v1/enrol`, { method: 'POST', headers, body });
  const response = await shop.endpoint.fetch(request);
  return { status: response.status, body: (await response.json()) as Enrolled['body'] };
}

async function withShop(work: (shop: SyncShop) => Promise<void>): Promise<void> {
  const shop = await openSyncShop();
  try {
    await work(shop);
  } finally {
    await shop.close();
  }
}

/** An owner's device, by the code that the endpoint prints. */
async function openOwner(shop: SyncShop): Promise<Device> {
  const owner = await Device.create();
  await enrol(shop, owner, (await shop.endpoint.ownerCode()) ?? '');
  return owner;
}

describe('the first owner', () => {
  it('is whoever brings the code that the endpoint printed, however it is typed, once', () =>
    withShop(async (shop) => {
      const code = (await shop.endpoint.ownerCode()) ?? '';
      assert.match(code, /^[2-9BCDFGHJ-NP-TV-Z]{5}-[2-9BCDFGHJ-NP-TV-Z]{5}$/);
      const [ada, eve] = [await Device.create(), await Device.create()];
      const first = await enrol(shop, ada, ` ${code.toLowerCase().replace('-', ' ')}`);
      assert.deepEqual(first, { status: 200, body: { device: ada.key.id, class: 'owner' } });
      const second = await enrol(shop, eve, code);
      assert.deepEqual([second.status, second.body['type']], [403, 'urn:punnet:problem:unknown-code']);
      assert.equal(await shop.endpoint.ownerCode(), undefined);
    }));

  it('opens its device by the code that it has used, and by no other text', () =>
    withShop(async (shop) => {
      const code = (await shop.endpoint.ownerCode()) ?? '';
      const ada = await Device.create();
      for (const typed of [code, code]) assert.equal((await enrol(shop, ada, typed)).status, 200);
      assert.equal((await enrol(shop, ada, 'BCDFG-HJKLM')).status, 403);
    }));

  it('has the newest code alone: what earlier starts printed is worth nothing', () =>
    withShop(async (shop) => {
      const before = (await shop.endpoint.ownerCode()) ?? '';
      const newest = (await shop.endpoint.ownerCode()) ?? '';
      const ada = await Device.create();
      assert.equal((await enrol(shop, ada, before)).status, 403);
      assert.equal((await enrol(shop, ada, newest)).body['class'], 'owner');
    }));

  it('brings it within a week', () =>
    withShop(async (shop) => {
      const code = (await shop.endpoint.ownerCode()) ?? '';
      shop.clock.now += 7 * 86_400_000;
      assert.equal((await enrol(shop, await Device.create(), code)).status, 403);
    }));

  it('has to sign for it', () =>
    withShop(async (shop) => {
      const code = (await shop.endpoint.ownerCode()) ?? '';
      const { status, body } = await enrol(shop, await Device.create(), code, false);
      assert.deepEqual([status, body['type']], [401, 'urn:punnet:problem:unsigned-request']);
    }));
});

describe('what the owner says', () => {
  it('is heeded from then on, and everybody is told', () =>
    withShop(async (shop) => {
      const owner = await openOwner(shop);
      const stock = await owner.sign('stock.set', {
        variant: 'honey-340',
        depot: 'station',
        quantity: 9,
        buffer: 1,
      });
      const closed = await owner.sign('depot.set', { depot: 'station', status: 'closed', reason: 'Flood' });
      const { results } = await owner.sync(shop, { intents: [stock.jws, closed.jws] });
      assert.deepEqual(
        results.map(({ state }) => state),
        ['confirmed', 'confirmed'],
      );
      const seen = await (await Device.create()).sync(shop, {});
      assert.deepEqual(seen.stock, [{ variant: 'honey-340', depot: 'station', left: 8 }]);
      assert.deepEqual(seen.depots, [{ id: 'station', full: [], status: 'closed', reason: 'Flood' }]);
    }));

  it('lets a stall in, which is given a day\u2019s stock to sell by itself', () =>
    withShop(async (shop) => {
      await shop.count('honey-340', 'station', 300);
      const [owner, stall] = [await openOwner(shop), await Device.create()];
      const code = await crypto_.hash(plainCode('STALL-CODES'));
      const until = new Date(NOW + 3_600_000).toISOString();
      const made = await owner.sign('device.enrol', { code, class: 'stall', until, reclaim: 'manual' });
      await owner.sync(shop, { intents: [made.jws] });
      assert.equal((await enrol(shop, owner, 'stall-codes')).body['class'], 'owner');
      assert.equal((await enrol(shop, stall, 'stall-codes')).body['class'], 'stall');
      const again = await enrol(shop, stall, 'stall-codes');
      assert.equal(again.body['class'], 'stall', 'who had no answer asks again');
      assert.equal((await enrol(shop, await Device.create(), 'stall-codes')).status, 403);
      const key = createUuidV7(NOW, crypto_.random(10));
      const items = [{ variant: 'honey-340', depot: 'station', quantity: 300 }];
      const { leases } = await stall.sync(shop, { leases: [{ key, items }] });
      assert.deepEqual([leases[0]?.items, leases[0]?.graceMs], [items, null]);
      const shopper = await (await Device.create()).sync(shop, { leases: [{ key, items }] });
      assert.deepEqual(shopper.leases[0]?.items, []);
    }));
});
