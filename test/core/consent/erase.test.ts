import { expect } from '@open-wc/testing';

import { eraseCopies, eraseDevice, WHEN_ERASED, type EraseTask } from '../../../src/core/consent/erase.js';
import { toJournalText } from '../../../src/core/order/journal-entry.js';
import type { OrderRecord } from '../../../src/core/order/order.js';
import { createDevice as createKey } from '../../../src/core/order/sign-intent.js';
import { drain, type DrainTask } from '../../../src/core/outbox/drain.js';
import { restoreFromJournal } from '../../../src/core/outbox/restore.js';
import type { Kind } from '../../../src/core/records.js';
import type { StallRecord } from '../../../src/core/stall/stall-record.js';
import { createDevice, fillBasket, placeOne, type Device } from '../../support/order-desk.js';
import { readIntent, ScriptedEndpoint } from '../../support/scripted-endpoint.js';

const TASK: EraseTask = { shop: 'millrace', mode: 'live', hasEndpoint: true, evenUnsent: false };
const EVEN_UNSENT: EraseTask = { ...TASK, evenUnsent: true };
const DRAIN: DrainTask = {
  shop: 'millrace',
  parkedToo: false,
  catalog: null,
  findPickup: () => undefined,
  changed: () => undefined,
  newCatalog: () => undefined,
  report: () => undefined,
};
const STALL: StallRecord = {
  ...{ rev: 1, class: 'stall', remembered: true, code: 'h', keys: [], keysAt: null, cursor: null },
};
const KINDS = (Object.keys(WHEN_ERASED) as Kind[]).filter(
  (kind) => WHEN_ERASED[kind] === 'goes' || kind === 'erasing',
);

const send = ({ ports }: Device, wire: ScriptedEndpoint) => drain({ ...ports, wire }, DRAIN);

async function kinds({ store }: Device): Promise<readonly string[]> {
  const counts = await Promise.all(KINDS.map((kind) => store.count(kind)));
  return KINDS.filter((_, index) => (counts[index] ?? 0) > 0);
}

/** With an order that the shop has, what is remembered of it, and a basket. */
async function createUsed() {
  const device = createDevice();
  const endpoint = await ScriptedEndpoint.create();
  const order = await placeOne(device);
  await send(device, endpoint);
  const { id, placedAt } = order;
  const key = { ...(await createKey(device.ports.crypto)), id: 'other' };
  await device.store.commit({
    put: [
      [['consent'], { rev: 1, personalisation: true, measurement: true, at: placedAt }],
      [['purchase', id], { rev: 1, id, placedAt, lines: [] }],
      [['measure'], { rev: 1 } as never],
      [['pulse'], { rev: 1 } as never],
      [['lease', 'key'], { key: 'key', rev: 1, device: key.id } as never],
    ],
    durability: 'strict',
  });
  await fillBasket(device);
  return { device, endpoint, order };
}

const sentBy = (endpoint: ScriptedEndpoint) =>
  endpoint.requests.flatMap(({ intents }) => intents.map((jws) => readIntent(jws)));

describe('erasing a device', () => {
  it('leaves nothing of its shopper but what tells the shop, and that goes with the answer', async () => {
    const { device, endpoint, order } = await createUsed();
    const used = KINDS.filter((kind) => kind !== 'intent' && kind !== 'erasing');
    expect(await kinds(device)).to.deep.equal(used);
    expect(await eraseDevice(device.ports, TASK)).to.deep.equal({ ok: true, told: false });
    expect(await kinds(device)).to.deep.equal(['intent', 'erasing']);
    expect((await device.store.get(['cart']))?.cart.lines).to.deep.equal([]);
    expect((await device.store.get(['shop']))?.cursor).to.equal(null);
    const [waiting] = await device.store.list('intent');
    endpoint.faults = ['cut'];
    await send(device, endpoint);
    await send(device, endpoint);
    const sent = endpoint.requests.slice(-2).map(({ intents }) => intents);
    expect(sent).to.deep.equal([[waiting?.jws], [waiting?.jws]]);
    expect(readIntent(waiting?.jws ?? '')).to.deep.include({ type: 'erase', body: {}, seq: 1 });
    expect(await kinds(device)).to.deep.equal([]);
    const shop = await device.store.get(['shop']);
    expect(shop?.cursor).to.equal(null);
    expect(JSON.stringify([shop, await device.store.get(['erased'])])).not.to.contain(order.device);
  });

  it('is refused while the shop has not got all orders, and names them; nothing is erased then', async () => {
    const { device } = await createUsed();
    const unsent = await placeOne(device);
    const before = await kinds(device);
    const refused = await eraseDevice(device.ports, TASK);
    expect(refused).to.deep.include({ ok: false, code: 'orders-not-sent' });
    expect(refused).to.deep.include({ about: { count: 1, orders: unsent.id } });
    expect(await kinds(device)).to.deep.equal(before);
    expect(await device.store.count('order')).to.equal(2);
  });

  it('even so never sends those orders: not from here, and not from a second copy', async () => {
    const { device, endpoint } = await createUsed();
    const unsent = await placeOne(device);
    const copy = device.journal.files.get(unsent.id) ?? '';
    expect(await eraseDevice(device.ports, EVEN_UNSENT)).to.deep.equal({ ok: true, told: false });
    expect(await eraseCopies(device.ports)).to.equal(true);
    expect([...device.journal.files.keys()]).to.deep.equal([]);
    // As a tab would that was about to write it.
    device.journal.files.set(unsent.id, copy);
    expect(await restoreFromJournal(device.store, device.journal)).to.deep.equal([]);
    expect([...device.journal.files.keys()]).to.deep.equal([]);
    await send(device, endpoint);
    expect(sentBy(endpoint).map(({ type }) => type)).to.deep.equal(['order.place', 'erase']);
  });

  it('is not undone by a copy that was read before', async () => {
    const { device } = await createUsed();
    const unsent = await placeOne(device);
    const [record] = await device.store.list('intent');
    const order = (await device.store.get(['order', unsent.id])) as OrderRecord;
    await device.store.commit({
      remove: [
        ['intent', unsent.id],
        ['order', unsent.id],
      ],
      durability: 'strict',
    });
    const text = record ? toJournalText(record, order) : '';
    device.journal.read = async () => {
      await eraseDevice(device.ports, EVEN_UNSENT);
      return text;
    };
    await restoreFromJournal(device.store, device.journal);
    expect(await kinds(device)).to.deep.equal(['intent', 'erasing']);
  });

  it('is not undone by a basket, a key or an order of another tab that was begun before', async () => {
    const { device } = await createUsed();
    const [cart, key] = await device.store.getMany([['cart'], ['device']]);
    await eraseDevice(device.ports, TASK);
    if (!cart || !key) throw new Error('it was not used');
    const basket = await device.store.commit({
      expect: [[['cart'], cart.rev]],
      put: [[['cart'], { ...cart, rev: cart.rev + 1 }]],
      durability: 'relaxed',
    });
    const ordered = await device.store.commit({
      expect: [
        [['cart'], cart.rev],
        [['device'], key.rev],
      ],
      put: [[['device'], { ...key, rev: key.rev + 1 }]],
      durability: 'strict',
    });
    expect([basket.ok, ordered.ok]).to.deep.equal([false, false]);
    expect(await kinds(device)).to.deep.equal(['intent', 'erasing']);
  });

  it('makes a new key for what is ordered next, also before the shop has answered', async () => {
    const { device, endpoint, order } = await createUsed();
    await eraseDevice(device.ports, TASK);
    const next = await placeOne(device);
    expect(next.device).not.to.equal(order.device);
    await send(device, endpoint);
    expect((await device.store.get(['order', next.id]))?.state).to.equal('confirmed');
    expect(await kinds(device)).to.deep.equal(['order', 'device']);
  });

  it('needs no word to a shop that knows of no key, nor where there is no endpoint', async () => {
    const fresh = createDevice();
    await fillBasket(fresh);
    expect(await eraseDevice(fresh.ports, TASK)).to.deep.equal({ ok: true, told: true });
    expect(await kinds(fresh)).to.deep.equal([]);
    const { device } = await createUsed();
    expect(await eraseDevice(device.ports, { ...TASK, hasEndpoint: false })).to.deep.equal({
      ok: true,
      told: true,
    });
    expect(await kinds(device)).to.deep.equal([]);
  });

  it('is whole or not at all where storage fails, and is done by a second press', async () => {
    const { device } = await createUsed();
    const before = await kinds(device);
    const commit = device.store.commit.bind(device.store);
    device.store.commit = async () => ({ ok: false, code: 'full' });
    expect(await eraseDevice(device.ports, TASK)).to.deep.include({ ok: false, code: 'storage-full' });
    expect(await kinds(device)).to.deep.equal(before);
    device.store.commit = commit;
    expect((await eraseDevice(device.ports, TASK)).ok).to.equal(true);
  });

  it('says so where second copies stay, which are never taken up again', async () => {
    const { device } = await createUsed();
    await placeOne(device);
    const remove = device.journal.remove.bind(device.journal);
    device.journal.remove = async () => Promise.reject(new Error('held open'));
    await eraseDevice(device.ports, EVEN_UNSENT);
    expect(await eraseCopies(device.ports)).to.equal(false);
    device.journal.remove = remove;
    expect(await restoreFromJournal(device.store, device.journal)).to.deep.equal([]);
    expect(device.journal.files.size).to.equal(0);
  });

  it('takes along the orders that another key of this device has placed', async () => {
    const { device, order } = await createUsed();
    const other = { ...(await createKey(device.ports.crypto)), seq: 4 };
    await device.store.commit({ put: [[['device'], other]], durability: 'strict' });
    await eraseDevice(device.ports, TASK);
    const [intent] = await device.store.list('intent');
    expect(readIntent(intent?.jws ?? '').body).to.deep.equal({
      orders: [{ order: order.id, secret: order.secret }],
    });
  });

  it('leaves a stall that is on the same device what is the stall\u2019s', async () => {
    const { device, endpoint, order } = await createUsed();
    const handed = { rev: 0, id: 'i', order: 'o', type: 'receipt.collect', jws: 'a.b.c', hash: 'h' } as const;
    await device.store.commit({
      put: [
        [['stall'], STALL],
        [['intent', 'i'], handed],
      ],
      durability: 'strict',
    });
    expect((await eraseDevice(device.ports, TASK)).ok).to.equal(true);
    expect(await kinds(device)).to.deep.equal(['intent', 'device', 'lease', 'erasing']);
    expect((await device.store.list('intent')).map(({ type }) => type)).to.deep.equal([
      'erase',
      'receipt.collect',
    ]);
    await device.store.commit({ remove: [['intent', 'i']], durability: 'strict' });
    await send(device, endpoint);
    expect(await kinds(device)).to.deep.equal(['device', 'lease']);
    expect((await device.store.get(['device']))?.id).to.equal(order.device);
  });

  it('leaves a stall that is over its key for as long as what it has handed over is not sent', async () => {
    const { device, order } = await createUsed();
    const handed = { rev: 0, id: 'i', order: 'o', type: 'receipt.collect', jws: 'a.b.c', hash: 'h' } as const;
    await device.store.commit({
      put: [
        [['stall'], { ...STALL, over: true }],
        [['intent', 'i'], handed],
      ],
      durability: 'strict',
    });
    await eraseDevice(device.ports, TASK);
    expect((await device.store.get(['device']))?.id).to.equal(order.device);
    await device.store.commit({ remove: [['intent', 'i']], durability: 'strict' });
    await eraseDevice(device.ports, TASK);
    expect(await device.store.get(['device'])).to.equal(undefined);
  });
});
