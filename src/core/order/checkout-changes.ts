/**
 * Tells what became different about the pickup that a shopper has chosen while
 * they were still filling in the rest. It names changes; what to do about them is
 * the shopper's to say.
 */
import type { DepotView, SlotView } from '../shop-state.js';
import type { CheckoutChange } from './checkout-steps.js';

export interface PickupOffer {
  readonly depots: readonly DepotView[];
  readonly slots: Readonly<Record<string, readonly SlotView[]>>;
}

/** May be chosen now: open as far as the device knows, its cut-off ahead. */
export function isChoosable(slot: SlotView, now: number): boolean {
  return slot.open && !slot.full && Date.parse(slot.cutoff) > now;
}

/** Why the chosen slot can no longer be had; null while it can. */
export function findPickupChange(
  depot: string,
  chosen: SlotView,
  offer: PickupOffer,
  now: number,
): CheckoutChange | null {
  const place = offer.depots.find(({ id }) => id === depot);
  if (!place) return { kind: 'depot-gone', depot };
  const closure = findClosure(place, chosen);
  if (closure) return { kind: 'depot-closed', depot, start: chosen.start, reason: closure.reason };
  const { start, cutoff } = chosen;
  if (Date.parse(cutoff) <= now) return { kind: 'cutoff-passed', start, cutoff };
  const slot = offer.slots[depot]?.find(({ id }) => id === chosen.id);
  if (slot?.full) return { kind: 'slot-full', start };
  if (!slot?.open) return { kind: 'slot-gone', start };
  return null;
}

/** A slot's id ends with its start in the depot's own time, so its first ten characters are the local day. */
function findClosure(depot: DepotView, slot: SlotView) {
  const day = slot.id.slice(slot.id.lastIndexOf('/') + 1).slice(0, 10);
  return depot.closures.find(({ from, to }) => from <= day && day <= to);
}
