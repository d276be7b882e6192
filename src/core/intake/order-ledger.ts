/** The orders that an endpoint keeps, as they stand, and in what order they changed. */
import type { IntentLine, Redemption } from '../protocol/intent.js';
import type { PaymentState, ProvenState } from '../protocol/proof.js';
import type { ReceiptClaims } from '../protocol/receipt.js';
import type { Reason } from '../protocol/sync.js';
import type { PlaceKey } from './place-ledger.js';
import type { OrderPoints } from './point-ledger.js';
import type { StockKey } from './stock-ledger.js';

/** What an order took and has not given back. */
export interface Held {
  readonly stock: readonly (StockKey & { readonly quantity: number })[];
  readonly places: readonly PlaceKey[];
}

/** Another way to serve a disputed order, kept for it until the shopper has chosen. */
export interface LedgerAlternate extends PlaceKey {
  readonly id: string;
  /** Variants of the order that it leaves out. */
  readonly without: readonly string[];
  /** What is left, at what it costs. */
  readonly lines: readonly IntentLine[];
  readonly amount: number;
  readonly deposits: number;
  readonly discount: number;
  /** Of the order's points, those that pay for a part of it. */
  readonly redeem?: Redemption;
  /** ISO 8601, UTC. */
  readonly until: string;
  readonly held: Held;
}

export interface LedgerOrder {
  readonly id: string;
  /** Of its `order.place` intent. */
  readonly hash: string;
  readonly device: string;
  /** SHA-256 of the order's secret. */
  readonly claim: string;
  readonly forked: boolean;
  readonly state: ProvenState;
  readonly payment: PaymentState;
  /** 1 when placed, one more with every change. */
  readonly rev: number;
  readonly amount: number;
  /** The most that its shopper has agreed to pay, points that were not there reckoned as money. Under `repriced`, mostly less than `amount`. */
  readonly accepted: number;
  readonly lines: readonly IntentLine[];
  readonly deposits: number;
  /** What the shop takes off; it is out of `amount` already. */
  readonly discount: number;
  /** Where the shop gives points. */
  readonly points?: OrderPoints;
  /** Lines, deposits, discount, points redeemed or pickup are not those of the intent. */
  readonly differs: boolean;
  readonly pickup: PlaceKey;
  readonly held: Held;
  /** Under `disputed`, best first. */
  readonly alternates?: readonly LedgerAlternate[];
  /** SHA-256 of the sealed contact that was kept for it. */
  readonly contact?: string;
  readonly reason?: Reason;
  /** ISO 8601, UTC: when the decision that is needed is taken to be no. */
  readonly until?: string;
  readonly placedAt: string;
  readonly receivedAt: string;
  /** How long it had waited on its device when that sent it, by that device's clock; where it has said so. */
  readonly waitedMs?: number;
  /** Of one that came by its receipt, as that says; of others their intents do. */
  readonly mode?: ReceiptClaims['mode'];
}

/** That an order changed; what it is now is for `order` to say. */
export interface OrderChange {
  /** The device's change count at the order's last change. */
  readonly change: number;
  readonly id: string;
  /** Of its `order.place` intent. */
  readonly hash: string;
}

export interface OrderLedger {
  order(id: string): Promise<LedgerOrder | undefined>;
  /** Raises the device's change count, as `changeOrder` does. */
  addOrder(order: LedgerOrder): Promise<void>;
  /** One that is to be added again, if it still has this revision; false if it has moved on. */
  removeOrder(order: Pick<LedgerOrder, 'id' | 'rev'>): Promise<boolean>;
  /** Writes the order if it still has the revision before `order.rev`; false if it has moved on. */
  changeOrder(order: LedgerOrder): Promise<boolean>;
  /** The device's orders by the count of their last change, those after `after`. */
  changesFor(device: string, after: number, limit: number): Promise<readonly OrderChange[]>;
  /** The device's change count; 0 if it never ordered. */
  lastChange(device: string): Promise<number>;
  /** Whether an order of the device was ever taken: a refused one costs nothing to make. */
  hasOrdered(device: string): Promise<boolean>;
  /** Orders under `repriced` or `disputed` whose `until` is not after `now`. */
  undecided(now: string, limit: number): Promise<readonly LedgerOrder[]>;
  /**
   * Confirmed or repriced orders for slots of the depot that end after `now` (epoch milliseconds), newest first.
   *
   * @param variant only those that hold some of it
   */
  promisedAt(depot: string, now: number, limit: number, variant?: string): Promise<readonly LedgerOrder[]>;
  /** Confirmed orders for the slot that hold stock, or whose points are not settled. */
  heldAt(place: PlaceKey, limit: number): Promise<readonly LedgerOrder[]>;
}
