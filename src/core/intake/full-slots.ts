/** Which slots of each depot have no place left, among those that have not ended. */
import type { Catalog } from '../catalog/catalog-schema.js';
import { listSlots, slotCapacity } from '../pickup/slots.js';
import type { DepotStatus } from '../protocol/sync.js';
import type { PlaceKey, PlacesTaken } from './ledger.js';

const MOST_KEPT = 4_096;

/**
 * Depots that the catalog no longer has are left out.
 *
 * @param places slots with places taken; of the others only those for no order at all are full
 * @param now epoch milliseconds
 */
export function fullSlots(
  catalog: Catalog,
  places: readonly PlacesTaken[],
  now: number,
): readonly DepotStatus[] {
  const full = new Map(catalog.depots.map((depot) => [depot.id, new Set(closedSlots(catalog, depot, now))]));
  for (const place of places) {
    const capacity = capacityOf(catalog, place);
    if (capacity !== null && place.taken >= capacity) full.get(place.depot)?.add(place.slot);
  }
  return [...full].map(([id, slots]) => ({ id, full: [...slots].sort() }));
}

function closedSlots(catalog: Catalog, depot: Catalog['depots'][number], now: number): readonly string[] {
  if (!depot.slots.some(({ capacity }) => capacity === 0)) return [];
  return listSlots(depot, catalog.shop.timezone, now)
    .map(({ id }) => id)
    .filter((slot) => capacityOf(catalog, { depot: depot.id, slot }) === 0);
}

const capacities = new WeakMap<Catalog, Map<string, number | null>>();

/** Working one out means laying out its whole day, and every answer asks for many. */
function capacityOf(catalog: Catalog, { depot, slot }: PlaceKey): number | null {
  let known = capacities.get(catalog);
  if (!known || known.size > MOST_KEPT) capacities.set(catalog, (known = new Map()));
  const kept = known.get(slot);
  if (kept !== undefined) return kept;
  const capacity = slotCapacity(catalog, depot, slot);
  known.set(slot, capacity);
  return capacity;
}
