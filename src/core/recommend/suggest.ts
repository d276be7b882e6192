/**
 * What is suggested to one shopper: products in the order of a ranker, each with the size that they will likely take,
 * and why. What is in the basket already, or can't be had now, is left out.
 */
import type { Catalog, Product, Variant } from '../catalog/catalog-schema.js';
import { checkModifiers, findProduct, type Modifiers } from '../catalog/lookup.js';
import { popularityOf } from './catalog-statistics.js';
import { rankSizes } from './choose-size.js';
import type { Bought } from './purchase.js';
import type { Purchases } from './purchases.js';
import { toBoughtReason, type Reason } from './reason.js';

export interface Suggestion {
  readonly product: string;
  /** The size that is preselected. */
  readonly variant: string;
  /** The sizes that are offered, the preselected one first: at most two, those that the shopper took before any other. */
  readonly sizes: readonly string[];
  /** As the shopper took it last, where the product still has these options. */
  readonly modifiers: Modifiers;
  readonly reason: Reason;
  /** Bought more than once. */
  readonly usual: boolean;
}

/** Where the shopper and the shop are. */
export interface Standing {
  readonly catalog: Catalog;
  /** Products in the basket. */
  readonly inBasket: ReadonlySet<string>;
  /** How many of a variant are left at a depot; undefined where it is not counted. */
  readonly left: (depot: string, variant: string) => number | undefined;
}

const SIZES_OFFERED = 2;

/** Left out where there is nothing of it to sell, or where it is in the basket. */
export function isSuggestible(product: string, standing: Standing): boolean {
  const found = findProduct(standing.catalog, product);
  if (!found || standing.inBasket.has(product)) return false;
  return found.variants.some((variant) => isOnSale(variant, standing));
}

/** Sold out where every depot counts it, and none has a step of it left. */
export function isOnSale({ id, available, step }: Variant, { catalog, left }: Standing): boolean {
  if (available !== true) return false;
  const { depots } = catalog;
  return depots.length === 0 || depots.some((depot) => (left(depot.id, id) ?? Infinity) >= step);
}

/** @param ranked products, best first; only those that can be suggested become suggestions */
export function toSuggestions(
  ranked: readonly string[],
  { history, bought }: Purchases,
  standing: Standing,
): readonly Suggestion[] {
  const times = new Map<string, number>();
  for (const item of history.flatMap(({ items }) => items)) times.set(item, (times.get(item) ?? 0) + 1);
  return ranked.flatMap((id) => {
    const product = findProduct(standing.catalog, id);
    if (!product || !isSuggestible(id, standing)) return [];
    return [toSuggestion(product, bought.get(id) ?? [], times.get(id) ?? 0, standing)];
  });
}

function toSuggestion(
  product: Product,
  bought: readonly Bought[],
  times: number,
  standing: Standing,
): Suggestion {
  const sizes = rankSizes(product, bought, (variant) => isOnSale(variant, standing));
  const offered = sizes.slice(0, SIZES_OFFERED).map(({ id }) => id);
  const popular = product.variants.some((variant) => popularityOf(variant) > 0);
  return {
    product: product.id,
    variant: offered[0] ?? '',
    sizes: offered,
    modifiers: lastModifiers(product, bought),
    reason:
      times > 0
        ? toBoughtReason(bought, times, product.variants.length)
        : { kind: popular ? 'popular' : 'new' },
    usual: times > 1,
  };
}

/** What was chosen last, if the product can still be had that way. */
function lastModifiers(product: Product, bought: readonly Bought[]): Modifiers {
  const modifiers = bought.at(-1)?.modifiers ?? {};
  return checkModifiers(product, modifiers).ok ? modifiers : {};
}
