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

export interface Basket {
  change(change: CartAction, action: number): Promise<Outcome<{ line?: string }>>;
  show(cause: Cause): Promise<void>;
  /** Puts the basket back that this page shows, after its database was lost. */
  rescue(): Promise<void>;
}

export function createBasket(room: Room): Basket {
  let applied = 0;
  let shown: Cart = EMPTY_CART;
  let last: Promise<unknown> = Promise.resolve();

  function show(cart: Cart, cause: Cause): void {
    shown = cart;
    room.emit({ cause, cart: { cart, applied } });
  }

  async function reduce(change: CartAction, action: number): Promise<Outcome<{ line?: string }>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const kept = await room.store.get(['cart']);
      const reduced = reduceCart(kept?.cart ?? EMPTY_CART, change, room.catalog());
      applied = action;
      if (!reduced.ok) {
        show(kept?.cart ?? EMPTY_CART, 'shopper');
        return toRefusal(reduced);
      }
      const committed = await keep(kept?.rev, reduced.cart);
      if (committed === 'kept') {
        show(reduced.cart, 'shopper');
        room.tellTabs({ cart: true });
        return { ok: true, ...(reduced.line === undefined ? {} : { line: reduced.line }) };
      }
      if (committed !== 'conflict') {
        show(kept?.cart ?? EMPTY_CART, 'shopper');
        return { ok: false, code: `storage-${committed}`, message: 'The basket could not be saved.' };
      }
    }
    return { ok: false, code: 'busy', message: 'Other tabs kept changing the basket.' };
  }

  async function keep(rev: number | undefined, cart: Cart): Promise<'kept' | 'conflict' | 'full' | 'closed'> {
    const changedAt = new Date(room.clock.now()).toISOString();
    const committed = await room.store.commit({
      expect: [[['cart'], rev]],
      put: [[['cart'], { rev: (rev ?? 0) + 1, cart, changedAt }]],
      durability: 'relaxed',
    });
    return committed.ok ? 'kept' : committed.code;
  }

  return {
    change(change, action) {
      const result = last.then(() => reduce(change, action));
      last = result.catch(() => undefined);
      return result;
    },
    async show(cause) {
      const kept = await room.store.get(['cart']);
      const forgotten = kept && isDraftForgotten(kept.changedAt, room.clock.now());
      if (forgotten) await keep(kept.rev, EMPTY_CART);
      show(kept && !forgotten ? kept.cart : EMPTY_CART, cause);
    },
    async rescue() {
      const kept = await room.store.get(['cart']);
      if (!kept && shown.lines.length > 0) await keep(undefined, shown);
    },
  };
}

function toRefusal(reduced: {
  readonly code: string;
  readonly about?: Readonly<Record<string, string | number>>;
}) {
  return {
    ok: false as const,
    code: reduced.code,
    message: `The basket was not changed: ${reduced.code}.`,
    ...(reduced.about ? { about: reduced.about } : {}),
  };
}
