/**
 * The basket as the page shows it: what the engine has kept, with this page's own
 * actions on top that the engine has not answered yet. The same reducer runs on
 * both sides, so a tap repaints at once and settles without a jump.
 */
import { type Cart, type CartAction, EMPTY_CART, reduceCart } from '../core/cart/cart.js';
import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { Outcome } from '../core/shop-port.js';

interface Pending {
  readonly action: CartAction;
  readonly number: number;
}

export class OptimisticCart {
  #kept: Cart = EMPTY_CART;
  #pending: readonly Pending[] = [];
  #count = 0;

  /** As it should be shown now. */
  read(catalog: Catalog | null): Cart {
    return this.#pending.reduce((cart, { action }) => {
      const reduced = catalog ? reduceCart(cart, action, catalog) : undefined;
      return reduced?.ok ? reduced.cart : cart;
    }, this.#kept);
  }

  /** Takes an action in; its number goes to the engine with it. Refused as the engine would refuse it. */
  take(action: CartAction, catalog: Catalog): Outcome<{ number: number; line?: string }> {
    const reduced = reduceCart(this.read(catalog), action, catalog);
    if (!reduced.ok) {
      const { code, about } = reduced;
      return { ok: false, code, message: `The basket was not changed: ${code}.`, about };
    }
    this.#count += 1;
    this.#pending = [...this.#pending, { action, number: this.#count }];
    const { line } = reduced;
    return { ok: true, number: this.#count, ...(line === undefined ? {} : { line }) };
  }

  /** @param applied the newest action that is in `cart`, or was refused */
  settle(cart: Cart, applied: number): void {
    this.#kept = cart;
    this.#pending = this.#pending.filter(({ number }) => number > applied);
  }
}
