import { expect, waitUntil } from '@open-wc/testing';

import buildId from 'virtual:build-id';

import type { EnginePatch } from '../../src/core/engine-port.js';
import * as orderStage from '../../src/worker/order-stage.js';
import * as personalStage from '../../src/worker/personal-stage.js';
import { ShopEngine } from '../../src/worker/shop-engine.js';
import { createRequest, firstSlot, OPEN_CATALOG } from '../support/order-desk.js';
import { patch } from '../support/patch.js';

const real = globalThis.fetch;
let engine: ShopEngine | undefined;

afterEach(async () => {
  globalThis.fetch = real;
  await engine?.close();
});

/** An engine on the page whose catalog's address answers with whatever `serve` was told last. */
async function openEngine(id: string) {
  const told: EnginePatch[] = [];
  let shop = id;
  globalThis.fetch = async () =>
    new Response(JSON.stringify({ ...OPEN_CATALOG, shop: { ...OPEN_CATALOG.shop, id: shop } }));
  engine = new ShopEngine([], (patch) => told.push(patch));
  const url = `${document.baseURI}?${id}`;
  await engine.open({
    catalog: { kind: 'url', url },
    endpoint: 'http://127.0.0.1:9',
    simulateOffline: false,
  });
  await waitUntil(() => told.some(({ load }) => load?.kind === 'ready'));
  return { engine, told, serve: (other: string) => (shop = other) };
}

describe('a shop whose catalog becomes that of another shop', () => {
  it('stays what it is while its page is open, and says so to the developer', async () => {
    const id = `shop-${Date.now()}`;
    const { engine: open, told, serve } = await openEngine(id);
    const known = told.length;
    serve(`${id}-other`);
    await open.refresh();
    await waitUntil(() => told.length > known);
    const after = told.slice(known);
    expect(after.flatMap(({ problems = [] }) => problems.map(({ code }) => code))).to.deep.equal([
      'shop-changed',
    ]);
    expect(after.some(({ catalog }) => catalog)).to.equal(false);
  });
});

describe('what the page’s browser says for its user', () => {
  it('holds from the moment that the page hears of it, whatever else it tells with that', async () => {
    const { engine: open, told } = await openEngine(`shop-${Date.now()}`);
    const made = Symbol.for(`punnet:personal-stage:${buildId}`);
    Reflect.set(globalThis, made, () => personalStage);
    const stage = 'data:text/javascript,';
    const allowed = { personalisation: true, measurement: false };
    const nothing = { personalisation: false, measurement: false };
    const shown = () => told.flatMap(({ consent }) => consent ?? []).at(-1);
    await open.personal(stage, ['setConsent', { personalisation: true }], false);
    expect(shown()).to.deep.equal(allowed);
    await open.hint({ kind: 'visible', private: true });
    await waitUntil(() => shown()?.personalisation === false);
    await open.hint({ kind: 'hidden' });
    expect(await open.personal(stage, ['setConsent', { measurement: true }], true)).to.include({
      code: 'global-privacy-control',
    });
    expect(shown()).to.deep.equal(nothing);
    await open.hint({ kind: 'online', private: false });
    await waitUntil(() => shown()?.personalisation === true);
    expect(shown()).to.deep.equal(allowed);
  });
});

describe('a basket whose database was deleted under the page', () => {
  it('is ordered as it is shown', async () => {
    const id = `shop-${Date.now()}`;
    const made = Symbol.for(`punnet:order-stage:${buildId}`);
    Reflect.set(globalThis, made, () => orderStage);
    const { engine: open } = await openEngine(id);
    await open.loadOrderStage('data:text/javascript,');
    const modifiers = { container: 'own-jar' };
    await open.cart({ type: 'add', variant: 'oats-500', quantity: 2, modifiers }, 1);
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(`punnet:${id}`).onsuccess = resolve;
    });
    const slot = firstSlot(OPEN_CATALOG, Date.now()).id;
    const request = createRequest({ pickup: { depot: 'station', slot } });
    const [first, second] = await Promise.all([open.placeOrder(request), open.placeOrder(request)]);
    expect(
      [first, second].map((placed) => (placed.ok ? placed.order.total : placed.code)).sort(),
    ).to.deep.equal([440, 'empty-basket']);
    Reflect.deleteProperty(globalThis, made);
  });
});

describe('a shop whose storage no longer answers while it opens', () => {
  const add = {
    type: 'add',
    variant: 'oats-500',
    quantity: 2,
    modifiers: { container: 'own-jar' },
  } as const;
  const madeStage = Symbol.for(`punnet:order-stage:${buildId}`);

  beforeEach(() => void Reflect.set(globalThis, madeStage, () => orderStage));
  afterEach(() => void Reflect.deleteProperty(globalThis, madeStage));

  /** @returns what makes it answer again */
  function silence(): () => void {
    const { get } = IDBObjectStore.prototype;
    const silent = () => {
      throw new DOMException('The browser does not answer', 'AbortError');
    };
    const putBack = [
      patch(IDBObjectStore.prototype, 'getAll', { value: silent }),
      patch(IDBObjectStore.prototype, 'get', {
        value: function (this: IDBObjectStore, key: IDBValidKey) {
          return String(key) === 'cart' ? silent() : get.call(this, key);
        },
      }),
    ];
    return () => putBack.forEach((restore) => restore());
  }

  it('opens, and answers what it is asked', async () => {
    const answer = silence();
    const { engine: open, told } = await openEngine(`shop-${Date.now()}`);
    expect(await open.cart(add, 1)).to.include({ ok: false, code: 'storage-closed' });
    answer();
    expect(await open.cart(add, 2)).to.include({ ok: true });
    expect(told.some(({ orders }) => orders)).to.equal(false);
    expect(await open.loadOrderStage('data:text/javascript,')).to.deep.equal({ ok: true });
    expect(told.some(({ orders }) => orders && 'all' in orders)).to.equal(true);
    expect(told.flatMap(({ problems = [] }) => problems.map(({ code }) => code))).to.include('engine-failed');
  });

  /** Those that wait for storage to answer run when they are told to. */
  function holdRetries() {
    const { setTimeout: real } = globalThis;
    const held: (() => void)[] = [];
    const value = (run: () => void, ms?: number, ...given: unknown[]) =>
      ms === 5_000 ? held.push(run) : real(run, ms, ...given);
    patch(globalThis, 'setTimeout', { value, writable: true });
    return held;
  }

  it('says so until it has read all that an order needs, the basket that was kept before too', async () => {
    const id = `shop-${Date.now()}`;
    const before = await openEngine(id);
    await before.engine.cart(add, 1);
    await before.engine.close();
    const held = holdRetries();
    const answer = silence();
    const { engine: open, told } = await openEngine(id);
    const silent = () => told.flatMap(({ storage }) => storage ?? []).at(-1)?.silent;
    expect(silent(), 'told as soon as the shop is shown').to.equal(true);
    expect(await open.loadOrderStage('data:text/javascript,')).to.include({ code: 'storage-closed' });
    expect(told.some(({ cart, orderable }) => cart ?? orderable)).to.equal(false);
    answer();
    held.splice(0).forEach((again) => again());
    await waitUntil(() => silent() === false);
    const shown = told.flatMap(({ cart }) => cart?.cart.lines ?? []);
    expect(shown.map(({ quantity }) => quantity)).to.deep.equal([2]);
    expect(told.some(({ depots }) => depots?.length)).to.equal(true);
    expect(held).to.deep.equal([]);
  });

  it('is asked no more once its shop has left', async () => {
    const held = holdRetries();
    silence();
    const { engine: open } = await openEngine(`shop-${Date.now()}`);
    const waited = held.length;
    await open.close();
    expect(await open.loadOrderStage('data:text/javascript,')).to.include({ code: 'storage-closed' });
    expect(waited).to.equal(1);
    expect(held).to.have.length(waited);
  });
});

describe('an engine that is closed', () => {
  it('has ended once what it had begun to keep is kept', async () => {
    const { engine: open } = await openEngine(`shop-${Date.now()}`);
    const log: string[] = [];
    const { put } = IDBObjectStore.prototype;
    const closing = new Promise<void>((resolve, reject) => {
      const putBack = patch(IDBObjectStore.prototype, 'put', {
        value: function (this: IDBObjectStore, ...kept: Parameters<typeof put>) {
          putBack();
          this.transaction.addEventListener('complete', () => log.push('kept'));
          open.close().then(() => resolve(void log.push('ended')), reject);
          return put.apply(this, kept);
        },
      });
    });
    await open.cart(
      { type: 'add', variant: 'oats-500', quantity: 2, modifiers: { container: 'own-jar' } },
      1,
    );
    await closing;
    expect(log).to.deep.equal(['kept', 'ended']);
  });
});
