/** What a customer puts into the basket, and the points that are to pay for it: chance says. */
import { EMPTY_CART, reduceCart, type Cart } from '../../../src/core/cart/cart.js';
import { viewCart } from '../../../src/core/cart/cart-view.js';
import { countByVariant } from '../../../src/core/cart/price-lines.js';
import { readLoyalty } from '../../../src/core/loyalty/loyalty-view.js';
import { mostPoints } from '../../../src/core/loyalty/redemption.js';
import type { DeviceStore } from '../../../src/core/ports.js';
import type { SeededRandom } from '../seeded-random.js';
import { COUNTED, KILL_CATALOG } from './kill-shop.js';

/** Points beyond those that there are by the endpoint's word. */
const MOST_TOO_MANY = 40;

export interface Filled {
  /** By variant. */
  readonly quantities: ReadonlyMap<string, number>;
  /** To be redeemed. */
  readonly points: number;
}

/** Fills it, unless something is in it. @returns undefined if it could not be filled */
export async function fillBasket(
  store: DeviceStore,
  random: SeededRandom,
  now: number,
): Promise<Filled | undefined> {
  const kept = await store.get(['cart']);
  const cart = kept && kept.cart.lines.length > 0 ? kept.cart : toCart(random);
  if (!cart) return undefined;
  const record = { rev: (kept?.rev ?? 0) + 1, cart, changedAt: new Date(now).toISOString() };
  await store.commit({
    expect: [[['cart'], kept?.rev]],
    put: [[['cart'], record]],
    durability: 'relaxed',
  });
  const points = random.below(2) === 0 ? await findPoints(store, cart, random) : 0;
  return { quantities: countByVariant(cart.lines), points };
}

function toCart(random: SeededRandom): Cart | undefined {
  const variant = random.pick(COUNTED);
  const quantity = variant === 'eggs-1' ? 6 * (1 + random.below(2)) : 1 + random.below(3);
  const modifiers = variant === 'oats-500' ? { container: 'own-jar' } : {};
  const reduced = reduceCart(EMPTY_CART, { type: 'add', variant, quantity, modifiers }, KILL_CATALOG);
  return reduced.ok ? reduced.cart : undefined;
}

/** As many as there are and as the goods take; now and then more than there are, since another device may have spent them. */
async function findPoints(store: DeviceStore, cart: Cart, random: SeededRandom): Promise<number> {
  const { settled = 0 } = (await readLoyalty(store, KILL_CATALOG)) ?? {};
  if (settled === 0) return 0;
  const more = random.below(10) === 0 ? random.below(MOST_TOO_MANY) : 0;
  return Math.min(settled + more, mostPoints(viewCart(cart, KILL_CATALOG).subtotal, KILL_CATALOG));
}
