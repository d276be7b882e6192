/** Whoever ordered more than once under one name, as training sees them: a number and what was bought. */
import type { PastOrder } from '../core/recommend/past-orders.js';

export interface Shopper {
  readonly id: string;
  readonly orders: readonly PastOrder[];
}
