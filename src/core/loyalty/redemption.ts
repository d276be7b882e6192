/**
 * What points take off an order: the same sums on the device and at the endpoint. They pay for goods alone.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import type { Redemption } from '../protocol/intent.js';

/** The most that can be redeemed of an order without losing a part of a point. */
export function mostPoints(goods: number, { loyalty }: Pick<Catalog, 'loyalty'>): number {
  return loyalty ? Math.floor(goods / loyalty.pointValue) : 0;
}

/** What so many points take off, by what the catalog says that one is worth. */
export function toRedemption(points: number, { loyalty }: Pick<Catalog, 'loyalty'>): Redemption {
  return { points, off: points * (loyalty?.pointValue ?? 0) };
}

/**
 * The same redemption of goods that may cost less than it takes off: no more points than they take, so that the rest
 * stays its owner's. None of nothing.
 */
export function within({ points, off }: Redemption, goods: number): Redemption {
  if (off <= goods) return { points: off > 0 ? points : 0, off };
  return { points: Math.ceil((points * goods) / off), off: goods };
}

/** What goes back of points where a part of what was paid goes back: rounded down, so that none are made. */
export function shareOf(points: number, part: number, whole: number): number {
  return whole > 0 ? Math.floor((points * part) / whole) : points;
}
