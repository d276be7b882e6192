/** The leases of devices: one for each, changed only from the revision that was read. */
import type { PlaceKey } from './place-ledger.js';
import type { StockKey } from './stock-ledger.js';

/** What is left of a right in a lease, of as many as were granted. */
export interface LeasedStock extends StockKey {
  readonly granted: number;
  readonly left: number;
  /** It was not counted when it was granted, and nothing was moved for it. */
  readonly uncounted?: true;
}

export interface LeasedPlace extends PlaceKey {
  readonly granted: number;
  readonly left: number;
  /** Epoch milliseconds: when the slot is over. */
  readonly end: number;
}

/** Of the device's own points, of as many as were granted. */
export interface LeasedPoints {
  readonly points: number;
  readonly left: number;
}

export type LeasedItem = LeasedStock | LeasedPlace | LeasedPoints;

/** A device's lease: it has one at a time, whose key is the newest that it has asked with. */
export interface LedgerLease {
  readonly device: string;
  readonly key: string;
  readonly items: readonly LeasedItem[];
  readonly ttlMs: number;
  readonly marginMs: number;
  readonly graceMs: number | null;
  /** Epoch milliseconds: when what is left goes back; null: when it is given up. */
  readonly reclaimAt: number | null;
  /** Something of it may still be drawn. */
  readonly open: boolean;
  /** From where it was asked for, if that is known. */
  readonly address?: string;
  /** 1 at first, one more with every change. */
  readonly rev: number;
}

export interface LeaseLedger {
  /** The device's lease, whether it is open or not. */
  lease(device: string): Promise<LedgerLease | undefined>;
  /** Writes the lease if it still has the revision before `lease.rev`; false if it has moved on. */
  putLease(lease: LedgerLease): Promise<boolean>;
  /** Open leases whose `reclaimAt` is not after `now` (epoch milliseconds). */
  overdueLeases(now: number, limit: number): Promise<readonly LedgerLease[]>;
  /** All from which something may still be drawn. */
  openLeases(): Promise<readonly LedgerLease[]>;
  /** How many other devices have an open lease from this address. */
  leasesFrom(address: string, device: string): Promise<number>;
}
