import { expect } from '@open-wc/testing';

import type { EnginePatch } from '../../src/core/engine-port.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { openCounter } from '../../src/worker/counter.js';
import { OrderDesk } from '../../src/worker/order-desk.js';
import * as rescueStage from '../../src/worker/rescue-stage.js';
import type { Room } from '../../src/worker/room.js';
import { createRequest, fillBasket, MapJournal, NOW, OPEN_CATALOG } from '../support/order-desk.js';

/** The only further stage that a desk asks for. */
const loadStage = (() => Promise.resolve({ ok: true, stage: rescueStage })) as unknown as Room['loadStage'];
const clock = { now: () => NOW };
let count = 0;
const opened: (() => void)[] = [];

/** The desk of one tab, over a counter of its own. The endpoint is out of reach. */
async function openDesk(changes: (room: Room) => Partial<Room> = () => ({})) {
  const patches: EnginePatch[] = [];
  const failures: unknown[] = [];
  let heard: (patch: EnginePatch) => void = () => undefined;
  const { room, tabs } = await openCounter(`desk-${Date.now()}-${(count += 1)}`, {
    config: {
      catalog: { kind: 'url', url: '/catalog.json' },
      endpoint: 'http://127.0.0.1:9/punnet',
      simulateOffline: true,
      language: 'en',
    },
    clock,
    catalog: () => OPEN_CATALOG,
    online: () => true,
    visible: () => false,
    simulatesOffline: () => true,
    emit: (patch) => {
      patches.push(patch);
      heard(patch);
    },
    watch: (work) => void work.catch((error: unknown) => failures.push(String(error))),
    adoptCatalog: () => undefined,
    confirmCatalog: () => undefined,
    loadStage,
    lost: () => undefined,
    heard: () => undefined,
  });
  const journal = new MapJournal();
  const ports = { store: room.store, journal, crypto: createCrypto(), clock };
  const desk = new OrderDesk({ ...room, ...changes(room) }, ports);
  opened.push(() => {
    desk.close();
    tabs.close();
    room.store.close();
  });
  const durable = () => patches.flatMap(({ storage }) => (storage ? [storage.durable] : [])).at(-1);
  const tried = () =>
    new Promise<void>((resolve) => {
      heard = ({ connection }) => connection === 'offline' && resolve();
    });
  return { desk, store: room.store, journal, failures, durable, tried };
}

const { fetch, setTimeout } = globalThis;

afterEach(() => {
  Object.assign(globalThis, { fetch, setTimeout });
  opened.splice(0).forEach((close) => close());
});

describe('the order desk', () => {
  it('never answers that an order was not saved once it is, whatever fails then', async () => {
    const { desk, store, failures } = await openDesk(() => ({
      showCart: () => Promise.reject(new Error('storage failed')),
    }));
    await fillBasket({ store });
    expect(await desk.placeOrder(createRequest())).to.have.nested.include({ ok: true, 'order.total': 440 });
    expect(await store.count('intent')).to.equal(1);
    expect(failures).to.deep.equal(['Error: storage failed']);
  });

  it('says that orders are kept once where the second copy could not be written', async () => {
    const { desk, store, journal, durable } = await openDesk();
    await desk.open();
    expect(durable()).to.equal('twice');
    journal.broken = true;
    await fillBasket({ store });
    expect(await desk.placeOrder(createRequest())).to.include({ ok: true });
    expect(durable()).to.equal('once');
  });

  it('carries an unsent order to another browser, byte for byte', async () => {
    const millrace = () => ({ shopId: 'millrace' });
    const [here, there] = [await openDesk(millrace), await openDesk(millrace)];
    for (const { desk } of [here, there]) await desk.loadRescueStage('');
    await fillBasket(here);
    await here.desk.placeOrder(createRequest());
    const exported = await here.desk.exportData();
    const text = exported.ok ? exported.text : '';
    expect(await there.desk.importData(text)).to.deep.equal({ ok: true, added: 1 });
    expect(await there.desk.importData(text)).to.deep.equal({ ok: true, added: 0 });
    expect(await there.store.list('intent')).to.deep.equal(await here.store.list('intent'));
    expect([...there.journal.files.keys()]).to.deep.equal([...here.journal.files.keys()]);
  });

  it('copies nothing before what that needs has loaded', async () => {
    const { desk } = await openDesk();
    expect(await desk.exportData()).to.include({ ok: false, code: 'not-ready' });
    expect(await desk.importData('{}')).to.include({ ok: false, code: 'not-ready' });
  });

  it('tries to send though the second copies can not be read', async () => {
    const { desk, journal, failures, tried } = await openDesk();
    journal.list = () => Promise.reject(new Error('locked'));
    const sending = tried();
    await desk.open();
    await sending;
    expect(failures).to.deep.equal(['Error: locked']);
  });

  it('shows that there is no network soon after the browser says so, also while a request hangs', async () => {
    let online = true;
    const { desk, tried } = await openDesk(() => ({ online: () => online, simulatesOffline: () => false }));
    const hangs = hangEveryRequest();
    hastenTimers(2_500);
    await desk.open();
    await hangs;
    const shown = tried();
    online = false;
    desk.hint({ kind: 'offline' });
    await shown;
  });
});

/** No request is answered. Resolves when the first is under way. */
function hangEveryRequest(): Promise<void> {
  return new Promise((resolve) => {
    globalThis.fetch = (_address, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        resolve();
      });
  });
}

/** What is to happen after `waitMs` happens at once. */
function hastenTimers(waitMs: number): void {
  const hastened = (run: () => void, ms?: number) => setTimeout(run, ms === waitMs ? 0 : ms);
  globalThis.setTimeout = hastened as typeof setTimeout;
}
