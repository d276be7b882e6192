/** What ordered food contains, in sentences, since food law asks for it before ordering and again at handover. */
import type { OrderLine } from '../../core/order/order.js';
import type { OrderLocalizer } from '../words/order-terms.js';

type Food = Pick<OrderLine, 'title' | 'allergens'> & { readonly allergensStated?: boolean };

/**
 * "Contains: gluten (Rolled oats)". An option may contain something while the maker has said nothing of the food it
 * goes with: then both are said, what is known and that the rest is to be asked.
 */
export function allergenSentences(lines: readonly Food[], l: OrderLocalizer): readonly string[] {
  const holders = new Map<string, Set<string>>();
  for (const { title, allergens } of lines) {
    for (const code of allergens) holders.set(code, (holders.get(code) ?? new Set()).add(title));
  }
  const list = [...holders].map(([code, titles]) =>
    l.t('allergenIn', { allergen: l.find(`allergen.${code}`) ?? code, titles: l.list([...titles]) }),
  );
  return [
    ...(list.length ? [l.t('contains', { list: l.list(list) })] : []),
    ...(lines.every(({ allergensStated }) => allergensStated) ? [] : [l.t('askAllergens')]),
  ];
}
