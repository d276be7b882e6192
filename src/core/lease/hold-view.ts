/** What is held for the shopper, as elements show it. */
import type { LeaseItem } from '../protocol/lease.js';
import type { PickupChoice } from '../shop-port.js';
import type { LeaseRecord, Moment } from './lease.js';
import { timeLeft } from './lease.js';

export interface HoldView {
  readonly depot: string;
  /** The slot in which a place is held; null if none is. */
  readonly slot: string | null;
  /** Units by variant. */
  readonly quantities: Readonly<Record<string, number>>;
  /** Of the shopper's own, which may be redeemed with no connection. */
  readonly points?: number;
  /** ISO 8601, UTC. */
  readonly until: string;
}

/**
 * Of the lease that lasts longest; null if none is live.
 *
 * @param pickup where and when it is to be collected, once that is chosen: what is held for elsewhere does not serve
 */
export function toHoldView(
  leases: readonly LeaseRecord[],
  moment: Moment,
  pickup: PickupChoice | null = null,
): HoldView | null {
  const [lease] = [...leases].sort((one, other) => timeLeft(other, moment) - timeLeft(one, moment));
  const left = lease ? timeLeft(lease, moment) : 0;
  const items = lease?.items.filter((held) => held.left > 0 && serves(held.item, pickup)) ?? [];
  const [depot = pickup?.depot] = items.flatMap(({ item }) => ('depot' in item ? [item.depot] : []));
  if (left <= 0 || items.length === 0 || depot === undefined) return null;
  const quantities: Record<string, number> = {};
  let slot: string | null = null;
  let points = 0;
  for (const { item, left: count } of items) {
    if ('points' in item) points = count;
    else if ('variant' in item) quantities[item.variant] = count;
    else slot = item.slot;
  }
  const own = points > 0 ? { points } : {};
  return { depot, slot, quantities, ...own, until: new Date(moment.now + left).toISOString() };
}

function serves(item: LeaseItem, pickup: PickupChoice | null): boolean {
  if (!pickup || 'points' in item) return true;
  return item.depot === pickup.depot && (!('slot' in item) || item.slot === pickup.slot);
}
