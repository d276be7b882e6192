/**
 * The engine's own storage, keys and outbox without an engine around them, so that
 * each can be filled quickly and timed apart. Beside them raw IndexedDB, doing the
 * least that could be done.
 */
import { expose } from 'comlink';

import { EMPTY_CART, reduceCart, type Cart } from '../../src/core/cart/cart.js';
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { parseCatalog } from '../../src/core/catalog/parse-catalog.js';
import type { ChoosePorts } from '../../src/core/order/choose.js';
import { placeOrder } from '../../src/core/order/place.js';
import { drain } from '../../src/core/outbox/drain.js';
import { listSlots } from '../../src/core/pickup/slots.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { openStore } from '../../src/storage/open-store.js';
import { openPrivateFileJournal } from '../../src/storage/private-file-journal.js';
import { createWire } from '../../src/worker/wire.js';
import { listRaw, openRaw, putRaw, whenCommitted } from '../device/raw-database.js';
import { fillOutbox } from '../device/fill-outbox.js';

const onLost = () => undefined;
const ignore = () => undefined;

export class StorageBench {
  /** A basket of that many lines, as the engine keeps it. */
  async fillBasket(lines: number): Promise<void> {
    const { catalog, ports } = await openDesk();
    let cart: Cart = EMPTY_CART;
    for (const product of catalog.products.slice(0, lines)) {
      const variant = product.variants[0]?.id ?? '';
      const reduced = reduceCart(cart, { type: 'add', variant, quantity: 1, modifiers: {} }, catalog);
      if (!reduced.ok) throw new Error(reduced.code);
      cart = reduced.cart;
    }
    await keepBasket(ports, cart);
    await ports.store.close();
  }

  /**
   * One at a time, as a shopper orders: the order before has closed and named its file.
   *
   * @returns ms that each order took from the call until it was kept twice
   */
  async placeOrders(count: number): Promise<readonly number[]> {
    const { catalog, ports } = await openDesk();
    const basket = toBasket(catalog);
    const request = toRequest(catalog);
    const took: number[] = [];
    for (let placed = 0; placed < count; placed++) {
      await keepBasket(ports, basket);
      await whenNamed(ports);
      const started = performance.now();
      const order = await placeOrder(ports, request, { catalog });
      took.push(performance.now() - started);
      if (!order.ok) throw new Error(order.message);
      if (order.kept !== 'twice') throw new Error('The order was kept once only.');
    }
    await ports.store.close();
    return took;
  }

  /** @returns ms of each part of keeping an order, with nothing of another still going on */
  async timeParts(count: number): Promise<Record<'sign' | 'file', readonly number[]>> {
    const { ports } = await openDesk();
    const key = await ports.crypto.createDeviceKey();
    const parts = { sign: [] as number[], file: [] as number[] };
    const text = 'x'.repeat(3_000);
    await whenNamed(ports);
    for (let made = 0; made < count; made++) {
      parts.sign.push(await time(() => ports.crypto.signIntent(key, { text })));
    }
    for (let made = 0; made < count; made++) {
      parts.file.push(await time(() => ports.journal.write(`part-${made}`, text)));
      await whenNamed(ports);
    }
    for (let made = 0; made < count; made++) await ports.journal.remove(`part-${made}`);
    await ports.store.close();
    return parts;
  }

  /** @returns ms of each strict put of one kilobyte */
  async putRaw(count: number): Promise<readonly number[]> {
    const database = await openRaw('raw');
    const took: number[] = [];
    const text = 'x'.repeat(1_000);
    for (let put = 0; put < count; put++) {
      took.push(await time(() => whenCommitted(putRaw(database, [[`${put}`, { text }]], 'strict'))));
    }
    database.close();
    return took;
  }

  /** Signed orders in the outbox, each with its file. */
  async fillOutbox(count: number): Promise<void> {
    const { catalog, ports } = await openDesk();
    await keepBasket(ports, toBasket(catalog));
    const placed = await placeOrder(ports, toRequest(catalog), { catalog });
    if (!placed.ok) throw new Error(placed.message);
    await fillOutbox(ports, placed.order.id, count - 1);
    await ports.store.close();
  }

  /** The same records in a database of nobody's. */
  async copyOutboxRaw(): Promise<void> {
    const { ports } = await openDesk();
    const [intents, orders] = await Promise.all([ports.store.list('intent'), ports.store.list('order')]);
    const database = await openRaw('raw-outbox');
    const records = intents.map((intent, at) => [intent.id, { intent, order: orders[at] }] as const);
    await whenCommitted(putRaw(database, records, 'relaxed'));
    database.close();
    await ports.store.close();
  }

  async openAndList(): Promise<{ ms: number; filesMs: number; intents: number; files: number }> {
    const { id } = (await readCatalog()).shop;
    const started = performance.now();
    const store = await openStore(id, { onLost });
    const intents = await store.list('intent');
    await store.list('order');
    const ms = performance.now() - started;
    const files = await (await openPrivateFileJournal(id)).list();
    const filesMs = performance.now() - started - ms;
    await store.close();
    return { ms, filesMs, intents: intents.length, files: files.length };
  }

  async openAndListRaw(): Promise<number> {
    const started = performance.now();
    const database = await openRaw('raw-outbox');
    await listRaw(database);
    const took = performance.now() - started;
    database.close();
    return took;
  }

  /** Sends everything that waits, as the engine does, and keeps each verified answer. */
  async drain(endpoint: string): Promise<{ ms: number; answered: number; left: number; outcome: string }> {
    const { catalog, ports } = await openDesk();
    const state = { online: () => true, simulatesOffline: () => false };
    const wire = createWire(endpoint, state, () => undefined);
    const started = performance.now();
    const drained = await drain(
      { ...ports, wire },
      {
        shop: catalog.shop.id,
        parkedToo: false,
        catalog: catalog.version,
        findPickup: ignore,
        changed: ignore,
        newCatalog: ignore,
        report: (code, message) => {
          throw new Error(`${code}: ${message}`);
        },
      },
    );
    const ms = performance.now() - started;
    const left = (await ports.store.list('intent')).length;
    await ports.store.close();
    return { ms, answered: drained.answered, left, outcome: JSON.stringify(drained.outcome) };
  }
}

interface Desk {
  readonly catalog: Catalog;
  readonly ports: ChoosePorts;
}

async function openDesk(): Promise<Desk> {
  const catalog = await readCatalog();
  const { id } = catalog.shop;
  const [store, journal] = [await openStore(id, { onLost }), await openPrivateFileJournal(id)];
  return { catalog, ports: { store, journal, crypto: createCrypto(), clock: { now: () => Date.now() } } };
}

async function readCatalog(): Promise<Catalog> {
  const parsed = parseCatalog(await (await fetch('/catalog.json')).json(), location.href);
  if (!parsed.ok) throw new Error('The catalog of the bench is none.');
  return parsed.catalog;
}

function toBasket(catalog: Catalog): Cart {
  const action = { type: 'add', variant: 'v0', quantity: 2, modifiers: {} } as const;
  const reduced = reduceCart(EMPTY_CART, action, catalog);
  if (!reduced.ok) throw new Error(reduced.code);
  return reduced.cart;
}

async function keepBasket({ store }: ChoosePorts, cart: Cart): Promise<void> {
  const kept = await store.get(['cart']);
  const record = { rev: (kept?.rev ?? 0) + 1, cart, changedAt: new Date().toISOString() };
  await store.commit({ expect: [[['cart'], kept?.rev]], put: [[['cart'], record]], durability: 'relaxed' });
}

function toRequest(catalog: Catalog) {
  const [depot] = catalog.depots;
  const slot =
    depot &&
    listSlots(depot, catalog.shop.timezone, Date.now())
      .filter(({ open }) => open)
      .at(-1);
  const named = catalog.shop.contact?.name === 'required' ? { contact: { name: 'Ada Lovelace' } } : {};
  return {
    ...named,
    pickup: { depot: depot?.id ?? '', slot: slot?.id ?? '' },
    payment: 'at-pickup',
  } as const;
}

/** Closing a file blocks a worker for long in Firefox; that would be counted as the next one's time. */
async function whenNamed({ journal }: ChoosePorts): Promise<void> {
  await journal.list();
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

expose(new StorageBench());
