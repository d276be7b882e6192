/**
 * Which lines of a basket a place may not have enough for, by what was counted there last. The count may be old, and
 * the shop decides: this names lines and keeps nobody from ordering.
 */
import type { CartViewLine } from './cart-view.js';

type Wanted = Pick<CartViewLine, 'variant' | 'quantity'>;

/** @param left of each variant at the place; one that isn't counted there is never short */
export function findShortLines<L extends Wanted>(
  lines: readonly L[],
  left: Readonly<Record<string, number>> = {},
): readonly L[] {
  const needed = (variant: string) =>
    lines.reduce((all, line) => all + (line.variant === variant ? line.quantity : 0), 0);
  return lines.filter(({ variant }) => needed(variant) > (left[variant] ?? Infinity));
}
