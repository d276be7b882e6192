/**
 * A shopper of the demo's month, on a device of their own: places orders by core's own code, keeps them until there is a
 * connection, and answers what the shop asks.
 */
import { EMPTY_CART, reduceCart, type Cart } from '../../src/core/cart/cart.js';
import type { Variant } from '../../src/core/catalog/catalog-schema.js';
import { choose, type Choice } from '../../src/core/order/choose.js';
import { findOrderPickup } from '../../src/core/order/order-pickup.js';
import type { OrderRecord } from '../../src/core/order/order.js';
import { placeOrder } from '../../src/core/order/place.js';
import { drain } from '../../src/core/outbox/drain.js';
import { listSlots } from '../../src/core/pickup/slots.js';
import type { IntentJournal } from '../../src/core/ports.js';
import { createMemoryStore } from '../../src/storage/memory-store.js';
import type { Chance } from './chance.js';
import { crypto_, type MonthShop } from './shop.js';

const HOUR_MS = 3_600_000;
/** A device in memory has no second copy. */
const NO_JOURNAL: IntentJournal = {
  available: false,
  write: async () => undefined,
  remove: async () => undefined,
  list: async () => [],
  read: async () => undefined,
  prepare: () => undefined,
  release: async () => undefined,
};

export class Shopper {
  readonly #shop: MonthShop;
  readonly #chance: Chance;
  readonly #store = createMemoryStore();
  readonly #name: string;
  /** Where they always collect. */
  readonly #depot: string;

  constructor(shop: MonthShop, chance: Chance, name: string) {
    this.#shop = shop;
    this.#chance = chance;
    this.#name = name;
    this.#depot = chance.pick(shop.catalog.depots).id;
  }

  /** Undefined where no time is to be had, or the basket is below the shop's minimum. */
  async order(): Promise<OrderRecord | undefined> {
    const { catalog } = this.#shop;
    const slot = this.#pickSlot();
    if (slot === undefined) return undefined;
    await this.#fill();
    const request = {
      contact: { name: this.#name },
      pickup: { depot: this.#depot, slot },
      payment: 'at-pickup',
    };
    const placed = await placeOrder(this.#ports, request, { catalog });
    return placed.ok ? placed.order : undefined;
  }

  /** All that waits, as the page sends it once it can. */
  async send(): Promise<void> {
    const { catalog, id, wire } = this.#shop;
    await drain(
      { ...this.#ports, wire },
      {
        ...{ shop: id, parkedToo: false, catalog: catalog.version },
        findPickup: (depot, slot) => findOrderPickup(catalog, depot, slot),
        changed: () => undefined,
        newCatalog: () => undefined,
        report: (code, message) => {
          throw new Error(`${code}: ${message}`);
        },
      },
    );
  }

  async find(order: string): Promise<OrderRecord | undefined> {
    return this.#store.get(['order', order]);
  }

  async cancel(order: string): Promise<void> {
    await this.#choose(order, 'cancel');
  }

  /** Takes what the shop offers, if there is anything; else calls it off. */
  async decide(order: string): Promise<void> {
    const { decision } = (await this.find(order)) ?? {};
    if (!decision) return;
    const [offered] = decision.kind === 'dispute' ? decision.alternates : [];
    const way: Choice =
      decision.kind === 'reprice' ? 'accept' : offered ? { alternate: offered.id } : 'cancel';
    await this.#choose(order, way);
  }

  async #choose(order: string, choice: Choice): Promise<void> {
    await choose(this.#ports, this.#shop.id, order, choice);
    await this.send();
  }

  /** Mostly within two days, as people do. */
  #pickSlot(): string | undefined {
    const { catalog, zone, clock } = this.#shop;
    const depot = catalog.depots.find(({ id }) => id === this.#depot);
    const open = (depot ? listSlots(depot, zone, clock.now) : []).filter(
      ({ cutoff }) => Date.parse(cutoff) > clock.now + HOUR_MS,
    );
    return open.length > 0 ? this.#chance.pick(open.slice(0, 24)).id : undefined;
  }

  async #fill(): Promise<void> {
    const before = await this.#store.get(['cart']);
    const { clock } = this.#shop;
    let cart = EMPTY_CART;
    for (let line = this.#chance.between(2, 5); line > 0; line--) cart = this.#add(cart);
    const changedAt = new Date(clock.now).toISOString();
    await this.#store.commit({
      expect: [[['cart'], before?.rev]],
      put: [[['cart'], { rev: (before?.rev ?? -1) + 1, cart, changedAt }]],
      durability: 'relaxed',
    });
  }

  #add(cart: Cart): Cart {
    const { catalog } = this.#shop;
    const product = this.#chance.pick(catalog.products);
    const sold = product.variants.filter(({ available }) => available === true);
    if (sold.length === 0) return cart;
    const modifiers = Object.fromEntries(
      product.modifiers.map(({ id, options }) => [id, this.#chance.pick(options).id]),
    );
    const variant = this.#pickVariant(sold);
    const quantity = this.#chance.between(1, 2) * variant.step;
    const reduced = reduceCart(cart, { type: 'add', variant: variant.id, modifiers, quantity }, catalog);
    return reduced.ok ? reduced.cart : cart;
  }

  /** The larger the size, the fewer want it. */
  #pickVariant(sold: readonly Variant[]): Variant {
    const [first] = sold;
    return first && this.#chance.happens(0.6) ? first : this.#chance.pick(sold);
  }

  get #ports() {
    const clock = { now: () => this.#shop.clock.now };
    return { store: this.#store, journal: NO_JOURNAL, crypto: crypto_, clock };
  }
}
