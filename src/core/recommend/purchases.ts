/**
 * What a shopper bought of today's catalog: their orders as rankers read them, and the sizes they took of each
 * product. What the shop no longer has counts for nothing; an order that came to nothing was no purchase.
 */
import { DAY_MS, RETENTION_DAYS } from '../consent/retention.js';
import type { Catalog } from '../catalog/catalog-schema.js';
import { findVariant, type Modifiers } from '../catalog/lookup.js';
import type { Order } from '../order/order.js';
import type { OrderState } from '../order/order-states.js';
import type { PastOrder } from './past-orders.js';

/** One product in one order. */
export interface Bought {
  readonly variant: string;
  readonly modifiers: Modifiers;
}

export interface Purchases {
  /** Oldest first; `day` counts from the epoch. */
  readonly history: readonly PastOrder[];
  /** By product, oldest first: one for each size in each order. */
  readonly bought: ReadonlyMap<string, readonly Bought[]>;
}

export type OrderToCount = Pick<Order, 'id' | 'state' | 'placedAt'> & {
  readonly lines: readonly Pick<Order['lines'][number], 'variant' | 'modifiers'>[];
};

const NO_PURCHASE: readonly OrderState[] = ['cancelled', 'rejected', 'expired'];

/** @param now epoch milliseconds */
export function readPurchases(orders: readonly OrderToCount[], catalog: Catalog, now: number): Purchases {
  const bought = new Map<string, Bought[]>();
  const kept = orders
    .filter(({ state, placedAt }) => !NO_PURCHASE.includes(state) && isRemembered(placedAt, now))
    .sort(
      (one, other) => Date.parse(one.placedAt) - Date.parse(other.placedAt) || (one.id < other.id ? -1 : 1),
    );
  const history = kept.flatMap(({ lines, placedAt }) => {
    const items = takeLines(lines, catalog, bought);
    return items.length > 0 ? [{ day: Date.parse(placedAt) / DAY_MS, items }] : [];
  });
  return { history, bought };
}

function isRemembered(placedAt: string, now: number): boolean {
  return now - Date.parse(placedAt) <= RETENTION_DAYS.purchaseHistory * DAY_MS;
}

/** The products of an order, each once; what was taken of them is put to `bought`. */
function takeLines(
  lines: OrderToCount['lines'],
  catalog: Catalog,
  bought: Map<string, Bought[]>,
): readonly string[] {
  const variants = new Map(lines.map(({ variant, modifiers }) => [variant, { variant, modifiers }]));
  const products = new Set<string>();
  for (const taken of variants.values()) {
    const product = findVariant(catalog, taken.variant)?.product.id;
    if (product === undefined) continue;
    products.add(product);
    bought.set(product, [...(bought.get(product) ?? []), taken]);
  }
  return [...products];
}
