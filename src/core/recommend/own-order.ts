/**
 * A shop's products as one shopper would put them on the shelf: what they buy first, the rest as the maker has it. By the
 * formula, which is there at once: a list that is already on screen can wait for nobody.
 */
import type { Catalog, Product } from '../catalog/catalog-schema.js';
import { DAY_MS } from '../consent/retention.js';
import { statisticsOf } from './catalog-statistics.js';
import { scoreByFormula } from './formula.js';
import { listBought } from './past-orders.js';
import type { Purchase } from './purchase.js';
import { readPurchases } from './purchases.js';
import { rankItems } from './rank-items.js';

/**
 * The products of the catalog that were bought, the likeliest next one first; what is in the basket or sold out too.
 *
 * @param now epoch milliseconds
 */
export function rankBought(purchases: readonly Purchase[], catalog: Catalog, now: number): readonly string[] {
  const { history } = readPurchases(purchases, catalog, now);
  const limit = listBought(history).length;
  // Without a past there is nothing to count.
  if (limit === 0) return [];
  const given = { history, day: now / DAY_MS, statistics: statisticsOf(catalog) };
  return rankItems(given, scoreByFormula, { limit });
}

/** @param first ids of products, in their order; one that is not among the products is passed over */
export function putFirst(products: readonly Product[], first: readonly string[]): readonly Product[] {
  if (first.length === 0) return products;
  const places = new Map(first.map((id, at) => [id, at]));
  const placeOf = ({ id }: Product): number => places.get(id) ?? first.length;
  // Equal places stay as the maker has them.
  return [...products].sort((one, other) => placeOf(one) - placeOf(other));
}
