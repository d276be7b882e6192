/** A device of its own for tests of ordering: real keys, records in memory, a clock that a test moves. */
import { EMPTY_CART, reduceCart, type Cart } from '../../src/core/cart/cart.js';
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import type { ChoosePorts } from '../../src/core/order/choose.js';
import { placeOrder } from '../../src/core/order/place.js';
import { listSlots } from '../../src/core/pickup/slots.js';
import type { IntentJournal } from '../../src/core/ports.js';
import type { OrderRequest } from '../../src/core/shop-port.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { createMemoryStore } from '../../src/storage/memory-store.js';
import { CATALOG } from './fixtures.js';

export const NOW = Date.parse('2026-11-23T18:00:00Z');

export const NOBODY = { name: 'off', email: 'off', phone: 'off' } as const;

/** The small shop with pickup on weekday mornings, asking for nobody's name. */
export const OPEN_CATALOG: Catalog = {
  ...CATALOG,
  shop: { ...CATALOG.shop, minimum: 0, contact: NOBODY },
  depots: CATALOG.depots.map((depot) => ({
    ...depot,
    slots: [
      {
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: '07:00',
        to: '10:00',
        everyMinutes: 30,
        capacity: 8,
        cutoffMinutes: 60,
      },
    ],
  })),
};

export class MapJournal implements IntentJournal {
  readonly available = true;
  readonly files: Map<string, string>;
  broken = false;
  constructor(files = new Map<string, string>()) {
    this.files = files;
  }
  async write(id: string, text: string) {
    if (this.broken) throw new Error('no room');
    this.files.set(id, text);
  }
  async remove(id: string) {
    this.files.delete(id);
  }
  async list() {
    return [...this.files.keys()];
  }
  async read(id: string) {
    return this.files.get(id);
  }
  prepare() {}
  async release() {}
}

export function createDevice() {
  const time = { now: NOW, steady: 0 };
  const journal = new MapJournal();
  const store = createMemoryStore();
  const ports: ChoosePorts = { store, journal, crypto: createCrypto(), clock: { now: () => time.now } };
  return { time, journal, store, ports };
}

export type Device = ReturnType<typeof createDevice>;

export const firstSlot = (catalog: Catalog = OPEN_CATALOG, now = NOW) => {
  const [depot] = catalog.depots;
  const slot = depot && listSlots(depot, catalog.shop.timezone, now).find(({ open }) => open);
  if (!slot) throw new Error('the fixture has no open slot');
  return slot;
};

export function createRequest(changes: Partial<OrderRequest> = {}): OrderRequest {
  return { pickup: { depot: 'station', slot: firstSlot().id }, payment: 'at-pickup', ...changes };
}

/** Puts a quantity of oats in the shopper's own jar into the basket. */
export async function fillBasket({ store }: Pick<Device, 'store'>, quantity = 2, catalog = OPEN_CATALOG) {
  const kept = await store.get(['cart']);
  const action = { type: 'add', variant: 'oats-500', quantity, modifiers: { container: 'own-jar' } } as const;
  const reduced = reduceCart(kept?.cart ?? EMPTY_CART, action, catalog);
  if (!reduced.ok) throw new Error(reduced.code);
  await keepBasket(store, reduced.cart, kept?.rev);
}

export async function keepBasket(store: Device['store'], cart: Cart, rev: number | undefined) {
  const changedAt = new Date(NOW).toISOString();
  const record = { rev: (rev ?? 0) + 1, cart, changedAt };
  await store.commit({ expect: [[['cart'], rev]], put: [[['cart'], record]], durability: 'relaxed' });
}

/** One order placed and kept; its record. */
export async function placeOne(device: Device, quantity = 2) {
  await fillBasket(device, quantity);
  const placed = await placeOrder(device.ports, createRequest(), { catalog: OPEN_CATALOG });
  if (!placed.ok) throw new Error(`${placed.code}: ${placed.message}`);
  device.time.now += 1_000;
  return placed.order;
}
