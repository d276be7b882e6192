/** English, for the catalog. */
export const EN_CATALOG = {
  searchHint: 'Search products',
  kinds: 'Show only',
  all: 'All',
  products: { one: '{count} product', other: '{count} products' },
  noMatch: 'Nothing matches “{text}”',
  noProducts: 'No products here yet',
  showAll: 'Show all products',
  productList: 'Products',
} as const;
