/** One suggestion with all that its place in the list shows and its button does. */
import type { Modifier, Product } from '../../core/catalog/catalog-schema.js';
import { findProduct } from '../../core/catalog/lookup.js';
import type { Suggestion } from '../../core/recommend/suggest.js';
import type { ShopState } from '../../core/shop-state.js';
import { toChoice, type Choice } from '../product/product-choice.js';
import type { ProductPick } from '../product/product-pick.js';

export interface Entry {
  /** In the list, from 1. */
  readonly place: number;
  readonly suggestion: Suggestion;
  /** With the sizes that are offered, and no others. */
  readonly product: Product;
  readonly choice: Choice;
  readonly pick: ProductPick;
  /** What the shopper has to choose, and never has. */
  readonly open: readonly Modifier[];
}

/** Undefined for what the catalog no longer has. */
export function toEntry(
  suggestion: Suggestion,
  at: number,
  pick: ProductPick,
  { catalog, cart }: ShopState,
): Entry | undefined {
  const found = catalog && findProduct(catalog, suggestion.product);
  if (!found) return undefined;
  const variants = suggestion.sizes.flatMap((size) => found.variants.find(({ id }) => id === size) ?? []);
  const product = { ...found, variants };
  pick.meet(product);
  const wanted = pick.now.variant ?? suggestion.variant;
  const open = toChoice(product, wanted, suggestion.modifiers, [])?.missing ?? [];
  const choice = toChoice(product, wanted, { ...suggestion.modifiers, ...pick.now.modifiers }, cart.lines);
  return choice && { place: at + 1, suggestion, product, choice, pick, open };
}

/** Bought more than once, and nothing to choose first: what one press can add with others. */
export function isUsual({ suggestion, open }: Entry): boolean {
  return suggestion.usual && open.length === 0;
}
