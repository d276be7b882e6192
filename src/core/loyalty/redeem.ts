/**
 * Whether this device may promise what a shopper wants to redeem. With the shop at hand the endpoint has the last word;
 * without it, only points that are in a lease may be promised.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import type { Drawn } from '../lease/draw.js';
import { hasWord, type Standing } from '../order/offline-policy.js';
import type { DeviceStore } from '../ports.js';
import type { Redemption } from '../protocol/intent.js';
import { nameOfItem } from '../protocol/lease.js';
import { refuse } from '../refuse.js';
import type { Refused } from '../shop-port.js';
import { readLoyalty } from './loyalty-view.js';
import { mostPoints, toRedemption } from './redemption.js';

/** What they take off goods of so much, or why that can't be. */
export function readRedemption(
  points: number | null | undefined,
  goods: number,
  catalog: Catalog,
): Redemption | Refused {
  if (!points) return { points: 0, off: 0 };
  if (!Number.isSafeInteger(points) || points < 0)
    return refuse('bad-request', 'redeemPoints has to be a whole number.', { field: 'redeemPoints' });
  const most = mostPoints(goods, catalog);
  return points > most ? tooMany(most) : toRedemption(points, catalog);
}

export interface Redeeming {
  readonly catalog: Catalog;
  /** Absent: no matter whether the endpoint can be reached. */
  readonly standing?: Standing;
}

/** What stands in the way of points that are not all in a lease; undefined if nothing does. */
export async function checkPoints(
  store: DeviceStore,
  { points }: Redemption,
  { held }: Drawn,
  { catalog, standing }: Redeeming,
): Promise<Refused | undefined> {
  if (points === 0 || held.has(nameOfItem({ points }))) return undefined;
  if (!standing) return undefined;
  if (!hasWord(standing)) return refuse('points-need-connection', 'Nothing is held of these points.');
  const settled = (await readLoyalty(store, catalog))?.settled ?? 0;
  return points > settled ? tooMany(settled) : undefined;
}

function tooMany(max: number): Refused {
  return refuse('too-many-points', `No more than ${max} points can be redeemed.`, { max });
}
