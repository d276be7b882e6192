/** The time by which the engine decides about cut-offs, so that the words on screen say the same. */
import type { ShopState } from '../../core/shop-state.js';

/** Epoch milliseconds. */
export function shopNow(state: Pick<ShopState, 'clockAhead'> | undefined): number {
  return Date.now() + (state?.clockAhead ?? 0);
}
