/**
 * What a shop will likely suggest, worked out of what the page knows already: it keeps the place of the list until the
 * shop has answered, and says where none will come. The answer counts, whatever it is.
 */
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { statisticsOf } from '../../core/recommend/catalog-statistics.js';
import { scoreByFormula } from '../../core/recommend/formula.js';
import { listCounted } from '../../core/recommend/counted-orders.js';
import { readPurchases } from '../../core/recommend/purchases.js';
import { rankItems } from '../../core/recommend/rank-items.js';
import {
  isSuggestible,
  toSuggestions,
  type Standing,
  type Suggestion,
} from '../../core/recommend/suggest.js';
import type { ShopState } from '../../core/shop-state.js';
import { isRead } from '../shop/shop-condition.js';

/** @param limit the most that are wanted */
export function expectSuggestions(state: ShopState, limit: number): readonly Suggestion[] {
  const { catalog, consent, orders, purchases: remembered, stock } = state;
  if (!catalog) return [];
  const standing: Standing = {
    catalog,
    inBasket: productsIn(state),
    left: (depot, variant) => stock[depot]?.[variant],
  };
  const now = Date.now() + state.clockAhead;
  const counted = consent.personalisation ? listCounted(orders, remembered) : [];
  const purchases = readPurchases(counted, catalog, now);
  const given = { history: purchases.history, day: null, statistics: statisticsOf(catalog) };
  const leaveOut = (item: string) => !isSuggestible(item, standing);
  return toSuggestions(rankItems(given, scoreByFormula, { limit, leaveOut }), purchases, standing);
}

/** Nothing can be suggested here, so that there is neither a list nor its place. */
export function isSilent(state: ShopState, recommender: string | null): boolean {
  const { catalog, consent } = state;
  if (recommender === 'off' || state.recommender.ranker === 'off') return true;
  if (!catalog || publishesShares(catalog)) return false;
  // What the shopper allows is known once what is kept on this device has been read.
  return !isRead(state) || !consent.personalisation;
}

function publishesShares({ products }: Catalog): boolean {
  return products.some(({ variants }) => variants.some(({ popularity = 0 }) => popularity > 0));
}

/** The products that the basket holds. */
export function productsIn({ cart }: ShopState): ReadonlySet<string> {
  return new Set(cart.lines.map(({ product }) => product));
}
