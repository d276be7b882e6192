/**
 * What there is to sell, as the owner counts it. A count changes by conditional single steps, so that two batches at
 * once can neither sell one unit twice nor give it back twice.
 */
import type { Stock } from '../protocol/sync.js';

export interface StockKey {
  readonly variant: string;
  readonly depot: string;
}

/**
 * Of a variant at a depot: pool + leased + sold - owed = what lies there. `sold` is promised to orders
 * and not handed over yet. `owed` is what the owner counted away from under a promise: it
 * is made good by the next units that come back.
 */
export interface StockCount extends StockKey {
  readonly pool: number;
  readonly leased: number;
  readonly sold: number;
  readonly owed: number;
  /** Units of the pool that are promised to nobody. */
  readonly buffer: number;
  /** The owner counts it no more: there is no pool, and only what was promised while there was is known. */
  readonly ended?: true;
}

/**
 * Units from the pool into an order, and back; out of an order to the customer, or to one out of the pool, the buffer
 * included; from the pool into a lease, and back; out of a lease into an order.
 */
export type StockMove =
  'sell' | 'return' | 'hand-over' | 'hand-over-unsold' | 'lease' | 'unlease' | 'sell-leased';

export interface StockLedger {
  /**
   * Whole or not at all; never more than there is. What is not counted is not limited, and nothing
   * is taken out of a pool or comes back into one.
   */
  moveStock(key: StockKey, quantity: number, move: StockMove): Promise<'moved' | 'none' | 'not-counted'>;
  stockCount(key: StockKey): Promise<StockCount | undefined>;
  /** Sets pool, owed, buffer and whether it is counted, if the count is still `before`. */
  setStock(before: StockCount | undefined, count: StockCount): Promise<boolean>;
  /** What may be promised now: the pool without the buffer. */
  stock(): Promise<readonly Stock[]>;
}
