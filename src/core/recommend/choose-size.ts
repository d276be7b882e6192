/**
 * Which size of a product a shopper will take: how often they took it, where a purchase counts 0.8 of the one after
 * it, and 0.3 of its share of what the shop sells of the product. docs/recommendations.md has what it was measured on.
 */
import type { Product, Variant } from '../catalog/catalog-schema.js';
import type { Bought } from './purchase.js';

const PURCHASE_DECAY = 0.8;
const SHARE_WEIGHT = 0.3;

/**
 * The sizes that can be had, likeliest first, and those that the shopper ever took before the others; equal ones as the
 * catalog lists them.
 *
 * @param bought of this product, oldest first
 */
export function rankSizes(
  { variants }: Pick<Product, 'variants'>,
  bought: readonly Bought[],
  isOnSale: (variant: Variant) => boolean,
): readonly Variant[] {
  const sold = variants.reduce((sum, { popularity = 0 }) => sum + popularity, 0);
  const counts = new Map<string, number>();
  bought.forEach(({ variant }, at) => {
    const weight = PURCHASE_DECAY ** (bought.length - 1 - at);
    counts.set(variant, (counts.get(variant) ?? 0) + weight);
  });
  const score = ({ id, popularity = 0 }: Variant) =>
    (counts.get(id) ?? 0) + (sold > 0 ? (SHARE_WEIGHT * popularity) / sold : 0);
  const taken = ({ id }: Variant) => Number(counts.has(id));
  return variants
    .filter(isOnSale)
    .sort((one, other) => taken(other) - taken(one) || score(other) - score(one));
}
