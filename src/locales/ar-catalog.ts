/** Arabic, for the catalog. */
import type { CatalogTerms } from './terms.js';

export const AR_CATALOG: CatalogTerms = {
  searchHint: 'ابحث في المنتجات',
  kinds: 'اعرض فقط',
  all: 'الكل',
  products: {
    zero: 'لا منتجات',
    one: 'منتج واحد',
    two: 'منتجان',
    few: '{count} منتجات',
    many: '{count} منتجًا',
    other: '{count} منتج',
  },
  noMatch: 'لا شيء يطابق «{text}»',
  noProducts: 'لا منتجات هنا بعد',
  showAll: 'اعرض كل المنتجات',
  productList: 'المنتجات',
};
