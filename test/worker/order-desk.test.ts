import { expect, waitUntil } from '@open-wc/testing';

import { EMPTY_CART } from '../../src/core/cart/cart.js';
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import type { EnginePatch } from '../../src/core/engine-port.js';
import { newMeasureRecord } from '../../src/core/measure/measure-record.js';
import type { ShopConfig } from '../../src/core/shop-config.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { openCounter } from '../../src/worker/counter.js';
import { OrderDesk } from '../../src/worker/order-desk.js';
import * as rescueStage from '../../src/worker/rescue-stage.js';
import type { Room } from '../../src/worker/room.js';
import { ShopClock } from '../../src/worker/shop-clock.js';
import { ScriptedEndpoint } from '../support/scripted-endpoint.js';
import {
  createRequest,
  fillBasket,
  keepBasket,
  MapJournal,
  NOW,
  OPEN_CATALOG,
} from '../support/order-desk.js';

/** The only further stage that a desk asks for. */
const loadStage = (() => Promise.resolve({ ok: true, stage: rescueStage })) as unknown as Room['loadStage'];
let count = 0;
const newShop = () => `desk-${Date.now()}-${(count += 1)}`;
const opened: (() => void)[] = [];

/** The desk of one tab, over a counter of its own. The endpoint is out of reach. */
async function openDesk(
  changes: (room: Room) => Partial<Room> = () => ({}),
  {
    catalog = OPEN_CATALOG,
    shopId = newShop(),
    ...config
  }: Partial<Omit<ShopConfig, 'catalog'>> & { catalog?: Catalog; shopId?: string } = {},
) {
  const time = { now: NOW, steady: 0 };
  const clock = new ShopClock({ wall: () => time.now, steady: () => time.steady });
  const patches: EnginePatch[] = [];
  const failures: unknown[] = [];
  let heard: (patch: EnginePatch) => void = () => undefined;
  const { room, tabs } = await openCounter(shopId, {
    config: {
      catalog: { kind: 'url', url: '/catalog.json' },
      endpoint: 'http://127.0.0.1:9/punnet',
      simulateOffline: true,
      ...config,
    },
    clock,
    catalog: () => catalog,
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
    isPrivate: () => false,
    heard: () => undefined,
  });
  const journal = new MapJournal();
  const ports = { store: room.store, journal, crypto: createCrypto(), clock };
  const desk = new OrderDesk({ ...room, ...changes(room) }, ports);
  const close = () => {
    desk.close();
    tabs.close();
    room.store.close();
  };
  opened.push(close);
  const durable = () => patches.flatMap(({ storage }) => (storage ? [storage.durable] : [])).at(-1);
  const problems = () => patches.flatMap((patch) => patch.problems ?? []).map(({ code }) => code);
  const clockAhead = () => patches.flatMap(({ clockAhead: ms }) => ms ?? []).at(-1);
  const shown = { at: (index: number) => patches.flatMap(({ storage }) => storage ?? []).at(index) };
  const changed = () =>
    patches.flatMap(({ orders }) => (orders && 'changed' in orders ? orders.changed : []));
  const states = () => changed().map(({ state }) => state);
  const choices = () => changed().map(({ choice }) => choice);
  /** What another page of the shop keeps, as this one has read it. */
  const choose = async (rev: number, personalisation: boolean, measurement = false) => {
    const record = { rev, personalisation, measurement, at: new Date(NOW).toISOString() };
    await room.store.commit({ put: [[['consent'], record]], durability: 'strict' });
    await room.consent.show('tab');
  };
  const tried = () =>
    new Promise<void>((resolve) => {
      heard = ({ connection }) => connection === 'offline' && resolve();
    });
  return {
    desk,
    store: room.store,
    shop: shopId,
    shown,
    states,
    choices,
    choose,
    time,
    journal,
    failures,
    durable,
    clockAhead,
    problems,
    tried,
    close,
  };
}

const { fetch, setTimeout } = globalThis;

afterEach(() => {
  Object.assign(globalThis, { fetch, setTimeout });
  opened.splice(0).forEach((close) => close());
});

describe('what is remembered of purchases', () => {
  const purchase = { rev: 1, id: 'one', placedAt: new Date(NOW).toISOString(), lines: [] };

  it('goes as soon as a page hears of leave, where none was given', async () => {
    const { desk, store } = await openDesk();
    await store.commit({ put: [[['purchase', 'one'], purchase]], durability: 'strict' });
    await desk.hear({ consent: true });
    expect(await store.list('purchase')).to.deep.equal([]);
  });

  it('stays while it is allowed, and goes as soon as a page hears that it no longer is', async () => {
    const { desk, store, choose } = await openDesk();
    await choose(1, true);
    await store.commit({ put: [[['purchase', 'one'], purchase]], durability: 'strict' });
    await desk.hear({ consent: true });
    expect(await store.list('purchase')).to.deep.equal([purchase]);
    await choose(2, false);
    await desk.hear({ consent: true });
    expect(await store.list('purchase')).to.deep.equal([]);
  });
});

describe('what is counted for the shop', () => {
  it('goes as soon as a page hears of leave, where none holds', async () => {
    const { desk, store, choose } = await openDesk();
    await choose(1, true);
    const counted = { ...newMeasureRecord('salt'), rev: 1 };
    await store.commit({ put: [[['measure'], counted]], durability: 'strict' });
    await desk.hear({ consent: true });
    expect(await store.count('measure')).to.equal(0);
  });

  it('stays while it is allowed', async () => {
    const { desk, store, choose } = await openDesk();
    await choose(1, false, true);
    const counted = { ...newMeasureRecord('salt'), rev: 1 };
    await store.commit({ put: [[['measure'], counted]], durability: 'strict' });
    await desk.hear({ consent: true });
    expect(await store.count('measure')).to.equal(1);
  });
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

  it('shows an order as saved and then as confirmed, though the answer came before its second copy was written', async () => {
    await answerAsTheShop();
    const shopId = newShop();
    const catalog = { ...OPEN_CATALOG, shop: { ...OPEN_CATALOG.shop, id: shopId } };
    const online = () => ({ simulatesOffline: () => false });
    const { desk, store, journal, states } = await openDesk(online, { shopId, catalog });
    const write = journal.write.bind(journal);
    journal.write = async (id, text) => {
      await desk.sync();
      await write(id, text);
    };
    await fillBasket({ store });
    await desk.placeOrder(createRequest());
    await waitUntil(() => states().length > 1);
    expect(states()).to.deep.equal(['saved', 'confirmed']);
  });

  it('shows a choice that was answered while its second copy was written as answered', async () => {
    await answerAsTheShop();
    const shopId = newShop();
    const catalog = { ...OPEN_CATALOG, shop: { ...OPEN_CATALOG.shop, id: shopId } };
    const { desk, store, journal, states, choices } = await openDesk(
      () => ({ simulatesOffline: () => false }),
      { shopId, catalog },
    );
    await fillBasket({ store });
    const placed = await desk.placeOrder(createRequest());
    const write = journal.write.bind(journal);
    journal.write = async (id, text) => {
      await desk.sync();
      await write(id, text);
    };
    expect(await desk.choose(placed.ok ? placed.order.id : '', 'cancel')).to.include({ ok: true });
    expect(states().at(-1)).to.equal('confirmed');
    expect(choices().at(-1)).to.equal(undefined);
  });

  it('tells the page by how much its time is ahead of a clock that was set back', async () => {
    const { desk, time, clockAhead } = await openDesk();
    await desk.open();
    expect(clockAhead()).to.equal(0);
    time.now -= 7_200_000;
    desk.hint({ kind: 'visible' });
    await waitUntil(() => clockAhead() === 7_200_000);
  });

  for (const { status, codes } of [
    { status: 403, codes: ['endpoint-refused'] },
    { status: 408, codes: [] },
    { status: 429, codes: [] },
  ])
    it(`tells the developer ${codes.length ? 'to look at the address' : 'nothing'} where the endpoint answers ${status}`, async () => {
      const { desk, store, problems } = await openDesk(() => ({ simulatesOffline: () => false }));
      const headers = { 'content-type': 'application/problem+json' };
      globalThis.fetch = async () => new Response('{"title":"No"}', { status, headers });
      await fillBasket({ store });
      await desk.placeOrder(createRequest());
      await desk.sync();
      expect([...new Set(problems())]).to.deep.equal(codes);
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
    for (const { desk } of [here, there]) await desk.rescue.load('');
    await fillBasket(here);
    await here.desk.placeOrder(createRequest());
    const exported = await here.desk.rescue.exportData();
    const text = exported.ok ? exported.text : '';
    expect(await there.desk.rescue.importData(text, '')).to.deep.equal({ ok: true, added: 1 });
    expect(await there.desk.rescue.importData(text, '')).to.deep.equal({ ok: true, added: 0 });
    expect(await there.store.list('intent')).to.deep.equal(await here.store.list('intent'));
    expect([...there.journal.files.keys()]).to.deep.equal([...here.journal.files.keys()]);
  });

  it('copies nothing before what that needs has loaded', async () => {
    const { desk } = await openDesk();
    expect(await desk.rescue.exportData()).to.include({ ok: false, code: 'not-ready' });
    expect(await desk.rescue.importData('{}', '')).to.include({ ok: false, code: 'not-ready' });
  });

  it('takes no order where the shop must be reached and is not, signs nothing and keeps the basket', async () => {
    const { desk, store } = await openDesk(undefined, { offlinePolicy: 'require-online' });
    await fillBasket({ store });
    expect(await desk.placeOrder(createRequest())).to.include({ ok: false, code: 'needs-connection' });
    expect(await store.count('intent')).to.equal(0);
    expect(await store.get(['device'])).to.equal(undefined);
    expect((await store.get(['cart']))?.cart.lines).to.have.length(1);
  });

  for (const offlinePolicy of ['prefer-online', 'force-offline'] as const) {
    it(`takes orders up to the catalog\u2019s limits, unsent ones counted, under ${offlinePolicy}`, async () => {
      const limits = { perOrderOffline: 600, perDeviceOffline: 800 };
      const catalog = { ...OPEN_CATALOG, shop: { ...OPEN_CATALOG.shop, limits } };
      const { desk, store } = await openDesk(undefined, { catalog, offlinePolicy });
      await fillBasket({ store }, 3);
      expect(await desk.placeOrder(createRequest())).to.deep.include({
        code: 'over-order-limit',
        about: { limit: 600, total: 660 },
      });
      await keepBasket(store, EMPTY_CART, (await store.get(['cart']))?.rev);
      await fillBasket({ store });
      expect(await desk.placeOrder(createRequest())).to.include({ ok: true });
      await fillBasket({ store });
      expect(await desk.placeOrder(createRequest())).to.deep.include({
        code: 'over-device-limit',
        about: { limit: 800, unanswered: 440 },
      });
    });
  }

  it('says that the database was deleted under the page, and brings back what was not sent', async () => {
    const { desk, store, shown, shop } = await openDesk();
    await fillBasket({ store });
    const placed = await desk.placeOrder(createRequest());
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(`punnet:${shop}`).onsuccess = resolve;
    });
    expect(await store.list('order')).to.deep.equal([]);
    await desk.comeBack();
    expect(shown.at(-1)).to.include({ wiped: true });
    const kept = (await store.list('order')).map(({ id }) => id);
    expect(kept).to.deep.equal(placed.ok ? [placed.order.id] : []);
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

describe('a clock that is set back', () => {
  const HOUR = 3_600_000;

  it('puts no new order below an older one, also when the page is opened again', async () => {
    const shopId = newShop();
    const before = await openDesk(undefined, { shopId });
    const ids: string[] = [];
    const place = async ({ desk, store }: typeof before) => {
      await fillBasket({ store });
      const placed = await desk.placeOrder(createRequest());
      if (placed.ok) ids.push(placed.order.id);
    };
    before.time.now += 2 * HOUR;
    await place(before);
    before.time.now -= HOUR;
    before.close();
    const after = await openDesk(undefined, { shopId });
    after.time.steady += 1;
    await place(after);
    const kept = (await after.store.list('order')).map(({ id }) => id);
    expect(kept).to.have.length(2);
    expect(kept).to.deep.equal(ids);
  });

  /** Another day has come by what the endpoint said last, and the cut-off of the slot is over. */
  async function openAfterCutoff(changes?: (room: Room) => Partial<Room>) {
    const shopId = newShop();
    const before = await openDesk(undefined, { shopId });
    const shop = { rev: 0, cursor: null, stock: [], depots: [], keys: [] };
    const answeredAt = new Date(NOW + 13 * HOUR).toISOString();
    await before.store.commit({ put: [[['shop'], { ...shop, answeredAt }]], durability: 'strict' });
    before.close();
    const after = await openDesk(changes, { shopId });
    await fillBasket({ store: after.store });
    return after;
  }

  it('offers no slot again whose cut-off is over', async () => {
    const { desk } = await openAfterCutoff();
    expect(await desk.placeOrder(createRequest())).to.include({ ok: false, code: 'cutoff-passed' });
  });

  it('is believed once the endpoint says the same', async () => {
    const { desk } = await openAfterCutoff(() => ({ simulatesOffline: () => false }));
    await answerAsTheShop();
    expect(await desk.sync()).to.include({ ok: true });
    expect(await desk.placeOrder(createRequest())).to.include({ ok: true });
  });
});

/** Every request is answered by an endpoint of the shop's own. */
async function answerAsTheShop(): Promise<void> {
  const endpoint = await ScriptedEndpoint.create();
  globalThis.fetch = async (address, init) => {
    const headers = new Headers(init?.headers);
    const reply = init?.body
      ? await endpoint.post('/v1/sync', String(init.body), headers.get('punnet-signature') ?? undefined)
      : await endpoint.get(new URL(String(address)).pathname.replace('/punnet', ''));
    return new Response(reply.text, { status: reply.status, headers: { 'content-type': reply.type } });
  };
}

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
