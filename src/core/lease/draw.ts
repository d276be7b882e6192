/**
 * Promises what an order needs out of the device's leases, as far as they have it. Changes
 * nothing: what is left then is kept together with the order, or not at all.
 */
import { countOfItem, nameOfItem, withCount, type Draw, type LeaseItem } from '../protocol/lease.js';
import { isLive, type LeaseRecord, type Moment } from './lease.js';

export interface Needs {
  readonly depot: string;
  readonly slot: string;
  /** By variant. */
  readonly quantities: ReadonlyMap<string, number>;
  /** To be redeemed. */
  readonly points?: number;
}

export interface Drawn {
  /** What the order names. */
  readonly draws: readonly Draw[];
  /** The leases that it was taken out of, as they are then. */
  readonly leases: readonly LeaseRecord[];
  /** Items by name that are promised whole. */
  readonly held: ReadonlySet<string>;
}

/** The items that an order needs. */
export function toItems({ depot, slot, quantities, points = 0 }: Needs): readonly LeaseItem[] {
  const stock = [...quantities].map(([variant, quantity]) => ({ variant, depot, quantity }));
  return [{ depot, slot }, ...(points > 0 ? [{ points }] : []), ...stock];
}

export function draw(leases: readonly LeaseRecord[], needs: Needs, device: string, moment: Moment): Drawn {
  const usable = leases.filter((lease) => lease.device === device && isLive(lease, moment));
  const left = new Map(usable.map((lease) => [lease.key, lease]));
  const drawn = new Map<string, LeaseItem[]>();
  const held = new Set<string>();
  for (const item of toItems(needs)) {
    let missing = countOfItem(item);
    for (const { key } of usable) {
      const taken = takeOut(left, key, item, missing);
      if (taken === 0) continue;
      missing -= taken;
      drawn.set(key, [...(drawn.get(key) ?? []), withCount(item, taken)]);
    }
    if (missing === 0) held.add(nameOfItem(item));
  }
  const draws = [...drawn].map(([key, items]) => ({ key, items }));
  const changed = [...left.values()].filter((lease) => drawn.has(lease.key));
  return { draws, leases: changed.map((lease) => ({ ...lease, rev: lease.rev + 1 })), held };
}

function takeOut(left: Map<string, LeaseRecord>, key: string, item: LeaseItem, most: number): number {
  const lease = left.get(key);
  const name = nameOfItem(item);
  const known = lease?.items.find((held) => nameOfItem(held.item) === name);
  const taken = Math.min(known?.left ?? 0, most);
  if (!lease || taken === 0) return 0;
  const items = lease.items.map((held) => (held === known ? { ...held, left: held.left - taken } : held));
  left.set(key, { ...lease, items });
  return taken;
}
