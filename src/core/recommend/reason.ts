/** Why something is suggested, as data; the elements have the words. */
import type { Bought } from './purchase.js';

export type Reason =
  /** In how many orders, and the size that most of them were of, where the product has several. */
  | { readonly kind: 'bought'; readonly times: number; readonly mostly?: string }
  | { readonly kind: 'popular' }
  /** Nobody is known to have bought it yet. */
  | { readonly kind: 'new' };

/**
 * @param times in how many orders it was
 * @param sizes how many the product has
 */
export function toBoughtReason(bought: readonly Bought[], times: number, sizes: number): Reason {
  const counts = new Map<string, number>();
  for (const { variant } of bought) counts.set(variant, (counts.get(variant) ?? 0) + 1);
  const most = [...counts].find(([, count]) => count * 2 > bought.length);
  return { kind: 'bought', times, ...(sizes > 1 && times > 1 && most ? { mostly: most[0] } : {}) };
}
