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

/** What the shopper has chosen, as it was when they chose it. */
export interface ChosenPickup {
  readonly depot: DepotView;
  readonly slot: SlotView;
}

/** May be chosen, as far as this device knows. */
export function isChoosable(slot: SlotView): boolean {
  return slot.open && !slot.full;
}

/** Why the chosen pickup can no longer be had; null while it can. */
export function findPickupChange(
  { depot, slot }: ChosenPickup,
  offer: PickupOffer,
  now: number,
): CheckoutChange | null {
  const { start } = slot;
  const today = offer.depots.find(({ id }) => id === depot.id);
  if (!today) return { kind: 'depot-gone', place: depot.title };
  if (isClosed(today, slot)) return { kind: 'depot-closed', place: today.title, start };
  const found = offer.slots[depot.id]?.find(({ id }) => id === slot.id);
  if (found && isChoosable(found)) return null;
  if (found?.full) return { kind: 'slot-full', start };
  return { kind: Date.parse(slot.cutoff) <= now ? 'cutoff-passed' : 'slot-gone', start };
}

/** A slot's id ends with its start in the shop's own time, so that its first ten characters are the day there. */
function isClosed(depot: DepotView, slot: SlotView): boolean {
  if (depot.status === 'closed') return true;
  const day = slot.id.slice(slot.id.lastIndexOf('/') + 1).slice(0, 10);
  return depot.closures.some(({ from, to }) => from <= day && day <= to);
}
