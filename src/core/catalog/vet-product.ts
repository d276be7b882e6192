/**
 * What one product's schema can't see: ids that are taken, and options that take
 * more off than a size costs. What stands first keeps its id.
 */
import type { ModifierOption, Product, Variant } from './catalog-schema.js';
import { toPointer, type Report } from './report.js';

/**
 * The product without what repeats; undefined if nothing is left to sell.
 *
 * @param variants ids that other products have; this product's are added to it.
 */
export function vetProduct(
  product: Product,
  pointer: string,
  variants: Set<string>,
  report: Report,
): Product | undefined {
  const modifiers = withoutRepeats(product.modifiers, toPointer(pointer, 'modifiers'), new Set(), report).map(
    (modifier) => {
      const place = toPointer(pointer, 'modifiers', product.modifiers.indexOf(modifier), 'options');
      return { ...modifier, options: withoutRepeats(modifier.options, place, new Set(), report) };
    },
  );
  const mostOff = modifiers.reduce((sum, { options, required }) => sum + cheapest(options, required), 0);
  const unique = withoutRepeats(product.variants, toPointer(pointer, 'variants'), variants, report);
  const kept = unique.filter((variant) => {
    if (variant.price + mostOff >= 0) return true;
    reportNegative(
      variant,
      toPointer(pointer, 'variants', product.variants.indexOf(variant), 'price'),
      report,
    );
    return false;
  });
  if (kept.length === 0) {
    report('bad-product', pointer, `${product.title} has no size left to sell: the product is left out.`);
    return undefined;
  }
  return { ...product, variants: kept, modifiers };
}

/** Whether an id is not taken yet; it is from then on. One that is gets reported. */
export function isFirst(id: string, taken: Set<string>, pointer: string, report: Report): boolean {
  if (!taken.has(id)) return taken.add(id).has(id);
  report(
    'duplicate-id',
    toPointer(pointer, 'id'),
    `The id "${id}" is taken already: the first one keeps it.`,
  );
  return false;
}

function withoutRepeats<T extends { readonly id: string }>(
  entries: readonly T[],
  pointer: string,
  taken: Set<string>,
  report: Report,
): T[] {
  return entries.filter(({ id }, place) => isFirst(id, taken, toPointer(pointer, place), report));
}

function cheapest(options: readonly ModifierOption[], required: boolean): number {
  const least = Math.min(...options.map(({ price }) => price));
  return required ? least : Math.min(0, least);
}

function reportNegative(variant: Variant, pointer: string, report: Report): void {
  const message = `With the cheapest options, "${variant.id}" would cost less than nothing: it is left out.`;
  report('negative-price', pointer, message);
}
