/**
 * What is remembered of an order where the shopper allows it: when it was, and what was taken. Apart from the order,
 * since that goes before suggestions have done with it; and no more than they are made of, so no amount, place or price.
 */
import { DAY_MS, RETENTION_DAYS } from '../consent/retention.js';
import type { Modifiers } from '../catalog/lookup.js';
import type { Order } from '../order/order.js';
import type { OrderState } from '../order/order-states.js';

/** One size of a product in one order. */
export interface Bought {
  readonly variant: string;
  readonly modifiers: Modifiers;
}

export interface Purchase {
  /** Of the order. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly placedAt: string;
  readonly lines: readonly Bought[];
}

export interface PurchaseRecord extends Purchase {
  readonly rev: number;
}

export type OrderToCount = Pick<Order, 'id' | 'placedAt' | 'state'> & Pick<Purchase, 'lines'>;

const NO_PURCHASE: readonly OrderState[] = ['cancelled', 'rejected', 'expired'];

/** An order that came to nothing was no purchase. */
export function isPurchase({ state }: Pick<Order, 'state'>): boolean {
  return !NO_PURCHASE.includes(state);
}

export function toPurchase({ id, placedAt, lines }: OrderToCount): PurchaseRecord {
  const bought = lines.map(({ variant, modifiers }) => ({ variant, modifiers }));
  return { rev: 1, id, placedAt, lines: bought };
}

/** @param now epoch milliseconds */
export function isRemembered({ placedAt }: Pick<Purchase, 'placedAt'>, now: number): boolean {
  return now - Date.parse(placedAt) <= RETENTION_DAYS.purchaseHistory * DAY_MS;
}
