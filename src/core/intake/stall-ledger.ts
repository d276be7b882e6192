/** What stalls are told of orders, of whatever device: those that changed, and those that are to be collected. */
import type { LedgerOrder } from './order-ledger.js';

/** An order that changed, by the shop's own count, with the intent that handed it over as it came. */
export interface StallChange {
  readonly change: number;
  readonly order: LedgerOrder;
  readonly collected?: string;
}

export interface StallLedger {
  /** Orders of all devices by the shop's count of changes, those after `after`; what was only placed is not among them. */
  stallChanges(after: number, limit: number): Promise<readonly StallChange[]>;
  /** The shop's count; 0 if nothing ever changed. */
  lastStallChange(): Promise<number>;
  /** The lowest count of an order that was received at `since` or later. */
  firstStallChange(since: string): Promise<number | undefined>;
  /**
   * Confirmed or repriced orders for slots of the depot that end after `since`: those that end after `now` first, each in
   * the order of its slot's start (epoch milliseconds).
   */
  dueAt(depot: string, since: number, now: number, limit: number): Promise<readonly LedgerOrder[]>;
}
