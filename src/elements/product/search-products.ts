/** Which products a shopper means: by kind, and by words in title, description, kinds and sizes. */
import type { Product } from '../../core/catalog/catalog-schema.js';

export interface ProductQuery {
  /** Only these, whatever is searched; empty: all. */
  readonly tag: string;
  readonly filter: string;
  readonly text: string;
}

export function searchProducts(products: readonly Product[], query: ProductQuery): readonly Product[] {
  const words = plain(query.text).split(/\s+/).filter(Boolean);
  return products.filter(({ title, description = '', tags, variants }) => {
    if (![query.tag, query.filter].every((tag) => !tag || tags.includes(tag))) return false;
    if (!words.length) return true;
    const text = plain([title, description, ...tags, ...variants.map((variant) => variant.title)].join(' '));
    return words.every((word) => text.includes(word));
  });
}

/** The kinds of products, in the catalog's order; `tag` itself is none to choose. */
export function tagsOf(products: readonly Product[], tag: string): readonly string[] {
  const shown = products.filter(({ tags }) => !tag || tags.includes(tag));
  return [...new Set(shown.flatMap(({ tags }) => tags))].filter((each) => each !== tag);
}

/** Without accents and case, so that "creme" finds "Crème". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
