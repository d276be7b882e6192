import { expect } from '@open-wc/testing';

import { drain, type DrainTask } from '../../../src/core/outbox/drain.js';
import { restoreFromJournal } from '../../../src/core/outbox/restore.js';
import { releaseHeld } from '../../../src/core/stall/keep-collection.js';
import { serve, undo } from '../../../src/core/stall/serve.js';
import { createMemoryStore } from '../../../src/storage/memory-store.js';
import { MapJournal, placeOne, type Device } from '../../support/order-desk.js';
import { json, problem, readIntent, ScriptedEndpoint } from '../../support/scripted-endpoint.js';
import { COLLECT, createStall, HASH, ORDER, seen, serveOne, TAKE_BACK } from '../../support/stall-device.js';

async function drainOnce(device: Device, endpoint: ScriptedEndpoint, changes: Partial<DrainTask> = {}) {
  const task: DrainTask = {
    shop: 'millrace',
    parkedToo: false,
    catalog: null,
    findPickup: () => undefined,
    changed: () => undefined,
    newCatalog: () => undefined,
    report: (code) => expect.fail(code),
    ...changes,
  };
  return drain({ ...device.ports, wire: endpoint }, task);
}

const PLACE = { depot: 'station', startMinutes: 1 };
/** What the shop tells of an order that another stall has handed over. */
const COLLECTED = { state: 'collected', payment: 'paid', rev: 2, amount: 1_400, place: PLACE } as const;

/** Of the order, as a real one answers for it. */
async function createEndpoint(code?: string): Promise<ScriptedEndpoint> {
  const endpoint = await ScriptedEndpoint.create();
  endpoint.judge = () =>
    code === undefined
      ? {
          state: 'collected',
          payment: 'paid',
          proven: { order: ORDER, payment: 'paid', rev: 2, amount: 1_400 },
        }
      : { state: 'rejected', reason: { code } };
  return endpoint;
}

const waiting = async ({ store }: Device) => (await store.list('intent')).map(({ id }) => id);
const sent = ({ requests }: ScriptedEndpoint) => requests.flatMap(({ intents }) => intents.map(readIntent));

describe('what a stall hands over', () => {
  it('is kept twice before it is shown, and held back while it may be undone', async () => {
    const device = await createStall();
    const collection = await serveOne(device);
    expect(await device.store.get(['collection', collection.id])).to.deep.equal(collection);
    expect(JSON.parse(device.journal.files.get(collection.id) ?? '')).to.have.property('collection');
    expect(await waiting(device)).to.deep.equal([]);
    const endpoint = await createEndpoint();
    await drainOnce(device, endpoint);
    expect(sent(endpoint)).to.deep.equal([]);
  });

  it('is sent once it is let go, as it was signed, and leaves the outbox with what the shop made of it', async () => {
    const device = await createStall();
    const { id, held } = await serveOne(device);
    expect(await releaseHeld(device.store)).to.equal(1);
    expect(await device.store.get(['intent', id])).to.deep.equal(held);
    const endpoint = await createEndpoint();
    expect(await drainOnce(device, endpoint)).to.include({ answered: 1 });
    const [intent] = sent(endpoint);
    expect(intent?.type).to.equal('receipt.collect');
    expect(intent?.body).to.deep.equal({ order: ORDER, hash: HASH, taken: 1_400 });
    expect(await waiting(device)).to.deep.equal([]);
    expect(device.journal.files.size).to.equal(0);
    const kept = await device.store.get(['collection', id]);
    expect(kept?.answer).to.deep.equal({ state: 'collected' });
  });

  it('is kept as refused where another stall was first, and waits no more', async () => {
    const device = await createStall();
    const { id } = await serveOne(device);
    await releaseHeld(device.store);
    expect(await drainOnce(device, await createEndpoint('already-collected'))).to.include({ answered: 1 });
    const kept = await device.store.get(['collection', id]);
    expect(kept?.answer).to.deep.equal({ state: 'rejected', code: 'already-collected' });
    expect(await waiting(device)).to.deep.equal([]);
  });

  it('waits for an order that nobody has brought yet', async () => {
    const device = await createStall();
    const { id } = await serveOne(device);
    await releaseHeld(device.store);
    const endpoint = await createEndpoint();
    endpoint.judge = () => ({ unproven: true });
    await drainOnce(device, endpoint);
    expect(await waiting(device)).to.deep.equal([id]);
    expect((await device.store.get(['collection', id]))?.answer).to.equal(undefined);
  });

  it('is not let go on a proof of another order, or of other bytes', async () => {
    for (const proven of [{ order: seen().id.replace('a1', 'a2') }, { order: ORDER, hash: HASH }]) {
      const device = await createStall();
      const { id } = await serveOne(device);
      await releaseHeld(device.store);
      const endpoint = await createEndpoint();
      endpoint.judge = () => ({ state: 'collected', proven });
      const reports: string[] = [];
      await drainOnce(device, endpoint, { report: (code) => reports.push(code) });
      expect(reports).to.deep.equal(['forged-proof']);
      expect(await waiting(device)).to.deep.equal([id]);
    }
  });

  it('stands in no order’s way, nor any in its', async () => {
    const device = await createStall();
    const order = await placeOne(device);
    const { id } = await serveOne(device);
    await releaseHeld(device.store);
    const endpoint = await createEndpoint();
    endpoint.faults = [problem(413, 'Too large'), problem(400, 'Not this one')];
    await drainOnce(device, endpoint);
    expect(await waiting(device)).to.deep.equal([order.id]);
    expect((await device.store.get(['collection', id]))?.answer?.state).to.equal('collected');
  });

  it('is set aside like an order where the endpoint can’t take it, and kept', async () => {
    const device = await createStall();
    const { id } = await serveOne(device);
    await releaseHeld(device.store);
    const endpoint = await createEndpoint();
    endpoint.faults = [problem(400, 'Not this one')];
    await drainOnce(device, endpoint);
    expect((await device.store.get(['intent', id]))?.parked).to.equal('Not this one');
    expect(await drainOnce(device, endpoint, { parkedToo: true })).to.include({ answered: 1 });
  });

  it('is handed over once, also by two tabs at the same time', async () => {
    const device = await createStall();
    const served = await Promise.all([serve(device.ports, COLLECT), serve(device.ports, COLLECT)]);
    expect(served.filter(({ ok }) => ok)).to.have.length(1);
    expect(served.find(({ ok }) => !ok)).to.include({ code: 'already-collected' });
    expect(await device.store.list('collection')).to.have.length(1);
  });

  it('is noted also where the shop told meanwhile that another stall had: the goods are gone', async () => {
    const device = await createStall(seen({ told: COLLECTED }));
    const { id } = await serveOne(device);
    await releaseHeld(device.store);
    expect(await waiting(device)).to.deep.equal([id]);
  });

  it('says so where the device has no room, and then nothing was handed over', async () => {
    const device = await createStall();
    device.store.commit = async () => ({ ok: false, code: 'full' });
    expect(await serve(device.ports, COLLECT)).to.include({ ok: false, code: 'storage-full' });
    expect(device.journal.files.size).to.equal(0);
  });
});

it('news that moved on are followed at once by the next of them', async () => {
  const device = await createStall();
  await placeOne(device);
  const endpoint = await ScriptedEndpoint.create();
  await drainOnce(device, endpoint);
  const rest = { time: '2026-11-23T18:00:01Z', results: [], stock: [], depots: [] };
  const drainFor = (moved: boolean) => {
    endpoint.faults = [json({ ...rest, cursor: '1', nextAfterMs: 0 })];
    return drainOnce(device, endpoint, {
      stall: { ask: async () => ({ cursor: null }), keep: async () => ({ moved }) },
    });
  };
  expect((await drainFor(true)).outcome).to.deep.equal({ kind: 'answered', nextAfterMs: 0 });
  expect((await drainFor(false)).outcome).to.deep.equal({ kind: 'answered', nextAfterMs: 0, stuck: true });
});

describe('undoing it', () => {
  it('needs no network, tells nobody, and lets the order be handed over again', async () => {
    const device = await createStall();
    const { id } = await serveOne(device);
    expect(await undo(device.ports, id)).to.deep.equal({ ok: true });
    expect(device.journal.files.size).to.equal(0);
    expect(await releaseHeld(device.store)).to.equal(0);
    expect(await waiting(device)).to.deep.equal([]);
    const again = await serveOne(device);
    expect((await device.store.get(['stall-order', ORDER]))?.collection).to.equal(again.id);
  });

  it('is too late once it was let go: one of the two happens, never both', async () => {
    const device = await createStall();
    const { id } = await serveOne(device);
    const [undone, released] = await Promise.all([undo(device.ports, id), releaseHeld(device.store)]);
    const kept = await device.store.get(['collection', id]);
    expect(undone.ok).to.equal(released === 0);
    expect(kept?.undone === true).to.equal(undone.ok);
    expect(await waiting(device)).to.have.length(released);
    expect(kept?.held).to.equal(undefined);
    expect(await undo(device.ports, id)).to.include({ ok: false, code: 'too-late' });
  });

  it('stays undone when the shop is opened again, also with its file still there', async () => {
    const device = await createStall();
    const { id } = await serveOne(device);
    const files = new Map(device.journal.files);
    await undo(device.ports, id);
    const journal = new MapJournal(files);
    await restoreFromJournal(device.store, journal);
    expect(await waiting(device)).to.deep.equal([]);
    expect(journal.files.size).to.equal(0);
  });
});

describe('a device that was cut off', () => {
  it('sends what was handed over and could still have been undone', async () => {
    const device = await createStall();
    const { id } = await serveOne(device);
    await restoreFromJournal(device.store, device.journal);
    expect(await waiting(device)).to.deep.equal([id]);
    expect(device.journal.files.size).to.equal(1);
  });

  it('writes the file that is missing, where it was cut off before that', async () => {
    const device = await createStall();
    device.journal.broken = true;
    const { id } = await serveOne(device);
    device.journal.broken = false;
    expect(device.journal.files.size).to.equal(0);
    await restoreFromJournal(device.store, device.journal);
    expect([...device.journal.files.keys()]).to.deep.equal([id]);
    expect(await waiting(device)).to.deep.equal([id]);
  });

  it('has it back from its file, byte for byte, where its database is gone', async () => {
    const device = await createStall();
    const { id, held } = await serveOne(device);
    const store = createMemoryStore();
    await restoreFromJournal(store, device.journal);
    expect(await store.get(['intent', id])).to.deep.equal(held);
    const endpoint = await createEndpoint();
    const bare = { ...device, store, ports: { ...device.ports, store } };
    expect(await drainOnce(bare, endpoint)).to.include({ answered: 1 });
    expect((await store.get(['collection', id]))?.answer?.state).to.equal('collected');
    await restoreFromJournal(store, device.journal);
    expect(await waiting(bare)).to.deep.equal([]);
  });

  it('leaves what another page holds back to that page', async () => {
    const device = await createStall();
    const names = device.journal.list.bind(device.journal);
    let id = '';
    // Handed over just after the look at what is held back.
    device.journal.list = async () => {
      id ||= (await serveOne(device)).id;
      return names();
    };
    await restoreFromJournal(device.store, device.journal);
    expect((await device.store.get(['collection', id]))?.held?.id).to.equal(id);
    expect([...device.journal.files.keys()]).to.deep.equal([id]);
    expect(await undo(device.ports, id)).to.deep.equal({ ok: true });
  });
});

describe('what a stall takes back', () => {
  it('is not taken back again where the shop has told so, or has refused it for that', async () => {
    const told = await createStall(seen({ told: { ...COLLECTED, returned: true } }));
    expect(await serve(told.ports, TAKE_BACK)).to.include({ code: 'already-returned' });
    const device = await createStall(seen({ told: COLLECTED }));
    await serveOne(device, TAKE_BACK);
    await releaseHeld(device.store);
    await drainOnce(device, await createEndpoint('already-returned'));
    expect(await serve(device.ports, TAKE_BACK)).to.include({ code: 'already-returned' });
  });

  it('was handed over before, and is taken back once; its word goes after that of handing over', async () => {
    const device = await createStall();
    expect(await serve(device.ports, TAKE_BACK)).to.include({ code: 'not-collected' });
    const collection = await serveOne(device);
    const returned = await serveOne(device, TAKE_BACK);
    expect(await serve(device.ports, TAKE_BACK)).to.include({ code: 'already-returned' });
    await releaseHeld(device.store);
    expect(await waiting(device)).to.deep.equal([collection.id, returned.id]);
    const endpoint = await createEndpoint();
    await drainOnce(device, endpoint);
    expect(sent(endpoint).map(({ type }) => type)).to.deep.equal(['receipt.collect', 'receipt.return']);
    expect(sent(endpoint)[1]?.body).to.deep.equal({ order: ORDER, hash: HASH, amount: 1_400 });
  });

  it('may be undone as well, and is handed over then as before', async () => {
    const device = await createStall();
    const collection = await serveOne(device);
    const returned = await serveOne(device, TAKE_BACK);
    expect(await undo(device.ports, returned.id)).to.deep.equal({ ok: true });
    const known = await device.store.get(['stall-order', ORDER]);
    expect([known?.collection, known?.returned]).to.deep.equal([collection.id, undefined]);
  });
});
