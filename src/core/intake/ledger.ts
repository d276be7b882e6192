/**
 * What the endpoint keeps, as the work of one batch sees it: a port over one
 * shop's rows inside one transaction. Numbers change by conditional single steps,
 * so that two batches at once can neither sell one unit twice nor give it back
 * twice. Knows nothing of prices, states or SQL.
 */
import type { EraseLedger } from './erase-ledger.js';
import type { IntentLedger } from './intent-ledger.js';
import type { LeaseLedger } from './lease-ledger.js';
import type { OrderLedger } from './order-ledger.js';
import type { OwnerLedger } from './owner-ledger.js';
import type { PlaceLedger } from './place-ledger.js';
import type { PointLedger } from './point-ledger.js';
import type { StallLedger } from './stall-ledger.js';
import type { StockLedger } from './stock-ledger.js';

export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

export interface Ledger
  extends
    IntentLedger,
    OrderLedger,
    StallLedger,
    StockLedger,
    PlaceLedger,
    LeaseLedger,
    OwnerLedger,
    PointLedger,
    EraseLedger {
  /** Undoes what `work` wrote if it throws. Throws only if that was not possible. */
  attempt<T>(work: () => Promise<T>): Promise<Attempt<T>>;
}

/** What can be read without a transaction, each true by itself. */
export type LedgerReads = Pick<
  Ledger,
  'stock' | 'placesTaken' | 'depots' | 'hasOrdered' | 'rights' | 'order' | 'points' | 'lease' | 'forgottenAt'
>;

export interface LedgerStore {
  /** Takes no lock that a writer waits for. */
  readonly reads: LedgerReads;
  /** Runs `work` in one transaction, durable when it resolves; nothing of it stays if it rejects. */
  transaction<T>(work: (ledger: Ledger) => Promise<T>): Promise<T>;
}
