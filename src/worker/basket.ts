/**
 * The basket's half of the engine: reduces what the page asks for and keeps the
 * result. Actions are taken one after the other; what another tab kept meanwhile
 * is reduced upon, never overwritten.
 */
import { type Cart, type CartAction, EMPTY_CART, reduceCart } from '../core/cart/cart.js';
import { isDraftForgotten } from '../core/consent/retention.js';
import type { Cause, Outcome } from '../core/shop-port.js';
import type { Room } from './room.js';

const ATTEMPTS = 20;

type Changed = Outcome<{ line?: string }>;

export class Basket {
  readonly #room: Room;
  #applied = 0;
  /** What there is where nothing is kept: a basket that was emptied is, so its database was lost. */
  #shown: Cart = EMPTY_CART;
  #last: Promise<unknown> = Promise.resolve();

  constructor(room: Room) {
    this.#room = room;
  }

  /** @param number the page's own count of its actions */
  change(action: CartAction, number: number): Promise<Changed> {
    const failed = (error: unknown) => {
      this.#room.watch(Promise.reject(error));
      this.#applied = number;
      return this.#refuse(this.#shown, 'storage-closed');
    };
    const result = this.#last.then(() => this.#reduce(action, number)).catch(failed);
    this.#last = result;
    return result;
  }

  /** Resolves when everything that was asked for so far is kept or refused. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async show(cause: Cause): Promise<void> {
    const { store, clock } = this.#room;
    const kept = await store.get(['cart']);
    const forgotten = kept && isDraftForgotten(kept.changedAt, clock.now());
    if (forgotten) await this.#keep(kept.rev, EMPTY_CART);
    this.#emit(forgotten ? EMPTY_CART : (kept?.cart ?? this.#shown), cause);
  }

  /** Puts the basket back that this page shows, after its database was lost. @returns whether there is anything in it */
  async rescue(): Promise<boolean> {
    const kept = await this.#room.store.get(['cart']);
    const { lines } = kept?.cart ?? this.#shown;
    if (!kept && lines.length > 0) await this.#keep(undefined, this.#shown);
    return lines.length > 0;
  }

  async #reduce(action: CartAction, number: number): Promise<Changed> {
    let before = EMPTY_CART;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const kept = await this.#room.store.get(['cart']);
      before = kept?.cart ?? this.#shown;
      const reduced = reduceCart(before, action, this.#room.catalog());
      this.#applied = number;
      if (!reduced.ok) return this.#refuse(before, reduced.code, reduced.about);
      const committed = await this.#keep(kept?.rev, reduced.cart);
      if (committed === 'kept') {
        this.#emit(reduced.cart, 'shopper');
        this.#room.tellTabs({ cart: true });
        return { ok: true, ...(reduced.line === undefined ? {} : { line: reduced.line }) };
      }
      if (committed !== 'conflict') return this.#refuse(before, `storage-${committed}`);
    }
    return this.#refuse(before, 'busy');
  }

  #refuse(before: Cart, code: string, about?: Readonly<Record<string, string | number>>): Changed {
    this.#emit(before, 'shopper');
    return { ok: false, code, message: `The basket was not changed: ${code}.`, ...(about ? { about } : {}) };
  }

  async #keep(rev: number | undefined, cart: Cart): Promise<'kept' | 'conflict' | 'full' | 'closed'> {
    const changedAt = new Date(this.#room.clock.now()).toISOString();
    const committed = await this.#room.store.commit({
      expect: [[['cart'], rev]],
      put: [[['cart'], { rev: (rev ?? 0) + 1, cart, changedAt }]],
      durability: 'relaxed',
    });
    const code = committed.ok ? 'kept' : committed.code;
    if (code === 'kept' || code === 'full') this.#room.storage.found(code === 'kept');
    return code;
  }

  #emit(cart: Cart, cause: Cause): void {
    this.#shown = cart;
    this.#room.emit({ cause, cart: { cart, applied: this.#applied } });
  }
}
