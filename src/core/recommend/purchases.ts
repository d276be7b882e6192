/**
 * What a shopper bought of today's catalog: their purchases as rankers read them, and the sizes they took of each
 * product. What the shop no longer has counts for nothing.
 */
import { DAY_MS } from '../consent/retention.js';
import type { Catalog } from '../catalog/catalog-schema.js';
import { findVariant } from '../catalog/lookup.js';
import type { PastOrder } from './past-orders.js';
import { isRemembered, type Bought, type Purchase } from './purchase.js';

export interface Purchases {
  /** Oldest first; `day` counts from the epoch. */
  readonly history: readonly PastOrder[];
  /** By product, oldest first: one for each size in each order. */
  readonly bought: ReadonlyMap<string, readonly Bought[]>;
}

/** @param now epoch milliseconds */
export function readPurchases(purchases: readonly Purchase[], catalog: Catalog, now: number): Purchases {
  const bought = new Map<string, Bought[]>();
  const kept = purchases
    .filter((purchase) => isRemembered(purchase, now))
    .sort(
      (one, other) => Date.parse(one.placedAt) - Date.parse(other.placedAt) || (one.id < other.id ? -1 : 1),
    );
  const history = kept.flatMap(({ lines, placedAt }) => {
    const items = takeLines(lines, catalog, bought);
    return items.length > 0 ? [{ day: Date.parse(placedAt) / DAY_MS, items }] : [];
  });
  return { history, bought };
}

/** The products of an order, each once; what was taken of them is put to `bought`. */
function takeLines(
  lines: Purchase['lines'],
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
