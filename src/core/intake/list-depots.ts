/** How each depot stands: what the owner says of it, and its slots that have no place left and have not ended. */
import type { Catalog } from '../catalog/catalog-schema.js';
import { listSlots } from '../pickup/slots.js';
import type { DepotStatus } from '../protocol/sync.js';
import type { DepotRecord } from './owner-ledger.js';
import type { PlaceKey, PlacesTaken } from './place-ledger.js';
import { findKnownSlot } from './slots-by-id.js';

/**
 * Depots that the catalog no longer has are left out.
 *
 * @param places slots with places taken; of the others only those for no order at all are full
 * @param now epoch milliseconds
 */
export function listDepots(
  catalog: Catalog,
  places: readonly PlacesTaken[],
  said: readonly DepotRecord[],
  now: number,
): readonly DepotStatus[] {
  const full = new Map(catalog.depots.map((depot) => [depot.id, new Set(closedSlots(catalog, depot, now))]));
  for (const place of places) {
    const capacity = capacityOf(catalog, place);
    if (capacity !== null && place.taken >= capacity) full.get(place.depot)?.add(place.slot);
  }
  const known = new Map(said.map((depot) => [depot.id, depot]));
  return [...full].map(([id, slots]) => {
    const { status = 'open', reason } = known.get(id) ?? {};
    return { id, full: [...slots].sort(), status, ...(reason === undefined ? {} : { reason }) };
  });
}

function closedSlots(catalog: Catalog, depot: Catalog['depots'][number], now: number): readonly string[] {
  if (!depot.slots.some(({ capacity }) => capacity === 0)) return [];
  return listSlots(depot, catalog.shop.timezone, now)
    .map(({ id }) => id)
    .filter((slot) => capacityOf(catalog, { depot: depot.id, slot }) === 0);
}

/** A slot that the depot no longer has takes no orders. */
function capacityOf(catalog: Catalog, place: PlaceKey): number | null {
  const slot = findKnownSlot(catalog, place);
  return slot ? slot.capacity : 0;
}
