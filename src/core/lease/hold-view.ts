/** What is held for the shopper, as elements show it. */
import { nameOfItem, type LeaseItem } from '../protocol/lease.js';
import type { PickupChoice } from '../shop-port.js';
import { timeLeft, type HeldItem, type LeaseRecord, type Moment } from './lease.js';
import { countsOf, type StallDay } from './stall-day.js';

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
 * @param day a stall's own is held for nobody until it is chosen where; a place of its own alone holds nothing
 */
export function toHoldView(
  leases: readonly LeaseRecord[],
  moment: Moment,
  pickup: PickupChoice | null = null,
  day?: StallDay,
): HoldView | null {
  const [lease] = [...leases].sort((one, other) => timeLeft(other, moment) - timeLeft(one, moment));
  const left = lease ? timeLeft(lease, moment) : 0;
  const stalls = countsOf(day?.own ?? []);
  const beyond = ({ item, left: count }: HeldItem) => count > (stalls.get(nameOfItem(item)) ?? 0);
  const serving = lease?.items.filter((held) => held.left > 0 && serves(held.item, pickup)) ?? [];
  const isHeld = serving.some((held) => beyond(held) || (pickup && 'variant' in held.item));
  const items = isHeld && !pickup ? serving.filter(beyond) : isHeld ? serving : [];
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
