/** Where and when an order is collected, as it is kept with it: what the catalog said when it was known. */
import type { Catalog } from '../catalog/catalog-schema.js';
import { findDepot } from '../catalog/lookup.js';
import { findSlot } from '../pickup/slots.js';
import type { OrderPickup } from './order.js';

/** Undefined if the catalog has no such depot, or the depot no such slot. */
export function findOrderPickup(catalog: Catalog, depotId: string, slotId: string): OrderPickup | undefined {
  const depot = findDepot(catalog, depotId);
  const slot = findSlot(catalog, depotId, slotId);
  if (!depot || !slot) return undefined;
  return {
    depot: depotId,
    slot: slotId,
    depotTitle: depot.title,
    ...(depot.address === undefined ? {} : { address: depot.address }),
    start: slot.start,
    end: slot.end,
    cutoff: slot.cutoff,
  };
}

/** By its names alone, where the catalog at hand does not know it: a slot's id says when it starts. */
export function toNamedPickup(depot: string, slot: string): OrderPickup {
  const startMs = Date.parse(slot.slice(depot.length + 1));
  const start = new Date(Number.isNaN(startMs) ? 0 : startMs).toISOString();
  return { depot, slot, depotTitle: depot, start, end: start, cutoff: start };
}
