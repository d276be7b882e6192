/**
 * What the endpoint keeps, as the work of one batch sees it: a port over one
 * shop's rows inside one transaction. Numbers change by conditional single steps,
 * so that two batches at once can neither sell one unit twice nor give it back
 * twice. Knows nothing of prices, states or SQL.
 */
import type { DepotState } from '../protocol/fields.js';
import type { DeviceClass, IntentLine, IntentType, Redemption } from '../protocol/intent.js';
import type { PaymentState, ProvenState } from '../protocol/proof.js';
import type { Reason, Stock } from '../protocol/sync.js';
import type { OrderPoints, PointLedger } from './point-ledger.js';

/** An intent that was taken in. Its id is answered with its order's state for ever. */
export interface KnownIntent {
  readonly id: string;
  /** SHA-256 of `jws`. */
  readonly hash: string;
  readonly device: string;
  readonly seq: number;
  readonly type: IntentType;
  readonly order: string;
  /** Its number was used before by another intent of the device. */
  readonly forked: boolean;
  /** Of one that is about no order: why it was refused. Those that were not have none. */
  readonly refused?: string;
  /** As received: what the shopper agreed to, for a dispute. */
  readonly jws: string;
  /** ISO 8601, UTC, by the endpoint's clock. */
  readonly receivedAt: string;
}

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
}

/** An order that changed, by the shop's own count, with the intent that handed it over as it came. */
export interface StallChange {
  readonly change: number;
  readonly order: LedgerOrder;
  readonly collected?: string;
}

/** That an order changed; what it is now is for `order` to say. */
export interface OrderChange {
  /** The device's change count at the order's last change. */
  readonly change: number;
  readonly id: string;
  /** Of its `order.place` intent. */
  readonly hash: string;
}

export interface StockKey {
  readonly variant: string;
  readonly depot: string;
}

/**
 * Of a variant at a depot: pool + leased + sold - owed = what lies there. `sold` is promised to orders
 * and not handed over yet. `owed` is what the owner counted away from under a promise: it
 * is made good by the next units that come back.
 */
export interface StockCount extends StockKey {
  readonly pool: number;
  readonly leased: number;
  readonly sold: number;
  readonly owed: number;
  /** Units of the pool that are promised to nobody. */
  readonly buffer: number;
  /** The owner counts it no more: there is no pool, and only what was promised while there was is known. */
  readonly ended?: true;
}

/**
 * Units from the pool into an order, and back; out of an order to the customer, or to one out of the pool, the buffer
 * included; from the pool into a lease, and back; out of a lease into an order.
 */
export type StockMove =
  'sell' | 'return' | 'hand-over' | 'hand-over-unsold' | 'lease' | 'unlease' | 'sell-leased';

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

/** What a device may do besides ordering. */
export interface DeviceRights {
  readonly class: DeviceClass;
  /** Its leases end when they are given up, and never by themselves. */
  readonly manualReclaim: boolean;
}

/** What a one-time code makes of the device that uses it first. */
export interface EnrolCode {
  readonly rights: DeviceRights;
  /** ISO 8601, UTC: nobody can use it first after that. */
  readonly until: string;
  /** Which has used it. */
  readonly device?: string;
}

/** What the owner says of a depot. */
export interface DepotRecord {
  readonly id: string;
  readonly status: DepotState;
  readonly reason?: string;
}

export interface PlaceKey {
  readonly depot: string;
  readonly slot: string;
}

export interface PlacesTaken extends PlaceKey {
  readonly taken: number;
}

export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

export interface Ledger extends PointLedger {
  /** Undoes what `work` wrote if it throws. Throws only if that was not possible. */
  attempt<T>(work: () => Promise<T>): Promise<Attempt<T>>;

  intent(id: string): Promise<KnownIntent | undefined>;
  /** False, and nothing is written, if there is an intent with this id. */
  addIntent(intent: KnownIntent): Promise<boolean>;
  /** The intent that used this device's number first: `intent` itself, unless another was before. */
  useNumber(device: string, seq: number, intent: string): Promise<string>;

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

  /**
   * Whole or not at all; never more than there is. What is not counted is not limited, and nothing
   * is taken out of a pool or comes back into one.
   */
  moveStock(key: StockKey, quantity: number, move: StockMove): Promise<'moved' | 'none' | 'not-counted'>;
  stockCount(key: StockKey): Promise<StockCount | undefined>;
  /** Sets pool, owed, buffer and whether it is counted, if the count is still `before`. */
  setStock(before: StockCount | undefined, count: StockCount): Promise<boolean>;
  /** What may be promised now: the pool without the buffer. */
  stock(): Promise<readonly Stock[]>;

  /** Depots of which the owner has said something. */
  depots(): Promise<readonly DepotRecord[]>;
  setDepot(depot: DepotRecord): Promise<void>;

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

  /** A shopper's unless it was enrolled. */
  rights(device: string): Promise<DeviceRights>;
  setRights(device: string, rights: DeviceRights): Promise<void>;
  /** @param hash SHA-256 of a one-time code. @param until ISO 8601, UTC */
  addEnrolCode(hash: string, rights: DeviceRights, until: string): Promise<void>;
  enrolCode(hash: string): Promise<EnrolCode | undefined>;
  /** It is this device's from then on; false if it was used before. */
  takeEnrolCode(hash: string, device: string): Promise<boolean>;
  /** Those that make a device of this class are worth nothing any more. */
  forgetEnrolCodes(kind: DeviceClass): Promise<void>;
  /** Whether any device is the owner's. */
  hasOwner(): Promise<boolean>;

  /**
   * Whole or not at all.
   *
   * @param end epoch milliseconds; the count is of no interest after it
   * @param places how many; one, unless it says so
   */
  takePlace(key: PlaceKey, end: number, capacity: number, places?: number): Promise<'taken' | 'full'>;
  /** @param places how many; one, unless it says so */
  returnPlace(key: PlaceKey, places?: number): Promise<void>;
  takenAt(key: PlaceKey): Promise<number>;
  /** Slots that ended before `time` (epoch milliseconds). */
  placesOver(time: number, limit: number): Promise<readonly PlaceKey[]>;
  /** Its count is of no interest any more. */
  forgetPlace(key: PlaceKey): Promise<void>;
  /** Confirmed orders for the slot that hold stock, or whose points are not settled. */
  heldAt(place: PlaceKey, limit: number): Promise<readonly LedgerOrder[]>;
  /** Slots that end after `now` (epoch milliseconds) and have places taken. */
  placesTaken(now: number): Promise<readonly PlacesTaken[]>;

  keepContact(hash: string, jwe: string, receivedAt: string): Promise<void>;
}

/** What can be read without a transaction, each true by itself. */
export type LedgerReads = Pick<
  Ledger,
  'stock' | 'placesTaken' | 'depots' | 'hasOrdered' | 'rights' | 'order'
>;

export interface LedgerStore {
  /** Takes no lock that a writer waits for. */
  readonly reads: LedgerReads;
  /** Runs `work` in one transaction, durable when it resolves; nothing of it stays if it rejects. */
  transaction<T>(work: (ledger: Ledger) => Promise<T>): Promise<T>;
}
