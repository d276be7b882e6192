/**
 * Finds in a catalog what a line of an order says was bought: by the id of a variant or product, else by their titles,
 * as shops write them: "Rolled oats - 500 g", or the product's alone.
 */
import type { Catalog, Product } from '../core/catalog/catalog-schema.js';
import { findVariant } from '../core/catalog/lookup.js';

/** A product; its variant as well where the line says which. */
export interface FoundItem {
  readonly product: string;
  readonly variant?: string;
}

/** @param texts what a line has of ids and names, the most exact first */
export type ItemFinder = (texts: readonly string[]) => FoundItem | undefined;

export function createItemFinder(catalog: Catalog): ItemFinder {
  const products = new Map(catalog.products.map((product) => [product.id, toItem(product)]));
  const titles = indexTitles(catalog);
  const findById = (id: string): FoundItem | undefined => {
    const found = findVariant(catalog, id);
    if (found) return { product: found.product.id, variant: id };
    return products.get(id);
  };
  return (texts) => {
    for (const text of texts) {
      const found = findById(text) ?? titles.get(toTitle(text));
      if (found) return found;
    }
    return undefined;
  };
}

/** With its variant, where it has no other. */
function toItem({ id, variants: [only, second] }: Product): FoundItem {
  return only && !second ? { product: id, variant: only.id } : { product: id };
}

/** A title that two things have names neither. */
function indexTitles(catalog: Catalog): ReadonlyMap<string, FoundItem | undefined> {
  const titles = new Map<string, FoundItem | undefined>();
  const add = (title: string, item: FoundItem) => {
    const key = toTitle(title);
    titles.set(key, titles.has(key) ? undefined : item);
  };
  for (const product of catalog.products) {
    const { id, title, variants } = product;
    add(title, toItem(product));
    for (const variant of variants)
      if (variant.title !== '') add(`${title} - ${variant.title}`, { product: id, variant: variant.id });
  }
  return titles;
}

/** As it is compared: whatever its dashes, spaces and case. */
function toTitle(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
