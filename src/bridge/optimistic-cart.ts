/**
 * The basket as the page shows it: what the engine has kept, with this page's own
 * actions on top that the engine has not answered yet. The same reducer runs on
 * both sides, so a tap repaints at once and settles without a jump: what the engine
 * answers is, as a rule, what is shown already, and then stays the same objects.
 */
import { type Cart, type CartAction, EMPTY_CART, reduceCart } from '../core/cart/cart.js';
import { viewCart, type CartView } from '../core/cart/cart-view.js';
import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { HoldView } from '../core/lease/hold-view.js';
import type { Outcome } from '../core/shop-port.js';

interface Pending {
  readonly action: CartAction;
  readonly number: number;
}

export class OptimisticCart {
  #kept: Cart = EMPTY_CART;
  #pending: readonly Pending[] = [];
  #count = 0;
  #catalog: Catalog | null = null;
  #hold: HoldView | null = null;
  /** With the pending actions, by that catalog. */
  #now: Cart = EMPTY_CART;
  #view = viewCart(EMPTY_CART, undefined);

  /** As it should be shown now; the same object as long as that is the same. */
  view(catalog: Catalog | null, hold: HoldView | null): CartView {
    if (catalog !== this.#catalog || hold !== this.#hold) {
      this.#catalog = catalog;
      this.#hold = hold;
      this.#set(this.#replay());
    }
    return this.#view;
  }

  /** Takes an action in; its number goes to the engine with it. Refused as the engine would refuse it. */
  take(action: CartAction, catalog: Catalog): Outcome<{ number: number; line?: string }> {
    this.view(catalog, this.#hold);
    const reduced = reduceCart(this.#now, action, catalog);
    if (!reduced.ok) {
      const { code, about } = reduced;
      return { ok: false, code, message: `The basket was not changed: ${code}.`, about };
    }
    this.#count += 1;
    this.#pending = [...this.#pending, { action, number: this.#count }];
    this.#set(reduced.cart);
    const { line } = reduced;
    return { ok: true, number: this.#count, ...(line === undefined ? {} : { line }) };
  }

  /** @param applied the newest action that is in `cart`, or was refused */
  settle(cart: Cart, applied: number): void {
    this.#kept = cart;
    this.#pending = this.#pending.filter(({ number }) => number > applied);
    const replayed = this.#replay();
    if (!isSame(replayed, this.#now)) this.#set(replayed);
  }

  /** Nobody will answer what is not answered yet. */
  forget(): void {
    this.#pending = [];
  }

  #replay(): Cart {
    const catalog = this.#catalog;
    return this.#pending.reduce((cart, { action }) => {
      const reduced = catalog ? reduceCart(cart, action, catalog) : undefined;
      return reduced?.ok ? reduced.cart : cart;
    }, this.#kept);
  }

  #set(cart: Cart): void {
    // Lines that came back from the engine as they were are not viewed and drawn again.
    const known = new Map(this.#now.lines.map((line) => [line.id, line]));
    const lines = cart.lines.map((line) => {
      const before = known.get(line.id);
      return before && isSame(before, line) ? before : line;
    });
    this.#now = { ...cart, lines };
    this.#view = viewCart(this.#now, this.#catalog ?? undefined, this.#hold);
  }
}

/** Both sides make them with the same code, so that what is equal reads the same. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
