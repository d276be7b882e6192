/**
 * Where and when an order could be collected instead, best first. A pure function
 * of the catalog: what there is to have there is for the endpoint to find out.
 *
 * The order is that of DESIGN 7: depots of the same region, then those that the
 * depot names as its fallbacks, in its order, then all others; within each the
 * times that are nearest to the one that was wanted.
 */
import type { Catalog, Depot } from '../catalog/catalog-schema.js';
import { findDepot } from '../catalog/lookup.js';
import { listSlots, type Slot } from './slots.js';

export interface Wanted {
  readonly depot: string;
  /** Its id, which need not name a slot that exists. */
  readonly slot: string;
}

export interface PickupOption {
  readonly depot: string;
  readonly slot: Slot;
}

interface Ranked extends PickupOption {
  readonly rank: readonly number[];
}

/**
 * @param now epoch milliseconds; slots whose cut-off has passed are left out
 * @param serves whether a depot may be offered at all
 */
export function rankAlternates(
  catalog: Catalog,
  wanted: Wanted,
  now: number,
  serves: (depot: string) => boolean,
): readonly PickupOption[] {
  const from = findDepot(catalog, wanted.depot);
  const wantedAt = Date.parse(wanted.slot.slice(wanted.depot.length + 1));
  const near = Number.isNaN(wantedAt) ? now : wantedAt;
  const ranked = catalog.depots
    .filter(({ id }) => serves(id))
    .flatMap((depot) => rankDepot(catalog, depot, { from, wanted, near, now }));
  return spread(ranked.sort(compare));
}

interface Standpoint {
  readonly from: Depot | undefined;
  readonly wanted: Wanted;
  readonly near: number;
  readonly now: number;
}

function rankDepot(
  catalog: Catalog,
  depot: Depot,
  { from, wanted, near, now }: Standpoint,
): readonly Ranked[] {
  const tier = tierOf(depot, from, wanted.depot);
  return listSlots(depot, catalog.shop.timezone, now)
    .filter(({ id, open }) => open && id !== wanted.slot)
    .map((slot) => {
      const startMs = Date.parse(slot.start);
      const rank = [...tier, Math.abs(startMs - near), depot.id === wanted.depot ? 0 : 1, startMs];
      return { depot: depot.id, slot, rank };
    });
}

function tierOf(depot: Depot, from: Depot | undefined, wanted: string): readonly [number, number] {
  if (depot.id === wanted) return [0, 0];
  if (from?.region !== undefined && depot.region === from.region) return [0, 0];
  const fallback = from?.fallbacks.indexOf(depot.id) ?? -1;
  return fallback >= 0 ? [1, fallback] : [2, 0];
}

function compare(one: Ranked, other: Ranked): number {
  for (const [index, rank] of one.rank.entries()) {
    const difference = rank - (other.rank[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.depot < other.depot ? -1 : 1;
}

/** The best time of each depot comes before the second best of any: two choices at one place are half a choice. */
function spread(ranked: readonly Ranked[]): readonly PickupOption[] {
  const rounds: PickupOption[][] = [];
  const seen = new Map<string, number>();
  for (const { depot, slot } of ranked) {
    const round = seen.get(depot) ?? 0;
    seen.set(depot, round + 1);
    (rounds[round] ??= []).push({ depot, slot });
  }
  return rounds.flat();
}
