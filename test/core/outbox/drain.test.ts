import { expect } from '@open-wc/testing';

import { choose } from '../../../src/core/order/choose.js';
import { drain, type DrainTask } from '../../../src/core/outbox/drain.js';
import { restoreFromJournal } from '../../../src/core/outbox/restore.js';
import type { SyncRequest } from '../../../src/core/protocol/sync.js';
import { createMemoryStore } from '../../../src/storage/memory-store.js';
import { createDevice, MapJournal, placeOne, type Device } from '../../support/order-desk.js';
import { json, problem, readIntent, ScriptedEndpoint } from '../../support/scripted-endpoint.js';

const DAY_MS = 86_400_000;
const UNKNOWN = '019abf00-0000-7000-8000-00000000ffff';

async function setUp(orders: number) {
  const device = createDevice();
  const placed = [];
  for (let i = 0; i < orders; i++) placed.push(await placeOne(device));
  return { device, placed, endpoint: await ScriptedEndpoint.create() };
}

async function drainOnce(device: Device, endpoint: ScriptedEndpoint, changes: Partial<DrainTask> = {}) {
  const reports: string[] = [];
  const catalogs: unknown[] = [];
  const task: DrainTask = {
    shop: 'millrace',
    parkedToo: false,
    catalog: '2026-11-20.1',
    findPickup: () => undefined,
    changed: () => undefined,
    newCatalog: (source) => catalogs.push(source),
    report: (code) => reports.push(code),
    ...changes,
  };
  const drained = await drain({ ...device.ports, wire: endpoint }, task);
  return { ...drained, reports, catalogs };
}

/** `post` resolves when the second request is on its way. */
function letSecondGo(endpoint: ScriptedEndpoint, answered: () => void = () => undefined) {
  let letGo: () => void = () => undefined;
  const post = new Promise<void>((resolve) => (letGo = resolve));
  const honest = endpoint.post.bind(endpoint);
  endpoint.post = async (...request) => {
    if (endpoint.requests.length === 1) letGo();
    const reply = await honest(...request);
    answered();
    return reply;
  };
  return { post };
}

const states = async ({ store }: Device) => (await store.list('order')).map(({ state }) => state);
const waiting = async ({ store }: Device) => (await store.list('intent')).map(({ id }) => id);

describe('draining the outbox', () => {
  it('says when it was sent with an order that is placed, and with nothing else', async () => {
    const { device, endpoint } = await setUp(1);
    await drainOnce(device, endpoint, { held: true });
    await drainOnce(device, endpoint);
    await drainOnce(device, endpoint);
    const told = endpoint.requests.map(({ intents, sent }) => [intents.length, sent !== undefined]);
    expect(told).to.deep.equal([
      [0, false],
      [1, true],
      [0, false],
    ]);
  });

  it('only looks where it is held: nothing is sent, what is new is told', async () => {
    const { device, placed, endpoint } = await setUp(2);
    const drained = await drainOnce(device, endpoint, { held: true });
    expect(drained).to.deep.include({ outcome: { kind: 'answered' }, answered: 0 });
    expect(endpoint.requests.map(({ intents }) => intents)).to.deep.equal([[]]);
    expect(await waiting(device)).to.deep.equal(placed.map(({ id }) => id));
    expect(await device.store.get(['shop']))
      .to.have.property('answeredAt')
      .that.is.a('string');
  });

  it('sends what waits, oldest first, and lets go of what is proven', async () => {
    const { device, placed, endpoint } = await setUp(3);
    const drained = await drainOnce(device, endpoint);
    expect(drained).to.deep.include({ outcome: { kind: 'answered' }, answered: 3 });
    expect(endpoint.requests[0]?.intents.map((jws) => readIntent(jws).id)).to.deep.equal(
      placed.map(({ id }) => id),
    );
    expect(await states(device)).to.deep.equal(['confirmed', 'confirmed', 'confirmed']);
    expect(await waiting(device)).to.deep.equal([]);
    expect(device.journal.files.size).to.equal(0);
  });

  it('asks for a certificate of its key until it has one that lasts', async () => {
    const { device, endpoint } = await setUp(1);
    const until = new Date(device.time.now + 90 * DAY_MS).toISOString();
    endpoint.certificate = { text: 'c', until };
    await drainOnce(device, endpoint);
    expect((await device.store.get(['device']))?.certificate).to.deep.equal({ text: 'c', until });
    await placeOne(device);
    await drainOnce(device, endpoint);
    device.time.now += 46 * DAY_MS;
    await drainOnce(device, endpoint);
    expect(endpoint.requests.map(({ certificate }) => certificate)).to.deep.equal([true, false, true]);
  });

  it('splits more than fifty into batches', async () => {
    const { device, endpoint } = await setUp(51);
    const drained = await drainOnce(device, endpoint);
    expect(drained.answered).to.equal(51);
    expect(endpoint.requests.map(({ intents }) => intents.length)).to.deep.equal([50, 1]);
  });

  it('sends the next batch while files of the last go, and is done when they are gone', async () => {
    const { device, endpoint } = await setUp(51);
    const remove = device.journal.remove.bind(device.journal);
    const { post } = letSecondGo(endpoint);
    device.journal.remove = async (id) => {
      await post;
      await remove(id);
    };
    expect((await drainOnce(device, endpoint)).answered).to.equal(51);
    expect(device.journal.files.size).to.equal(0);
  });

  it('sends the next batch while the answer to the last is being kept', async () => {
    const { device, endpoint } = await setUp(51);
    const { post } = letSecondGo(endpoint);
    const commit = device.store.commit;
    device.store.commit = async (change) => {
      if (change.remove?.length === 50) await post;
      return commit(change);
    };
    expect((await drainOnce(device, endpoint)).answered).to.equal(51);
    expect(endpoint.requests.map(({ cursor }) => cursor)).to.deep.equal([null, '1']);
    expect((await device.store.get(['shop']))?.cursor).to.equal('2');
  });

  it('asks again for what an answer told that could not be kept whole, whatever came after it', async () => {
    const { device, placed, endpoint } = await setUp(51);
    endpoint.judge = ({ id }) => (id === placed[0]?.id ? { proven: { shop: 'elsewhere' } } : {});
    expect(await drainOnce(device, endpoint)).to.deep.include({ answered: 50, reports: ['forged-proof'] });
    endpoint.judge = () => ({});
    expect((await drainOnce(device, endpoint)).answered).to.equal(1);
    expect(endpoint.requests.map(({ cursor }) => cursor)).to.deep.equal([null, '1', null]);
    expect((await device.store.get(['shop']))?.cursor).to.equal('3');
  });

  it('has nothing under way any more when it tells that storage failed', async () => {
    const { device, endpoint } = await setUp(51);
    const answered: number[] = [];
    const { post } = letSecondGo(endpoint, () => answered.push(endpoint.requests.length));
    device.store.commit = async () => {
      await post;
      throw new Error('taken away');
    };
    const failed = await drainOnce(device, endpoint).catch((error: unknown) => String(error));
    expect([failed, answered]).to.deep.equal(['Error: taken away', [1, 2]]);
  });

  it('sends everything when a file will not go, and says so once', async () => {
    const { device, placed, endpoint } = await setUp(51);
    device.journal.remove = () => Promise.reject(new Error('held open'));
    const drained = await drainOnce(device, endpoint);
    expect(drained).to.deep.include({ answered: 51, reports: ['copy-stays'] });
    expect(await waiting(device)).to.deep.equal([]);
    expect(await restoreFromJournal(device.store, new MapJournal(device.journal.files))).to.deep.equal([]);
    expect([device.journal.files.size, placed.length]).to.deep.equal([0, 51]);
  });

  it('sets nothing aside when somebody on the way refuses whatever is sent, and sends it later', async () => {
    const { device, endpoint } = await setUp(3);
    const page = { status: 400, type: 'text/html', text: '<html>Sign in' };
    endpoint.faults = [page, page, page];
    const drained = await drainOnce(device, endpoint);
    expect(drained.outcome).to.deep.equal({ kind: 'silent', connection: 'captive' });
    expect(endpoint.requests.map(({ intents }) => intents.length)).to.deep.equal([3, 1, 0]);
    expect((await drainOnce(device, endpoint)).answered).to.equal(3);
  });

  it('begins with half after a batch that got no answer, and with more again after one that did', async () => {
    const { device, endpoint } = await setUp(30);
    const honest = endpoint.post.bind(endpoint);
    endpoint.post = async (path, body, signature) => {
      // A slow line has not carried it when the time is up.
      if (body.length > 15_000) endpoint.faults = ['cut'];
      return honest(path, body, signature);
    };
    let most = 50;
    for (let tries = 0; tries < 3; tries++) ({ most } = await drainOnce(device, endpoint, { most }));
    expect(endpoint.requests.map(({ intents }) => intents.length).slice(0, 3)).to.deep.equal([30, 15, 7]);
    expect((await waiting(device)).length).to.be.lessThan(30);
    endpoint.post = honest;
    expect((await drainOnce(device, endpoint, { most: 2 })).most).to.be.at.least(4);
    expect(await waiting(device)).to.deep.equal([]);
  });

  it('asks without a signature, and makes no key, when there is nothing to send', async () => {
    const { device, endpoint } = await setUp(0);
    await drainOnce(device, endpoint);
    expect(endpoint.signatures).to.deep.equal([undefined]);
    expect(await device.store.get(['device'])).to.equal(undefined);
  });

  const silences = [
    { name: 'the connection is cut', fault: 'cut' as const, kind: 'silent' },
    { name: 'the endpoint fails', fault: problem(500, 'no'), kind: 'refused' },
    { name: 'the endpoint is busy', fault: problem(503, 'later'), kind: 'refused' },
    { name: 'the device sends too much', fault: problem(429, 'slow down'), kind: 'refused' },
    { name: 'the page may not use it', fault: problem(403, 'no'), kind: 'refused' },
    { name: 'the address is wrong', fault: problem(404, 'no'), kind: 'refused' },
    {
      name: 'a sign-in page answers',
      fault: { status: 200, type: 'text/html', text: '<html>' },
      kind: 'silent',
    },
    { name: 'a proxy answers', fault: { status: 404, type: 'text/html', text: '<html>' }, kind: 'silent' },
    {
      name: 'the answer is torn',
      fault: { status: 200, type: 'application/json', text: '{"time"' },
      kind: 'silent',
    },
    {
      name: 'the answer is another\u2019s',
      fault: { status: 200, type: 'application/json', text: '{}' },
      kind: 'silent',
    },
  ];
  for (const { name, fault, kind } of silences) {
    it(`keeps every order when ${name}, and sends it once that is over`, async () => {
      const { device, endpoint } = await setUp(2);
      endpoint.faults = [fault];
      const failed = await drainOnce(device, endpoint);
      expect(failed.outcome.kind).to.equal(kind);
      expect(await waiting(device)).to.have.length(2);
      expect(await states(device)).to.deep.equal(['saved', 'saved']);
      await drainOnce(device, endpoint);
      expect(await states(device)).to.deep.equal(['confirmed', 'confirmed']);
    });
  }

  it('sends in smaller batches what a proxy finds too large, and sets aside what is so alone', async () => {
    const { device, placed, endpoint } = await setUp(8);
    const culprit = (await device.store.get(['intent', placed[5]?.id ?? '']))?.jws ?? '-';
    const honest = endpoint.post.bind(endpoint);
    endpoint.post = async (path, body, signature) => {
      const { intents } = JSON.parse(body) as SyncRequest;
      const isLarge = intents.length > 3 || intents.includes(culprit);
      return isLarge ? { status: 413, type: 'text/html', text: '<html>' } : honest(path, body, signature);
    };
    expect(await drainOnce(device, endpoint)).to.deep.include({ outcome: { kind: 'answered' }, answered: 7 });
    expect(await waiting(device)).to.deep.equal([placed[5]?.id]);
    expect((await device.store.get(['order', placed[5]?.id ?? '']))?.parked).to.equal('HTTP 413');
  });

  it('sets one intent aside that can not be taken, and sends the others', async () => {
    const { device, placed, endpoint } = await setUp(5);
    const culprit = placed[2]?.id ?? '';
    const honest = endpoint.post.bind(endpoint);
    endpoint.post = async (path, body, signature) =>
      body.includes((await device.store.get(['intent', culprit]))?.jws ?? '-')
        ? problem(400, 'An intent of the batch can not be read')
        : honest(path, body, signature);
    const shown: string[] = [];
    const changed: DrainTask['changed'] = (orders) =>
      shown.push(...orders.flatMap(({ id, parked }) => (parked ? [id] : [])));
    await drainOnce(device, endpoint, { changed });
    expect(await waiting(device)).to.deep.equal([culprit]);
    expect(shown).to.deep.equal([culprit]);
    const set = await device.store.get(['order', culprit]);
    expect(set).to.include({ state: 'saved', parked: 'An intent of the batch can not be read' });
    endpoint.post = honest;
    expect((await drainOnce(device, endpoint)).answered).to.equal(0);
    expect((await drainOnce(device, endpoint, { parkedToo: true })).answered).to.equal(1);
    expect((await device.store.get(['order', culprit]))?.parked).to.equal(undefined);
  });

  const doubts = [
    { name: 'of another order', proven: { intent: '019abf00-0000-7000-8000-00000000ffff' } },
    { name: 'of other bytes', proven: { hash: 'A'.repeat(43) } },
    { name: 'of another shop', proven: { shop: 'elsewhere' } },
    { name: 'of another state', proven: { state: 'collected' as const } },
  ];
  for (const { name, proven } of doubts) {
    it(`believes no proof ${name}, says so, and keeps the order`, async () => {
      const { device, endpoint } = await setUp(1);
      endpoint.judge = () => ({ proven });
      const { reports } = await drainOnce(device, endpoint);
      expect(reports).to.deep.equal(['forged-proof']);
      expect(await states(device)).to.deep.equal(['saved']);
      expect(await waiting(device)).to.have.length(1);
    });
  }

  it('believes no proof by another endpoint\u2019s key', async () => {
    const { device, endpoint } = await setUp(1);
    const stranger = await ScriptedEndpoint.create();
    endpoint.answer = (jws) => stranger.answer(jws);
    const { reports } = await drainOnce(device, endpoint);
    expect(reports).to.deep.equal(['unknown-key']);
    expect(await states(device)).to.deep.equal(['saved']);
    expect(await waiting(device)).to.have.length(1);
  });

  it('blames nobody for proofs that it can not check, where the endpoint goes before it says its keys', async () => {
    const { device, endpoint } = await setUp(1);
    endpoint.get = async () => {
      throw new TypeError('cut');
    };
    const { reports } = await drainOnce(device, endpoint);
    expect(reports).to.deep.equal([]);
    expect(await waiting(device)).to.have.length(1);
  });

  it('fetches the endpoint\u2019s keys again when it signs with a new one', async () => {
    const { device, endpoint } = await setUp(1);
    await drainOnce(device, endpoint);
    await placeOne(device);
    const renewed = await ScriptedEndpoint.create();
    await drainOnce(device, renewed);
    expect(renewed.keyRequests).to.equal(1);
    expect(await states(device)).to.deep.equal(['confirmed', 'confirmed']);
  });

  it('holds the shop’s words against the keys that it has just fetched, not against those heard before', async () => {
    const { device, endpoint } = await setUp(1);
    const heard = { rev: 4, shop: 'millrace', keys: [], keysAt: '2999-01-01T00:00:00.000Z' };
    await device.store.commit({ put: [[['issuer', 'millrace'], heard]], durability: 'relaxed' });
    await drainOnce(device, endpoint);
    expect(endpoint.keyRequests).to.equal(1);
    expect(await device.store.get(['issuer', 'millrace'])).to.equal(undefined);
    await device.store.commit({ put: [[['issuer', 'millrace'], heard]], durability: 'relaxed' });
    await placeOne(device);
    await drainOnce(device, endpoint);
    expect(endpoint.keyRequests, 'nothing was fetched').to.equal(1);
    expect(await device.store.get(['issuer', 'millrace'])).to.deep.equal(heard);
  });

  it('says sent, and keeps the intent, when an answer names it without proof', async () => {
    const { device, endpoint } = await setUp(1);
    endpoint.judge = () => ({ unproven: true });
    await drainOnce(device, endpoint);
    expect(await states(device)).to.deep.equal(['sent']);
    expect(await waiting(device)).to.have.length(1);
  });

  it('keeps a choice that the endpoint waits with, and says nothing of it', async () => {
    const { device, placed, endpoint } = await setUp(1);
    await choose(device.ports, 'millrace', placed[0]?.id ?? '', 'cancel');
    endpoint.judge = ({ type }) =>
      type === 'order.cancel' ? ({ state: 'waiting', unproven: true } as never) : {};
    await drainOnce(device, endpoint);
    const [order] = await device.store.list('order');
    expect(order).to.include({ state: 'confirmed', choice: 'cancel' });
    expect(await waiting(device)).to.have.length(1);
  });

  it('asks before charging more: the order waits for a yes at the price that was accepted', async () => {
    const { device, endpoint } = await setUp(1);
    endpoint.judge = () => ({
      state: 'repriced',
      until: '2026-11-24T18:00:00Z',
      lines: [
        { variant: 'oats-500', modifiers: { container: 'own-jar' }, quantity: 2, price: 240, total: 480 },
      ],
      proven: { amount: 480 },
    });
    await drainOnce(device, endpoint);
    const [order] = await device.store.list('order');
    expect(order).to.include({ state: 'repriced', total: 440 });
    expect(order?.payment.amount).to.equal(440);
    expect(order?.decision).to.deep.equal({
      kind: 'reprice',
      accepted: 440,
      amount: 480,
      until: '2026-11-24T18:00:00Z',
      changes: [{ title: 'Rolled oats 500 g, Own jar', was: 220, now: 240 }],
    });
  });

  it('keeps what the shop signed to offer instead, and nothing that it did not', async () => {
    const { device, endpoint } = await setUp(1);
    const until = '2026-11-24T18:00:00.000Z';
    const strange = [
      { id: '1-2', rev: 7 },
      { id: '1-3', shop: 'other' },
      { id: '1-4', order: UNKNOWN },
    ];
    const offers = [
      { without: ['oats-500'] },
      ...strange,
      { id: '1-5', amount: -1 },
      { id: '1-6', amount: 441 },
    ];
    endpoint.judge = () => ({ state: 'disputed', until, offers });
    const { reports } = await drainOnce(device, endpoint);
    const [order] = await device.store.list('order');
    expect(order?.state).to.equal('disputed');
    const { decision } = order ?? {};
    const alternates = decision?.kind === 'dispute' ? decision.alternates : [];
    expect(alternates.map(({ id, without, amount }) => [id, without, amount])).to.deep.equal([
      ['1-1', ['oats-500'], 420],
    ]);
    expect(alternates[0]?.pickup).to.include({ depot: 'market', start: '2026-11-25T10:00:00.000Z' });
    expect(reports).to.deep.equal([]);
  });

  it('goes where the shopper chose to, at what was offered', async () => {
    const { device, endpoint } = await setUp(1);
    const pickup = { depot: 'market', slot: 'market/2026-11-25T10:00:00+00:00' };
    endpoint.judge = ({ type }) =>
      type === 'order.place'
        ? { state: 'disputed', offers: [{}] }
        : { pickup, discount: 20, deposits: 0, proven: { amount: 420, rev: 2 } };
    await drainOnce(device, endpoint);
    const [{ id = '' } = {}] = await device.store.list('order');
    const chosen = await choose(device.ports, 'millrace', id, { alternate: '1-1' });
    expect(chosen.ok && chosen.order.chosen?.amount).to.equal(420);
    const title = 'Market hall';
    const findPickup = () => ({ ...pickup, depotTitle: title, start: '', end: '', cutoff: '' });
    await drainOnce(device, endpoint, { findPickup });
    const [order] = await device.store.list('order');
    expect(order).to.include({ state: 'confirmed', total: 420, discount: 20, accepted: 440 });
    expect(order?.pickup.depotTitle).to.equal(title);
    expect([order?.choice, order?.chosen, order?.decision]).to.deep.equal([undefined, undefined, undefined]);
    expect(await waiting(device)).to.deep.equal([]);
  });

  it('charges the lower price when the catalog became cheaper', async () => {
    const { device, endpoint } = await setUp(1);
    endpoint.judge = () => ({
      lines: [
        { variant: 'oats-500', modifiers: { container: 'own-jar' }, quantity: 2, price: 200, total: 400 },
      ],
      proven: { amount: 400 },
    });
    await drainOnce(device, endpoint);
    const [order] = await device.store.list('order');
    expect(order).to.include({ state: 'confirmed', total: 400, subtotal: 400 });
    expect(order?.lines[0]).to.include({ price: 200, total: 400 });
  });

  it('makes a new key after the endpoint has seen a copy of this device', async () => {
    const { device, endpoint } = await setUp(1);
    endpoint.judge = () => ({ forked: true });
    expect(await drainOnce(device, endpoint)).to.include({ forked: true });
  });

  it('keeps its new key when an order of the old one is answered again', async () => {
    const { device, endpoint } = await setUp(1);
    const [record] = await device.store.list('intent');
    endpoint.judge = () => ({ forked: true });
    await drainOnce(device, endpoint);
    const again = await endpoint.answer(record?.jws ?? '');
    const answer = { time: '2026-11-23T18:00:02Z', stock: [], depots: [], cursor: '2' };
    endpoint.faults = [json({ ...answer, results: [again] })];
    expect(await drainOnce(device, endpoint)).to.deep.include({ forked: false, reports: [] });
  });

  it('believes no refusal of bytes that it did not send, and no choice that it did not make', async () => {
    const { device, placed, endpoint } = await setUp(1);
    const [intent] = await device.store.list('intent');
    const order = placed[0]?.id ?? '';
    await drainOnce(device, endpoint);
    for (const proven of [{ rev: 0 }, { intent: '019abf00-0000-7000-8000-00000000ffff', rev: 9 }]) {
      endpoint.judge = () => ({ state: 'rejected', intent: proven.intent ?? order, proven });
      const forged = await endpoint.answer(intent?.jws ?? '');
      const answer = { time: '2026-11-23T18:00:02Z', stock: [], depots: [], cursor: '9' };
      endpoint.faults = [json({ ...answer, results: [forged] })];
      expect((await drainOnce(device, endpoint)).reports).to.deep.equal(['forged-proof']);
      expect(await states(device)).to.deep.equal(['confirmed']);
    }
  });

  it('lets a choice go whose id was used for another order, and leaves its own order as it was', async () => {
    const { device, placed, endpoint } = await setUp(1);
    await drainOnce(device, endpoint);
    await choose(device.ports, 'millrace', placed[0]?.id ?? '', 'cancel');
    const [cancel] = await waiting(device);
    endpoint.judge = ({ id }) => ({ state: 'rejected', proven: { order: id, rev: 0 } });
    expect((await drainOnce(device, endpoint)).answered).to.equal(1);
    expect(cancel).not.to.equal(placed[0]?.id);
    const [order] = await device.store.list('order');
    expect(order).to.include({ state: 'confirmed' });
    expect(order).not.to.have.property('choice');
  });

  /** An answer that has more to say, to whatever is asked. */
  const more = (cursor: string, results: unknown[] = []) =>
    json({ time: '2026-11-23T18:00:02Z', results, stock: [], depots: [], cursor, nextAfterMs: 0 });

  it('asks on at once while each answer leads further', async () => {
    const { device, endpoint } = await setUp(1);
    endpoint.faults = [more('1')];
    expect((await drainOnce(device, endpoint)).outcome).to.deep.equal({ kind: 'answered', nextAfterMs: 0 });
  });

  it('does not ask on at once when the answer was the same as before', async () => {
    const { device, endpoint } = await setUp(1);
    endpoint.faults = [more('1'), more('1')];
    await drainOnce(device, endpoint);
    expect((await drainOnce(device, endpoint)).outcome).to.include({ stuck: true });
  });

  it('does not ask on at once when a proof is not believed', async () => {
    const { device, endpoint } = await setUp(1);
    const stranger = await ScriptedEndpoint.create();
    const [intent] = await device.store.list('intent');
    endpoint.faults = [more('1', [await stranger.answer(intent?.jws ?? '')])];
    expect((await drainOnce(device, endpoint)).outcome).to.include({ stuck: true });
  });

  it('does not ask on at once when the answer finds no room', async () => {
    const { device, endpoint } = await setUp(1);
    endpoint.faults = [more('1')];
    const store = { ...device.store, commit: async () => ({ ok: false, code: 'full' }) as const };
    const full = { ...device, ports: { ...device.ports, store } };
    expect((await drainOnce(full, endpoint)).outcome).to.include({ stuck: true });
  });

  it('passes on a catalog that is in force instead of the one held', async () => {
    const { device, endpoint } = await setUp(1);
    endpoint.catalog = { version: 'new' };
    const { catalogs } = await drainOnce(device, endpoint);
    expect(catalogs).to.deep.equal([{ version: 'new' }]);
  });

  it('follows an order by its secret when another key placed it', async () => {
    const { device, placed, endpoint } = await setUp(1);
    await drainOnce(device, endpoint);
    await device.store.commit({ remove: [['device']], durability: 'strict' });
    await placeOne(device);
    await drainOnce(device, endpoint);
    expect(endpoint.requests[1]?.claims).to.deep.equal([{ order: placed[0]?.id, secret: placed[0]?.secret }]);
  });
});

describe('a device whose database is gone', () => {
  it('has its unsent orders back, and sends the very bytes that were signed', async () => {
    const { device, placed, endpoint } = await setUp(2);
    const signed = (await device.store.list('intent')).map(({ jws }) => jws);
    const bare = { ...device, store: createMemoryStore() };
    bare.ports = { ...device.ports, store: bare.store };
    const restored = await restoreFromJournal(bare.store, device.journal);
    expect(restored.map(({ id }) => id)).to.deep.equal(placed.map(({ id }) => id));
    await drainOnce(bare, endpoint);
    expect(endpoint.requests[0]?.intents).to.deep.equal(signed);
    expect(await states(bare)).to.deep.equal(['confirmed', 'confirmed']);
  });

  for (const restored of [false, true]) {
    it(`keeps an order that was answered after its database went${restored ? ', and came back meanwhile' : ''}`, async () => {
      const { device, placed, endpoint } = await setUp(1);
      const id = placed[0]?.id ?? '';
      const { getMany } = device.store;
      const post = endpoint.post.bind(endpoint);
      endpoint.post = async (...request) => {
        const reply = await post(...request);
        await device.store.commit({
          remove: [
            ['order', id],
            ['intent', id],
          ],
          durability: 'strict',
        });
        return reply;
      };
      device.store.getMany = (async (keys) => {
        const found = await getMany(keys);
        if (restored) await restoreFromJournal(device.store, device.journal);
        return found;
      }) as typeof getMany;
      await drainOnce(device, endpoint);
      endpoint.post = post;
      await restoreFromJournal(device.store, device.journal);
      await drainOnce(device, endpoint);
      expect(await states(device)).to.deep.equal(['confirmed']);
    });
  }

  it('gets back all the others when one file can not be read', async () => {
    const { device, placed } = await setUp(3);
    const read = device.journal.read.bind(device.journal);
    device.journal.read = (id) => (id === placed[0]?.id ? Promise.reject(new Error('locked')) : read(id));
    const restored = await restoreFromJournal(createMemoryStore(), device.journal);
    expect(restored.map(({ id }) => id)).to.deep.equal([placed[1]?.id, placed[2]?.id]);
    expect(restored.map(({ filed }) => filed)).to.deep.equal(['order.place', 'order.place']);
  });

  it('throws a copy away whose intent was answered before the browser stopped', async () => {
    const { device, endpoint } = await setUp(1);
    const copies = new Map(device.journal.files);
    await drainOnce(device, endpoint);
    for (const [id, text] of copies) device.journal.files.set(id, text);
    expect(await restoreFromJournal(device.store, device.journal)).to.deep.equal([]);
    expect(await waiting(device)).to.deep.equal([]);
    expect(device.journal.files.size).to.equal(0);
  });

  /** What is left of a device of which only the second copies are: read in the order of `ids`, one after the other. */
  async function restoreInTurn({ journal, ports }: Device, ids: readonly string[]) {
    const store = createMemoryStore();
    const bare = { ...createDevice(), store, journal, ports: { ...ports, store } };
    for (const id of ids) {
      await restoreFromJournal(store, new MapJournal(new Map([[id, journal.files.get(id) ?? '']])));
    }
    return bare;
  }

  for (const { name, turn } of [
    { name: 'the order\u2019s copy is read first', turn: (ids: string[]) => ids },
    { name: 'the choice\u2019s copy is read first', turn: (ids: string[]) => ids.reverse() },
  ]) {
    it(`still calls off what was called off when ${name}`, async () => {
      const { device, placed, endpoint } = await setUp(1);
      await choose(device.ports, 'millrace', placed[0]?.id ?? '', 'cancel');
      const sent = (await device.store.list('intent')).map(({ jws }) => jws);
      const bare = await restoreInTurn(device, turn([...device.journal.files.keys()]));
      expect((await bare.store.list('order'))[0]).to.include({ state: 'saved', choice: 'cancel' });
      endpoint.judge = ({ type }) => (type === 'order.cancel' ? { state: 'cancelled' } : {});
      await drainOnce(bare, endpoint);
      expect(endpoint.requests[0]?.intents).to.deep.equal(sent);
    });

    it(`still agrees to the new price when ${name}`, async () => {
      const { device, placed, endpoint } = await setUp(1);
      const id = placed[0]?.id ?? '';
      const copy = device.journal.files.get(id) ?? '';
      endpoint.judge = () => ({ state: 'repriced', proven: { amount: 480 } });
      await drainOnce(device, endpoint);
      await choose(device.ports, 'millrace', id, 'accept');
      const accept = (await device.store.list('intent'))[0]?.id ?? '';
      device.journal.files.set(id, copy);
      const bare = await restoreInTurn(device, turn([id, accept]));
      expect((await bare.store.list('order'))[0]).to.include({ state: 'repriced', choice: 'accept' });
      expect(await waiting(bare)).to.include(accept);
    });
  }

  it('still calls an order off when the cancellation\u2019s copy could be read only after the order was answered', async () => {
    const { device, placed, endpoint } = await setUp(1);
    const id = placed[0]?.id ?? '';
    await choose(device.ports, 'millrace', id, 'cancel');
    const cancel = (await waiting(device)).find((intent) => intent !== id) ?? '';
    const bare = await restoreInTurn(device, [id]);
    await drainOnce(bare, endpoint);
    await restoreFromJournal(bare.store, device.journal);
    expect((await bare.store.list('order'))[0]).to.include({ state: 'confirmed', choice: 'cancel' });
    expect(await waiting(bare)).to.deep.equal([cancel]);
  });

  it('throws the copy of a choice away that was answered before the browser stopped', async () => {
    const { device, placed, endpoint } = await setUp(1);
    await choose(device.ports, 'millrace', placed[0]?.id ?? '', 'cancel');
    const copies = new Map(device.journal.files);
    endpoint.judge = () => ({ state: 'cancelled' });
    await drainOnce(device, endpoint);
    for (const [id, text] of copies) device.journal.files.set(id, text);
    expect(await restoreFromJournal(device.store, device.journal)).to.deep.equal([]);
    expect([await waiting(device), device.journal.files.size]).to.deep.equal([[], 0]);
  });

  it('is not kept from the rest by a copy that can not be read', async () => {
    const { device } = await setUp(1);
    device.journal.files.set('019abf00-0000-7000-8000-00000000ffff', '{"v":1');
    const store = createMemoryStore();
    expect(await restoreFromJournal(store, device.journal)).to.have.length(1);
  });
});
