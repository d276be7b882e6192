/**
 * Finds things in a catalog by id, and says what a variant with some options costs
 * and contains. Products and variants are many, so they are found in constant time,
 * by an index that is made once per catalog; depots are few.
 */
import type { Catalog, Depot, ModifierOption, Product, Variant } from './catalog-schema.js';

export interface FoundVariant {
  readonly product: Product;
  readonly variant: Variant;
}

interface Index {
  readonly products: ReadonlyMap<string, Product>;
  readonly variants: ReadonlyMap<string, FoundVariant>;
}

const indexes = new WeakMap<Catalog, Index>();

function indexOf(catalog: Catalog): Index {
  let index = indexes.get(catalog);
  if (!index) {
    index = {
      products: new Map(catalog.products.map((product) => [product.id, product])),
      variants: new Map(
        catalog.products.flatMap((product) =>
          product.variants.map((variant) => [variant.id, { product, variant }] as const),
        ),
      ),
    };
    indexes.set(catalog, index);
  }
  return index;
}

/** A variant and the product it is a size of. */
export function findVariant(catalog: Catalog, id: string): FoundVariant | undefined {
  return indexOf(catalog).variants.get(id);
}

/** By its id, else by what the site's pages call it; the open page's own by no name at all. */
export function findProduct(catalog: Catalog, id: string): Product | undefined {
  const { products } = indexOf(catalog);
  return products.get(id) ?? products.get(catalog.page?.names.get(id) ?? '');
}

/** What an element of a page is of, which names it or not: with no name it is the page's own, or the only one there is. */
export function findNamed(catalog: Catalog, name: string | null): Product | undefined {
  const [first, second] = catalog.products;
  const only = name === null && !second ? first : undefined;
  return findProduct(catalog, name ?? '') ?? only;
}

export function findDepot(catalog: Catalog, id: string): Depot | undefined {
  return catalog.depots.find((depot) => depot.id === id);
}

/** Chosen options by modifier: `{container: 'own-jar'}`. */
export type Modifiers = Readonly<Record<string, string>>;

export type CheckedModifiers =
  | { readonly ok: true; readonly options: readonly ModifierOption[] }
  | {
      readonly ok: false;
      readonly code: 'unknown-modifier' | 'unknown-option' | 'modifier-required';
      /** Its id. */
      readonly modifier: string;
    };

/** The options that were chosen, in the product's order, if they are a choice that it offers. */
export function checkModifiers(product: Product, modifiers: Modifiers): CheckedModifiers {
  const stranger = Object.keys(modifiers).find(
    (id) => !product.modifiers.some((modifier) => modifier.id === id),
  );
  if (stranger !== undefined) return { ok: false, code: 'unknown-modifier', modifier: stranger };
  const options: ModifierOption[] = [];
  for (const modifier of product.modifiers) {
    const chosen = Object.hasOwn(modifiers, modifier.id) ? modifiers[modifier.id] : undefined;
    if (chosen === undefined) {
      if (modifier.required) return { ok: false, code: 'modifier-required', modifier: modifier.id };
      continue;
    }
    const option = modifier.options.find(({ id }) => id === chosen);
    if (!option) return { ok: false, code: 'unknown-option', modifier: modifier.id };
    options.push(option);
  }
  return { ok: true, options };
}

/** Variant and options, for one, in minor units; the deposit apart. */
export function linePrice(variant: Variant, options: readonly ModifierOption[]): number {
  return options.reduce((sum, option) => sum + option.price, variant.price);
}

/** What is paid on top for one and returned with the container, in minor units. */
export function lineDeposit(variant: Variant, options: readonly ModifierOption[]): number {
  return options.reduce((sum, option) => sum + option.deposit, variant.deposit);
}

/**
 * What a product with some options contains, each once. Empty also where the maker
 * hasn't said: then `product.allergens` is absent.
 */
export function allergensOf(product: Product, options: readonly ModifierOption[]): readonly string[] {
  return [...new Set([...(product.allergens ?? []), ...options.flatMap((option) => option.allergens)])];
}
