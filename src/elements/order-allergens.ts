/** What ordered food contains, in sentences, since food law asks for it again at handover. */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { findVariant } from '../core/catalog/lookup.js';
import type { Order, OrderLine } from '../core/order/order.js';
import type { OrderLocalizer } from './order-terms.js';

/** "Contains: gluten (Rolled oats)". What the maker has not said, or no longer says, is to be asked. */
export function allergenSentences({ lines }: Order, catalog: Catalog | null, l: OrderLocalizer) {
  const holders = new Map<string, Set<string>>();
  for (const { title, allergens } of lines) {
    for (const code of allergens) holders.set(code, (holders.get(code) ?? new Set()).add(title));
  }
  const list = [...holders].map(([code, titles]) =>
    l.t('allergenIn', { allergen: l.find(`allergen.${code}`) ?? code, titles: l.list([...titles]) }),
  );
  return [
    ...(list.length ? [l.t('contains', { list: l.list(list) })] : []),
    ...(lines.some((line) => isUnsaid(line, catalog)) ? [l.t('askAllergens')] : []),
  ];
}

function isUnsaid({ variant, allergens }: OrderLine, catalog: Catalog | null): boolean {
  const said = catalog && findVariant(catalog, variant)?.product.allergens;
  return !said && allergens.length === 0;
}
