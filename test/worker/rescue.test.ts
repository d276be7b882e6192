import { expect } from '@open-wc/testing';

import { eraseDevice, type EraseTask } from '../../src/core/consent/erase.js';
import { toReceiptAlone } from '../../src/core/consent/prune.js';
import type { PublishedKey, Reply, Wire } from '../../src/core/ports.js';
import { choose } from '../../src/core/order/choose.js';
import type { OrderRecord } from '../../src/core/order/order.js';
import { drain, type DrainTask } from '../../src/core/outbox/drain.js';
import type { OutboxRecord } from '../../src/core/records.js';
import { toBase64Url } from '../../src/core/protocol/base64url.js';
import { toProblem } from '../../src/core/protocol/problem.js';
import { toFacts, type ReceiptSubject } from '../../src/core/receipt/to-facts.js';
import { readReceipt } from '../../src/crypto/read-receipt.js';
import { digest } from '../../src/crypto/sha256.js';
import { askShop } from '../../src/worker/ask-shop.js';
import { exportOrders, importOrders } from '../../src/worker/rescue.js';
import type { Room } from '../../src/worker/room.js';
import { createDevice, fillBasket, placeOne, type Device } from '../support/order-desk.js';
import { ScriptedEndpoint } from '../support/scripted-endpoint.js';

type Json = Record<string, unknown>;
interface File {
  orders: (Json & OrderRecord)[];
  intents: (Json & OutboxRecord)[];
}

const task: DrainTask = {
  shop: 'millrace',
  parkedToo: false,
  catalog: null,
  findPickup: () => undefined,
  changed: () => undefined,
  newCatalog: () => undefined,
  report: () => undefined,
};

const ERASE: EraseTask = { shop: 'millrace', mode: 'live', hasEndpoint: true, evenUnsent: true };

const roomOf = ({ store, ports }: Device, keys: readonly PublishedKey[] = []) =>
  ({ store, clock: ports.clock, shopId: 'millrace', catalog: () => ({ keys }) }) as unknown as Room;
const orderOf = async ({ store }: Device) => (await store.list('order'))[0];
const intentIds = async ({ store }: Device) => (await store.list('intent')).map(({ id }) => id);
const drainOnce = ({ ports }: Device, wire: ScriptedEndpoint) => drain({ ...ports, wire }, task);

/** The device's orders as a file, with something about it changed by hand. */
async function take(device: Device, change: (file: File) => unknown = () => undefined): Promise<string> {
  const exported = await exportOrders(roomOf(device));
  const file = JSON.parse(exported.ok ? exported.text : '') as File;
  change(file);
  return JSON.stringify(file);
}

/** @param keys the shop's */
const bring = (device: Device, text: string, keys?: readonly PublishedKey[], wire?: Wire) =>
  importOrders(roomOf(device, keys), { journal: device.journal, wire, readReceipt }, text);

function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (!one) throw new Error('the file holds none');
  return one;
}

/** What the endpoint answers when the secret of an order is shown. */
async function answerClaims(endpoint: ScriptedEndpoint, jws: string) {
  const asked: string[] = [];
  const post = endpoint.post.bind(endpoint);
  endpoint.post = async (path, body, signature) => {
    const reply = await post(path, body, signature);
    const { claims } = JSON.parse(body) as { claims: { order: string }[] };
    asked.push(...claims.map(({ order }) => order));
    const answer = JSON.parse(reply.text) as { results: unknown[] };
    if (claims.length > 0) answer.results.push(await endpoint.answer(jws));
    return { ...reply, text: JSON.stringify(answer) };
  };
  return asked;
}

describe('orders brought back from a file', () => {
  it('that are unsent are sent from here, the very bytes', async () => {
    const [there, here] = [createDevice(), createDevice()];
    const order = await placeOne(there);
    await choose(there.ports, 'millrace', order.id, 'cancel');
    expect(await bring(here, await take(there))).to.deep.equal({ ok: true, added: 1 });
    expect(await here.store.list('intent')).to.deep.equal(await there.store.list('intent'));
    expect(await orderOf(here)).to.deep.equal(await orderOf(there));
    expect(here.journal.files.size).to.equal(2);
  });

  it('are no more than sent, whatever the file says of them, until their proof has been fetched', async () => {
    const [there, here] = [createDevice(), createDevice()];
    const order = await placeOne(there);
    const jws = first(await there.store.list('intent')).jws;
    const endpoint = await ScriptedEndpoint.create();
    await drainOnce(there, endpoint);
    const text = await take(there, ({ orders }) => {
      const payment = { way: 'at-pickup', state: 'paid', amount: 1 };
      Object.assign(first(orders), { state: 'collected', payment, proofRev: 9, code: 'ABCDEF' });
    });
    expect(await bring(here, text)).to.deep.equal({ ok: true, added: 1 });
    const { code } = order;
    expect(await orderOf(here)).to.deep.include({ state: 'sent', proofRev: 0, code });
    expect((await orderOf(here))?.payment).to.deep.equal({
      way: 'at-pickup',
      state: 'at_pickup',
      amount: 440,
    });
    expect((await orderOf(here))?.events.map(({ state }) => state)).to.deep.equal(['saved']);
    const asked = await answerClaims(endpoint, jws);
    await drainOnce(here, endpoint);
    expect(asked).to.deep.equal([order.id]);
    expect(await orderOf(here)).to.include({ state: 'confirmed', proofRev: 1 });
  });

  describe('with the receipt that the shop has signed', () => {
    async function takeSigned(
      of: Partial<ReceiptSubject> = {},
      change: (order: Json & OrderRecord) => unknown = () => {},
    ) {
      const [there, here] = [createDevice(), createDevice()];
      const { id, pickup, lines, deposits, total } = await placeOne(there);
      const endpoint = await ScriptedEndpoint.create();
      await drainOnce(there, endpoint);
      const order = { intent: id, hash: 'h'.repeat(43), pickup, lines, deposits, amount: total };
      const shop = { shop: 'millrace', mode: 'live', currency: 'GBP', payment: 'at_pickup', rev: 3 } as const;
      const state = 'confirmed_late' as const;
      const facts = await toFacts(
        { ...shop, ...order, state, ...of },
        digest,
        Date.parse('2026-11-23T12:00:00Z'),
      );
      const token = await endpoint.sign({ ...facts, state });
      const text = await take(there, ({ orders }) => {
        Object.assign(first(orders), { receipt: { token, kind: 'confirmed' } });
        change(first(orders));
      });
      return { here, text, endpoint, token };
    }

    it('are what that says of them, with no network and nobody who answers for them', async () => {
      const { here, text, endpoint, token } = await takeSigned();
      expect(await bring(here, text, endpoint.keys)).to.deep.equal({ ok: true, added: 1 });
      const order = await orderOf(here);
      expect(order).to.deep.include({ state: 'confirmed_late', proofRev: 3, total: 440 });
      expect(order?.receipt).to.deep.equal({ token, kind: 'confirmed' });
      expect(order?.events.at(-1)).to.deep.equal({ state: 'confirmed_late', at: '2026-11-23T12:00:00.000Z' });
    });

    it('are so, too, where nothing but what that needs is left of them', async () => {
      const { here, text, endpoint } = await takeSigned({}, (order) => Object.assign(order, { lines: [] }));
      await bring(here, text, endpoint.keys);
      expect(await orderOf(here)).to.deep.include({ state: 'confirmed_late', lines: [] });
    });

    it('are so by the keys that the shop tells, where none are here', async () => {
      const { here, text, endpoint } = await takeSigned();
      await bring(here, text, [], endpoint);
      expect(await orderOf(here)).to.deep.include({ state: 'confirmed_late', proofRev: 3 });
      expect(endpoint.keyRequests).to.equal(2);
    });

    for (const { name, of, change, ofOthers } of [
      { name: 'is another shop’s', of: { shop: 'weir' } },
      { name: 'is another order’s', of: { intent: '0192f3a0-0000-7000-8000-000000000001' } },
      { name: 'is of a rehearsal', of: { mode: 'test' } },
      { name: 'is signed by nobody whom one knows', ofOthers: true },
      {
        name: 'tells of other goods',
        change: ({ lines: [line] }) => Object.assign(line ?? {}, { quantity: 9 }),
      },
      { name: 'tells of another place', change: ({ pickup }) => Object.assign(pickup, { depot: 'market' }) },
    ] as readonly {
      name: string;
      of?: Partial<ReceiptSubject>;
      change?: (order: OrderRecord) => unknown;
      ofOthers?: boolean;
    }[])
      it(`are no more than sent where it ${name}`, async () => {
        const { here, text, endpoint } = await takeSigned(of, change);
        const { keys } = ofOthers ? await ScriptedEndpoint.create() : endpoint;
        expect(await bring(here, text, keys)).to.deep.equal({ ok: true, added: 1 });
        expect(await orderOf(here)).to.deep.include({ state: 'sent', proofRev: 0 });
        expect((await orderOf(here))?.receipt).to.equal(undefined);
      });
  });

  it('are followed by their secrets in the browser that placed them, too', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    const jws = first(await device.store.list('intent')).jws;
    const endpoint = await ScriptedEndpoint.create();
    await drainOnce(device, endpoint);
    const text = await take(device);
    await device.store.commit({ remove: [['order', order.id]], durability: 'strict' });
    await bring(device, text);
    const asked = await answerClaims(endpoint, jws);
    await drainOnce(device, endpoint);
    await drainOnce(device, endpoint);
    expect(asked).to.deep.equal([order.id]);
    expect(await orderOf(device)).to.include({ state: 'confirmed' });
  });

  it('cost what was signed, though the file says something else', async () => {
    const [there, here] = [createDevice(), createDevice()];
    await placeOne(there);
    await bring(
      here,
      await take(there, ({ orders }) =>
        Object.assign(first(orders), { total: 1, subtotal: 1, state: 'confirmed' }),
      ),
    );
    expect(await orderOf(here)).to.include({ state: 'saved', proofRev: -1, total: 440, subtotal: 440 });
  });

  const other = 'A'.repeat(43);
  const frauds: readonly { name: string; change: (file: File) => unknown }[] = [
    { name: 'another hash', change: ({ intents }) => Object.assign(first(intents), { hash: other }) },
    {
      name: 'a signature that does not hold',
      change: ({ intents }) => {
        const intent = first(intents);
        const [head, payload] = intent.jws.split('.');
        Object.assign(intent, { jws: `${head}.${payload}.${toBase64Url(new Uint8Array(64).fill(1))}` });
      },
    },
    {
      name: 'a secret that is not the signed claim\u2019s',
      change: ({ orders }) => Object.assign(first(orders), { secret: other }),
    },
    { name: 'another device', change: ({ orders }) => Object.assign(first(orders), { device: other }) },
    { name: 'another mode', change: ({ orders }) => Object.assign(first(orders), { mode: 'test' }) },
    {
      name: 'another quantity',
      change: ({ orders }) => Object.assign(first(first(orders).lines), { quantity: 1 }),
    },
    {
      name: 'another slot',
      change: ({ orders }) =>
        Object.assign(first(orders).pickup, { slot: 'station/2026-12-24T07:00:00+00:00' }),
    },
    {
      name: 'a sealed contact that was not signed',
      change: ({ intents }) => Object.assign(first(intents), { sealed: { hash: other, jwe: 'a..b.c.d' } }),
    },
    { name: 'no intent, though it is unsent,', change: (file) => (file.intents = []) },
  ];
  for (const { name, change } of frauds) {
    it(`bring nothing with ${name}`, async () => {
      const [there, here] = [createDevice(), createDevice()];
      await placeOne(there);
      expect(await bring(here, await take(there, change))).to.include({ ok: false, code: 'rescue-damaged' });
      expect([await here.store.count('order'), await here.store.count('intent')]).to.deep.equal([0, 0]);
    });
  }
});

describe('a file about an order that is known here', () => {
  async function inTwoBrowsers() {
    const [there, here] = [createDevice(), createDevice()];
    const order = await placeOne(there);
    const before = await take(there);
    await bring(here, before);
    const endpoint = await ScriptedEndpoint.create();
    await drainOnce(here, endpoint);
    await choose(there.ports, 'millrace', order.id, 'cancel');
    const cancel = (await intentIds(there))[1] ?? '';
    return { here, endpoint, before, after: await take(there), cancel };
  }

  it('brings the choice that was made there, and the order stays as it is here', async () => {
    const { here, after, cancel } = await inTwoBrowsers();
    expect(await bring(here, after)).to.deep.equal({ ok: true, added: 1 });
    expect(await intentIds(here)).to.deep.equal([cancel]);
    expect(await orderOf(here)).to.include({ state: 'confirmed', proofRev: 1, choice: 'cancel' });
    expect([...here.journal.files.keys()]).to.include(cancel);
  });

  it('stay out, the rest of them, where everything is erased while they come in', async () => {
    const there = createDevice();
    await placeOne(there);
    await placeOne(there);
    const here = createDevice();
    const text = await take(there);
    const { commit } = here.store;
    let commits = 0;
    here.store.commit = async (change) => {
      commits += 1;
      const committed = await commit.call(here.store, change);
      if (commits === 1) await eraseDevice(here.ports, ERASE);
      return committed;
    };
    expect(await bring(here, text)).to.include({ ok: false, code: 'storage-conflict' });
    expect([await here.store.count('order'), await here.store.count('intent')]).to.deep.equal([0, 0]);
  });

  it('brings nothing that has been answered since', async () => {
    const { here, endpoint, before, after } = await inTwoBrowsers();
    await bring(here, after);
    endpoint.judge = () => ({ state: 'cancelled' });
    await drainOnce(here, endpoint);
    for (const text of [before, after]) {
      expect(await bring(here, text)).to.deep.equal({ ok: true, added: 0 });
    }
    expect(await intentIds(here)).to.deep.equal([]);
    expect(await orderOf(here)).to.include({ state: 'cancelled' });
  });
});

describe('what a device keeps, as a file', () => {
  const read = async (device: Device, askShop?: () => Promise<unknown>) => {
    const exported = await exportOrders(roomOf(device), askShop);
    return JSON.parse(exported.ok ? exported.text : '{}') as Json;
  };

  it('says what is in the basket, what is allowed and remembered, and what points there are', async () => {
    const device = createDevice();
    const { id, placedAt } = await placeOne(device);
    await fillBasket(device, 3);
    const consent = { rev: 1, personalisation: true, measurement: false, at: placedAt };
    const purchase = { rev: 1, id, placedAt, lines: [{ variant: 'oats-500', modifiers: {} }] };
    const loyalty = { settled: 7, pending: 2, device: 'd' };
    const shop = { rev: 1, cursor: null, stock: [], depots: [], answeredAt: null, keys: [], loyalty };
    await device.store.commit({
      put: [
        [['consent'], consent],
        [['purchase', id], purchase],
        [['shop'], shop],
      ],
      durability: 'strict',
    });
    const file = await read(device, async () => ({ orders: [] }));
    expect(file).to.deep.include({ kind: 'punnet-orders', version: 1, consent, points: loyalty });
    expect(file['purchases']).to.deep.equal([purchase]);
    expect((file['basket'] as Json[]).map(({ variant, quantity }) => [variant, quantity])).to.deep.equal([
      ['oats-500', 3],
    ]);
    expect(file['atShop']).to.deep.equal({ orders: [] });
  });

  it('says that there is none of it, and that the shop could not be asked', async () => {
    const file = await read(createDevice());
    const none = {
      orders: [],
      intents: [],
      purchases: [],
      basket: [],
      consent: null,
      points: null,
      atShop: null,
    };
    expect(file).to.deep.include(none);
  });

  it('brings its orders back, also those of which only the receipt is left', async () => {
    const [there, here] = [createDevice(), createDevice()];
    const order = await placeOne(there);
    const endpoint = await ScriptedEndpoint.create();
    await drainOnce(there, endpoint);
    const kept = await there.store.get(['order', order.id]);
    if (kept)
      await there.store.commit({ put: [[['order', order.id], toReceiptAlone(kept)]], durability: 'strict' });
    const text = JSON.stringify(await read(there, async () => ({ whatever: 1 })));
    expect(await bring(here, text)).to.deep.equal({ ok: true, added: 1 });
    expect((await orderOf(here))?.code).to.equal(order.code);
  });
});

describe('the shop, asked for what it has on a device', () => {
  const asked = async (device: Device, answer: (path: string, signature?: string) => Promise<Reply>) => {
    const get: Wire['get'] = (path, _signal, signature) => answer(path, signature);
    const post: Wire['post'] = async () => Promise.reject(new Error('nothing is sent'));
    return askShop(roomOf(device), device.ports.crypto, { get, post });
  };

  it('is asked by the device’s key, for this moment', async () => {
    const device = createDevice();
    await placeOne(device);
    let asking: readonly unknown[] = [];
    const told = await asked(device, async (path, signature) => {
      asking = [path, signature?.split('.').length];
      return { status: 200, type: 'application/json', text: '{"orders":[]}' };
    });
    const at = new Date(device.time.now).toISOString();
    expect([asking, told]).to.deep.equal([[`/v1/me/export?at=${at}`, 3], { orders: [] }]);
  });

  it('is asked once more by its own time, where the clock here is wrong', async () => {
    const device = createDevice();
    await placeOne(device);
    const paths: string[] = [];
    const time = '2030-01-02T03:04:05.000Z';
    const told = await asked(device, async (path) => {
      paths.push(path);
      const stale = {
        status: 401,
        type: 'application/problem+json',
        text: JSON.stringify(toProblem('stale-request', { time })),
      };
      return paths.length === 1 ? stale : { status: 200, type: 'application/json', text: '{"orders":[]}' };
    });
    expect(told).to.deep.equal({ orders: [] });
    expect(paths[1]).to.equal(`/v1/me/export?at=${time}`);
  });

  it('says nothing where it can not be reached, refuses, or is not asked since there is no key', async () => {
    const device = createDevice();
    const never = async () => Promise.reject(new Error('it was asked'));
    expect(await asked(device, never)).to.equal(undefined);
    await placeOne(device);
    expect(await asked(device, async () => Promise.reject(new TypeError('cut')))).to.equal(undefined);
    expect(await asked(device, async () => ({ status: 401, type: '', text: '{}' }))).to.equal(undefined);
    expect(await asked(device, async () => ({ status: 200, type: '', text: '<html>' }))).to.equal(undefined);
  });
});
