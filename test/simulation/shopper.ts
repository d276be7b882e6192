/** Whoever holds a phone: what they choose, order, redeem and decide, chance says. */
import { EMPTY_CART, reduceCart } from '../../src/core/cart/cart.js';
import type { CartLine } from '../../src/core/cart/cart.js';
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { toItems } from '../../src/core/lease/draw.js';
import { readLoyalty } from '../../src/core/loyalty/loyalty-view.js';
import { mostPoints } from '../../src/core/loyalty/redemption.js';
import { choose, type Choice } from '../../src/core/order/choose.js';
import type { OrderRecord } from '../../src/core/order/order.js';
import { placeOrder } from '../../src/core/order/place.js';
import type { SeededRandom } from '../support/seeded-random.js';
import type { Agenda } from './agenda.js';
import { erase } from './erasures.js';
import { restock } from './market-day.js';
import type { Phone } from './phone.js';
import { MINUTE, SECOND } from './spans.js';

export interface ShopperWorld {
  readonly agenda: Agenda;
  readonly random: SeededRandom;
  readonly catalog: Catalog;
  /** The shopper was told that it is saved. */
  readonly saved: (phone: Phone, order: OrderRecord) => void;
}

export class Shopper {
  readonly #phone: Phone;
  readonly #world: ShopperWorld;
  /** What is about to be ordered, and the engine's life in which it was begun. */
  #pickup: { readonly depot: string; readonly slot: string } | undefined;
  #points = 0;
  #usual: { variant: string; depot: string; slot: string } | undefined;

  constructor(phone: Phone, world: ShopperWorld) {
    this.#phone = phone;
    this.#world = world;
    phone.press = () => this.placeOrder();
    phone.onRestart = () => (this.#pickup = undefined);
  }

  /** Does this and that until then (epoch milliseconds). */
  plan(until: number): void {
    const { agenda, random } = this.#world;
    const act = () => {
      if (agenda.now > until) return;
      const chance = this.#phone.asleep ? Infinity : random.below(10);
      if (chance < 4) {
        this.startCheckout(1 + random.below(2));
        if (random.below(2) === 0)
          agenda.in(random.below(4 * SECOND), () => !this.#phone.asleep && this.placeOrder());
      }
      if (chance >= 4 && chance < 8) this.placeOrder();
      if (chance === 8 || chance === 9) this.decide();
      // What a stall keeps is not its customers' to erase.
      if (chance === 9 && !this.#phone.isStall && random.below(4) === 0)
        erase(this.#phone, random.below(2) === 0);
      agenda.in(SECOND + random.below(random.below(5) === 0 ? 8 * MINUTE : 1 * MINUTE), act);
    };
    agenda.in(random.below(2 * MINUTE), act);
  }

  /** Chooses something, somewhere, some time, and has it held; now and then with the points that pay for it. */
  startCheckout(quantity: number): void {
    const { random, catalog } = this.#world;
    const { isStall, online } = this.#phone;
    // People are creatures of habit: mostly it is the same again. A stall with no network sells what it has.
    if (!this.#usual || ((!isStall || online) && random.below(4) === 0)) this.#usual = this.#pickUsual();
    const { variant, depot, slot } = this.#usual;
    const redeems = random.below(2) === 0;
    const action = {
      type: 'add' as const,
      variant,
      quantity: variant === 'eggs-1' ? 6 : quantity,
      modifiers: variant === 'oats-500' ? { container: 'own-jar' } : {},
    };
    const pickup = { depot, slot };
    // Its stock is wished for where the endpoint can be reached, and there for several customers, one after another.
    const restocks = isStall && online && random.below(2) === 0;
    const holds = !isStall || random.below(4) === 0;
    this.#pickup = pickup;
    this.#points = 0;
    this.#phone.do(async () => {
      const { store } = this.#phone.disk;
      const kept = await store.get(['cart']);
      const reduced = reduceCart(kept?.cart ?? EMPTY_CART, action, catalog);
      if (!reduced.ok) return;
      const changedAt = new Date(this.#phone.clock.now()).toISOString();
      const record = { rev: (kept?.rev ?? 0) + 1, cart: reduced.cart, changedAt };
      await store.commit({
        expect: [[['cart'], kept?.rev]],
        put: [[['cart'], record]],
        durability: 'relaxed',
      });
      this.#points = redeems ? await this.#findPoints(reduced.cart.lines) : 0;
      if (restocks) await restock(this.#phone, random, pickup);
      const needs = { ...pickup, quantities: countOf(reduced.cart.lines), points: this.#points };
      this.#phone.wish = holds ? toItems(needs) : [];
      this.#phone.poke();
    });
  }

  /** As many as there are by the endpoint's word; now and then more, since another device may have spent them. */
  async #findPoints(lines: readonly CartLine[]): Promise<number> {
    const { catalog, random } = this.#world;
    const { settled = 0 } = (await readLoyalty(this.#phone.disk.store, catalog)) ?? {};
    const more = random.below(10) === 0 ? random.below(40) : 0;
    return Math.min(settled + more, mostPoints(lines.length * CHEAPEST, catalog));
  }

  #pickUsual() {
    const { random, catalog, agenda } = this.#world;
    const depot = random.pick(catalog.depots.map(({ id }) => id));
    // A stall sells for days for which few others order, too: its places there are its customers' to fill.
    const days = 1 + (this.#phone.isStall ? random.below(4) : 0);
    const day = new Date(agenda.now + days * 86_400_000).toISOString().slice(0, 10);
    const slot = `${depot}/${day}T${random.pick(['07:00', '07:30', '08:00'])}:00+00:00`;
    return { variant: random.pick(['honey-340', 'eggs-1', 'oats-500']), depot, slot };
  }

  placeOrder(): void {
    const pickup = this.#pickup;
    if (!pickup) return;
    this.#phone.do(async () => {
      const placed = await placeOrder(
        this.#phone.ports,
        { pickup, payment: 'at-pickup', redeemPoints: this.#points },
        {
          catalog: this.#world.catalog,
          moment: () => this.#phone.clock.moment(),
        },
      );
      if (!placed.ok) return;
      this.#phone.wish = [];
      this.#pickup = undefined;
      this.#world.saved(this.#phone, placed.order);
      this.#phone.poke();
    });
  }

  /** Decides about one of the orders. */
  decide(): void {
    const { random } = this.#world;
    this.#phone.do(async () => {
      const orders = await this.#phone.disk.store.list('order');
      const open = orders.filter(({ choice, state }) => !choice && !ENDED.has(state));
      if (open.length === 0) return;
      const order = random.pick(open);
      const choices = choicesOf(order);
      if (choices.length === 0 || random.below(4) === 0) choices.push('cancel');
      await choose(this.#phone.ports, 'millrace', order.id, random.pick(choices));
      this.#phone.poke();
    });
  }
}

/** What a line comes to at least: eggs are sold by six. */
const CHEAPEST = 210;
const ENDED: ReadonlySet<string> = new Set(['cancelled', 'rejected', 'collected']);

function choicesOf({ decision }: OrderRecord): Choice[] {
  if (decision?.kind === 'reprice') return ['accept'];
  return decision?.kind === 'dispute' ? decision.alternates.map(({ id }) => ({ alternate: id })) : [];
}

function countOf(lines: readonly CartLine[]): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  for (const { variant, quantity } of lines)
    quantities.set(variant, (quantities.get(variant) ?? 0) + quantity);
  return quantities;
}
