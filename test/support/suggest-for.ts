/** What a shop would suggest in a state: core's own ranking, with no engine. */
import { statisticsOf } from '../../src/core/recommend/catalog-statistics.js';
import { scoreByFormula } from '../../src/core/recommend/formula.js';
import { isPurchase } from '../../src/core/recommend/purchase.js';
import { readPurchases } from '../../src/core/recommend/purchases.js';
import { rankItems } from '../../src/core/recommend/rank-items.js';
import {
  isSuggestible,
  toSuggestions,
  type Standing,
  type Suggestion,
} from '../../src/core/recommend/suggest.js';
import type { ShopState } from '../../src/core/shop-state.js';

/** The day of the fixtures' orders. */
const NOW = Date.parse('2026-11-24T12:00:00Z');

export function suggestFor({ catalog, cart, consent, orders, stock }: ShopState): readonly Suggestion[] {
  if (!catalog) return [];
  const standing: Standing = {
    catalog,
    inBasket: new Set(cart.lines.map(({ product }) => product)),
    left: (depot, variant) => stock[depot]?.[variant],
  };
  const purchases = readPurchases(consent.personalisation ? orders.filter(isPurchase) : [], catalog, NOW);
  const given = { history: purchases.history, day: null, statistics: statisticsOf(catalog) };
  const ranked = rankItems(given, scoreByFormula, {
    limit: 100,
    leaveOut: (item) => !isSuggestible(item, standing),
  });
  return toSuggestions(ranked, purchases, standing);
}
