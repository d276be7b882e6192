/**
 * How many points an order earns: the same sum on the device and at the endpoint. They are earned by the money that is
 * paid for goods; a deposit comes back as money, and points never do.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import { minorDigits } from '../money.js';

/** What an order costs, in minor units. */
export interface Cost {
  readonly amount: number;
  /** The part of it that comes back with the jars. */
  readonly deposits: number;
}

/** Points for each major unit that is paid for goods: 0 where the shop gives none. */
export function rateOf({ loyalty }: Pick<Catalog, 'loyalty'>): number {
  return loyalty?.pointsPerMajorUnit ?? 0;
}

/** Whole points; a part of one is nobody's. Of what points have paid for already there are none. */
export function earnedBy({ amount, deposits }: Cost, rate: number, currency: string): number {
  return Math.floor((Math.max(0, amount - deposits) * rate) / 10 ** minorDigits(currency));
}
