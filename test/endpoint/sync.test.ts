import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import * as v from 'valibot';

import { DECISION_GRACE_MS } from '../../src/core/intake/dispute.js';
import { AlternateSchema } from '../../src/core/protocol/alternate.js';
import type { Result, SyncAnswer } from '../../src/core/protocol/sync.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../../src/crypto/endpoint-keys.js';
import { seal } from '../../src/crypto/seal.js';
import { listReceivedOrders } from '../../src/endpoint/received-orders.js';
import { HONEY, SHOP, STATION } from '../support/catalog-input.js';
import { NOW, SLOT } from '../support/intake-batch.js';
import { Device, crypto_, openSyncShop, proofOf, type SyncShop } from '../support/sync-shop.js';

const DEARER = [{ ...HONEY, variants: [{ id: 'honey-340', title: '340 g', price: 700, deposit: 50 }] }];
const brief = ({ intent, state, reason }: Result) => [intent, state, reason?.code];

async function withShop(
  work: (shop: SyncShop, device: Device) => Promise<void>,
  catalog: Record<string, unknown> = {},
): Promise<void> {
  const shop = await openSyncShop(catalog);
  try {
    await work(shop, await Device.create());
  } finally {
    await shop.close();
  }
}

describe('a sync', () => {
  it('takes in good and bad orders side by side, and proves each', () =>
    withShop(async (shop, device) => {
      const good = await device.place();
      const bad = await device.place({ total: 1 });
      const unknown = await device.place({
        lines: [{ variant: 'gold', modifiers: {}, quantity: 1, price: 900, total: 900 }],
        deposits: 0,
        total: 900,
      });
      const last = await device.place();
      const intents = [good, bad, unknown, last].map(({ jws }) => jws);
      const { results, time } = await device.sync(shop, { intents });
      assert.deepEqual(results.map(brief), [
        [good.id, 'confirmed', undefined],
        [bad.id, 'rejected', 'total-mismatch'],
        [unknown.id, 'disputed', 'unknown-variant'],
        [last.id, 'confirmed', undefined],
      ]);
      assert.equal(time, new Date(NOW).toISOString());
      for (const [index, result] of results.entries()) {
        const proof = await proofOf(shop, result);
        const hash = await crypto_.hash(intents[index] ?? '');
        assert.deepEqual([proof.intent, proof.hash, proof.state], [result.intent, hash, result.state]);
      }
    }));

  it('has an order take effect once, however often and at once it is sent', () =>
    withShop(async (shop, device) => {
      await shop.count('honey-340', 'station', 10);
      const { jws } = await device.place();
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => device.sync(shop, { intents: [jws, jws] })),
      );
      for (const { results } of answers)
        assert.deepEqual(
          results.map(({ state }) => state),
          ['confirmed'],
        );
      assert.equal(await shop.left('honey-340'), 8);
      const [first, second] = await Promise.all(
        [answers[0], answers[1]].map((a) => proofOf(shop, a?.results[0])),
      );
      assert.deepEqual(first, second);
    }));

  it('answers for the intents of several devices, whoever carries them', () =>
    withShop(async (shop, device) => {
      const other = await Device.create();
      const [own, carried] = [await device.place(), await other.place()];
      const { results } = await device.sync(shop, { intents: [own.jws, carried.jws] });
      assert.deepEqual(
        results.map(({ state }) => state),
        ['confirmed', 'confirmed'],
      );
      const { results: news } = await other.sync(shop, {});
      assert.deepEqual(
        news.map(({ intent }) => intent),
        [carried.id],
      );
    }));

  it('sells the last jar once to twenty who ask at the same time', () =>
    withShop(async (shop) => {
      await shop.count('honey-340', 'station', 2);
      const sold = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const device = await Device.create();
          const { results } = await device.sync(shop, { intents: [(await device.place()).jws] });
          return results[0]?.state;
        }),
      );
      assert.equal(sold.filter((state) => state === 'confirmed').length, 1);
      assert.equal(sold.filter((state) => state === 'disputed').length, 19);
      assert.equal(await shop.left('honey-340'), 0);
    }));

  it('gives a slot to as many as it holds, and tells everyone that it is full', () =>
    withShop(async (shop, device) => {
      const orders = await Promise.all(Array.from({ length: 10 }, () => device.place()));
      const { results, depots } = await device.sync(shop, { intents: orders.map(({ jws }) => jws) });
      assert.equal(results.filter(({ reason }) => reason?.code === 'slot-full').length, 2);
      assert.deepEqual(depots, [{ id: 'station', full: [SLOT], status: 'open' }]);
      const first = orders[0]?.id ?? '';
      const answer = await device.sync(shop, { intents: [(await device.cancel(first)).jws] });
      assert.deepEqual(answer.depots, [{ id: 'station', full: [], status: 'open' }]);
    }));

  it('refuses other bytes under an id that was used', () =>
    withShop(async (shop, device) => {
      const first = await device.place();
      const twin = await device.place({}, { id: first.id });
      await device.sync(shop, { intents: [first.jws] });
      const { results } = await device.sync(shop, { intents: [twin.jws, first.jws] });
      assert.deepEqual(results.map(brief), [
        [first.id, 'rejected', 'equivocation'],
        [first.id, 'confirmed', undefined],
      ]);
      assert.equal((await proofOf(shop, results[0])).rev, 0);
    }));

  it('tells a device that was copied that its number was used before', () =>
    withShop(async (shop, device) => {
      const copy = new Device(device.key);
      await device.sync(shop, { intents: [(await device.place()).jws] });
      const { results } = await copy.sync(shop, { intents: [(await copy.place()).jws], cursor: '1.x' });
      assert.deepEqual([results[0]?.state, results[0]?.forked], ['confirmed', true]);
    }));
});

describe('an order that the shop has not got', () => {
  const MARKET = { id: 'market', title: 'Market', slots: [{ days: ['wed'], from: '10:00', to: '11:00' }] };

  it('is offered what there is, signed, and one of it is chosen from another device', () =>
    withShop(
      async (shop, device) => {
        await shop.count('honey-340', 'station', 1);
        const placed = await device.place();
        const { results } = await device.sync(shop, { intents: [placed.jws] });
        const [result] = results;
        const verified = await crypto_.verify(result?.alternates?.[0] ?? '', shop.keys);
        const offered = v.parse(AlternateSchema, verified.ok && verified.payload);
        assert.deepEqual([offered.shop, offered.order, offered.rev], ['millrace', placed.id, 1]);
        assert.deepEqual([offered.depot, offered.amount], ['market', 1400]);
        assert.deepEqual([result?.alternates?.length, result?.state], [1, 'disputed']);
        const friend = await Device.create();
        const body = { order: placed.id, alternate: offered.id, secret: placed.secret };
        const chosen = await friend.sign('order.choose', body);
        const { results: done } = await friend.sync(shop, { intents: [chosen.jws] });
        assert.deepEqual([done[0]?.state, done[0]?.pickup?.depot], ['confirmed', 'market']);
        const proof = await proofOf(shop, done[0]);
        assert.deepEqual([proof.order, proof.rev, proof.amount], [placed.id, 2, 1400]);
      },
      { depots: [STATION, MARKET] },
    ));
});

describe('an order of which the price went up', () => {
  const repriced = async (shop: SyncShop, device: Device) => {
    await shop.count('honey-340', 'station', 2);
    const placed = await device.place();
    const { results } = await device.sync(shop, { intents: [placed.jws] });
    assert.equal(results[0]?.state, 'repriced');
    assert.deepEqual([results[0]?.lines?.[0]?.price, results[0]?.deposits], [700, 100]);
    assert.equal((await proofOf(shop, results[0])).amount, 1500);
    return placed.id;
  };
  const act = async (shop: SyncShop, device: Device, jws: string) => {
    const { results } = await device.sync(shop, { intents: [jws] });
    return (await proofOf(shop, results[0])).state;
  };

  it('is confirmed by a yes', () =>
    withShop(
      async (shop, device) => {
        const id = await repriced(shop, device);
        assert.equal(await act(shop, device, (await device.accept(id, 1500)).jws), 'confirmed');
        assert.equal(await shop.left('honey-340'), 0);
      },
      { products: DEARER },
    ));

  it('is cancelled by a no, and its stock is free again', () =>
    withShop(
      async (shop, device) => {
        const id = await repriced(shop, device);
        assert.equal(await act(shop, device, (await device.cancel(id)).jws), 'cancelled');
        assert.equal(await shop.left('honey-340'), 2);
      },
      { products: DEARER },
    ));

  it('is cancelled by the endpoint alone when its time is over, and the device hears of it', () =>
    withShop(
      async (shop, device) => {
        const id = await repriced(shop, device);
        const { cursor } = await device.sync(shop, {});
        shop.clock.now += 86_400_000 + DECISION_GRACE_MS;
        assert.equal(await shop.endpoint.sweep(), 1);
        assert.equal(await shop.endpoint.sweep(), 0);
        assert.equal(await shop.left('honey-340'), 2);
        const { results } = await device.sync(shop, { cursor });
        assert.deepEqual(results.map(brief), [[id, 'cancelled', 'no-answer']]);
      },
      { products: DEARER },
    ));

  it('keeps the price of the version that it was ordered by while that is valid', () =>
    withShop(
      async (shop, device) => {
        const source = shop.catalogs.served.source as Record<string, unknown>;
        const offered = await shop.catalogs.offer(
          JSON.stringify({ ...source, version: '2', products: DEARER }),
        );
        assert.deepEqual(offered, { ok: true, changed: true });
        const { results } = await device.sync(shop, { intents: [(await device.place()).jws] });
        assert.equal((await proofOf(shop, results[0])).amount, 1400);
        shop.clock.now = Date.parse('2026-11-21T00:00:01Z');
        const { results: late } = await device.sync(shop, { intents: [(await device.place()).jws] });
        assert.equal(late[0]?.state, 'repriced');
      },
      { validUntil: '2026-11-21T00:00:00Z' },
    ));

  it('is looked up in few versions for one batch; orders by others are answered when they come again', () =>
    withShop(async (shop, device) => {
      const source = shop.catalogs.served.source as Record<string, unknown>;
      const served = Array.from({ length: 10 }, (_, i) => `old ${i}`);
      for (const version of [...served, 'now'])
        await shop.catalogs.offer(JSON.stringify({ ...source, version }));
      const versions = ['never served', ...served];
      const placed = await Promise.all(versions.map((catalog) => device.place({ catalog })));
      const intents = placed.map(({ jws }) => jws);
      const ids = placed.map(({ id }) => id);
      const { results: first, cursor } = await device.sync(shop, { intents });
      assert.deepEqual(
        first.map(({ intent }) => intent),
        ids.slice(0, 9),
      );
      const { results: later } = await device.sync(shop, { intents: intents.slice(9), cursor });
      assert.deepEqual(
        later.map(({ intent }) => intent),
        ids.slice(9),
      );
    }));

  it('is today\u2019s where the version that it was ordered by can\u2019t be read any more, and the owner is told', () =>
    withShop(async (shop, device) => {
      const version = 'kept by an earlier Punnet';
      const row = { shop: 'millrace', version, hash: '', source: '{"products":7}', received_at: '' };
      await shop.database.insertInto('catalogs').values(row).execute();
      const { results } = await device.sync(shop, {
        intents: [(await device.place({ catalog: version })).jws],
      });
      assert.equal(results[0]?.state, 'confirmed');
      assert.deepEqual(
        shop.log.map(({ event }) => event),
        ['catalog-unreadable'],
      );
    }));
});

describe('whose order it is', () => {
  it('is shown by its secret, on any device', () =>
    withShop(async (shop, device) => {
      const placed = await device.place();
      await device.sync(shop, { intents: [placed.jws] });
      const other = await Device.create();
      const claims = [{ order: placed.id, secret: placed.secret }];
      const { results } = await other.sync(shop, { claims });
      assert.equal((await proofOf(shop, results[0])).order, placed.id);
      const off = await other.cancel(placed.id, placed.secret);
      const { results: cancelled } = await other.sync(shop, { intents: [off.jws] });
      assert.equal((await proofOf(shop, cancelled[0])).state, 'cancelled');
    }));

  it('is told to no stranger', () =>
    withShop(async (shop, device) => {
      const placed = await device.place();
      await device.sync(shop, { intents: [placed.jws] });
      const stranger = await Device.create();
      const ask = async (order: string) => {
        const off = await stranger.cancel(order, 'A'.repeat(43));
        const claims = [{ order, secret: 'A'.repeat(43) }];
        const answer = await stranger.sync(shop, { intents: [off.jws], claims });
        return JSON.stringify({ ...answer, results: answer.results.map(({ intent: _, ...rest }) => rest) });
      };
      const known = await ask(placed.id);
      assert.equal(known, await ask(`${placed.id.slice(0, -4)}0000`));
      assert.match(known, /"results":\[\{"state":"waiting"\}\]/);
    }));
});

describe('what else an answer holds', () => {
  let shop: SyncShop;
  let device: Device;
  before(async () => {
    shop = await openSyncShop({
      depots: [{ ...STATION, slots: [{ days: ['mon'], from: '07:00', to: '09:00' }] }],
    });
    device = await Device.create();
  });
  after(() => shop.close());

  it('is the catalog, with the endpoint\u2019s keys, for whoever holds another version', async () => {
    const { catalog } = await device.sync(shop, {});
    assert.deepEqual((catalog as { keys: unknown }).keys, shop.keys);
    const { catalog: again } = await device.sync(shop, { catalog: '2026-11-20.1' });
    assert.equal(again, undefined);
  });

  it('is every change of the device\u2019s orders, in as many answers as it takes', async () => {
    const ids = new Set<string>();
    for (let batch = 0; batch < 5; batch++) {
      const pickup = { depot: 'station', slot: 'station/2026-11-23T07:00:00+00:00' };
      const orders = await Promise.all(Array.from({ length: 50 }, () => device.place({ pickup })));
      for (const { id } of orders) ids.add(id);
      await device.sync(shop, { intents: orders.map(({ jws }) => jws), cursor: 'x' });
    }
    let answer: SyncAnswer = await device.sync(shop, {});
    assert.deepEqual([answer.results.length, answer.nextAfterMs], [200, 0]);
    for (const { intent } of answer.results) ids.delete(intent);
    answer = await device.sync(shop, { cursor: answer.cursor });
    assert.deepEqual([answer.results.length, answer.nextAfterMs], [50, undefined]);
    for (const { intent } of answer.results) ids.delete(intent);
    assert.equal(ids.size, 0);
    const { results } = await device.sync(shop, { cursor: answer.cursor });
    assert.deepEqual(results, []);
  });
});

describe('a contact that the shop demands', () => {
  const DEMANDS = { shop: { ...SHOP, contact: { name: 'required' } } };

  it('is kept apart from the order, sealed, and nowhere else', () =>
    withShop(async (shop, device) => {
      const jwe = (await seal('{"name":"Ada"}', shop.keys)) ?? '';
      const hash = await crypto_.hash(jwe);
      const { jws } = await device.place({ contact: hash });
      const { results } = await device.sync(shop, { intents: [jws], sealed: { [hash]: jwe } });
      assert.equal(results[0]?.state, 'confirmed');
      const kept = await shop.database.selectFrom('contacts').select(['hash', 'jwe']).execute();
      assert.deepEqual(kept, [{ hash, jwe }]);
      assert.equal(JSON.stringify(shop.log).includes('Ada'), false);
    }, DEMANDS));

  it('is read by its owner as far as it can be, when a device kept to no bounds', () =>
    withShop(async (shop, device) => {
      const own = await loadEndpointKeys(await createEndpointKeys());
      const sealed = async (contact: unknown) => (await seal(JSON.stringify(contact), publicKeys(own))) ?? '';
      const phone = '0'.repeat(41);
      const contacts = [{ name: 'Ada', phone, since: 1815 }, { phone }, 'Ada', { name: 'Bob', email: 'b@c' }];
      const placed: string[] = [];
      for (const contact of contacts) {
        const jwe = await sealed(contact);
        const hash = await crypto_.hash(jwe);
        const { id, jws } = await device.place({ contact: hash });
        await device.sync(shop, { intents: [jws], sealed: { [hash]: jwe } });
        placed.push(id);
      }
      const read = new Map<string, unknown>();
      for await (const { id, contact } of listReceivedOrders(shop.database, own)) read.set(id, contact);
      const told = placed.map((id) => read.get(id));
      assert.deepEqual(told, [{ name: 'Ada' }, undefined, undefined, { name: 'Bob', email: 'b@c' }]);
    }, DEMANDS));

  it('is said to be there where no key of the owner\u2019s opens it, and not once it was erased', () =>
    withShop(async (shop, device) => {
      const lost = await loadEndpointKeys(await createEndpointKeys());
      const jwe = (await seal('{"name":"Ada"}', publicKeys(lost))) ?? '';
      const hash = await crypto_.hash(jwe);
      const { jws } = await device.place({ contact: hash });
      await device.sync(shop, { intents: [jws], sealed: { [hash]: jwe } });
      const other = await loadEndpointKeys(await createEndpointKeys());
      const listed = async () => {
        for await (const { contact, contactSealed } of listReceivedOrders(shop.database, other))
          return [contact, contactSealed];
        return 'no order';
      };
      assert.deepEqual(await listed(), [undefined, true]);
      await shop.database.deleteFrom('contacts').execute();
      assert.deepEqual(await listed(), [undefined, undefined]);
    }, DEMANDS));

  it('is not taken from a copy that was changed on the way', () =>
    withShop(async (shop, device) => {
      const jwe = (await seal('{"name":"Ada"}', shop.keys)) ?? '';
      const hash = await crypto_.hash(jwe);
      const other = (await seal('{"name":"Eve"}', shop.keys)) ?? '';
      const { jws } = await device.place({ contact: hash });
      const { results } = await device.sync(shop, { intents: [jws], sealed: { [hash]: other } });
      assert.equal(results[0]?.reason?.code, 'contact-required');
    }, DEMANDS));
});
