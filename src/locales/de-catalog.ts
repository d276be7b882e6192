/** German, for the catalog. */
import type { CatalogTerms } from './terms.js';

export const DE_CATALOG: CatalogTerms = {
  searchHint: 'Produkte suchen',
  kinds: 'Nur anzeigen',
  all: 'Alle',
  products: { one: '{count} Produkt', other: '{count} Produkte' },
  noMatch: 'Nichts passt zu „{text}“',
  noProducts: 'Noch keine Produkte',
  showAll: 'Alle Produkte zeigen',
  productList: 'Produkte',
};
