/**
 * The points of devices, as the work of one batch sees them: an account for each, changed by
 * conditional single steps as stock is, so that no point is redeemed twice or comes back twice.
 */

/**
 * A device's account. balance + leased + held + spent - owed = earned, always. `held` pays for orders that
 * stand, `spent` for those that were collected. `owed` is what was taken back of points that were gone by then: it is
 * made good by the next that come, and no balance is ever below zero.
 */
export interface PointCount {
  readonly balance: number;
  readonly leased: number;
  readonly held: number;
  readonly spent: number;
  readonly owed: number;
  readonly earned: number;
}

/**
 * - `earn`, `take-back`: into the balance for what was paid, and out of it for what was paid back.
 * - `lease`, `unlease`: out of the balance into the device's lease, and back.
 * - `redeem`, `redeem-leased`: into an order, out of the balance or out of the lease; `return`: back from one that does not stand any more.
 * - `redeem-owing`: out of the balance into an order that has had them before; those that are gone by now are owed.
 * - `spend`, `give-back`: with the goods to the customer, and back with them.
 */
export type PointMove =
  | 'earn'
  | 'take-back'
  | 'lease'
  | 'unlease'
  | 'redeem'
  | 'redeem-leased'
  | 'redeem-owing'
  | 'return'
  | 'spend'
  | 'give-back';

/** What an order of a shop that gives points has to do with them. */
export interface OrderPoints {
  /** For each major unit that is paid for goods; as the catalog said that it was priced by. */
  readonly rate: number;
  /** Out of the device's account. */
  readonly redeemed: number;
  /** What they take off; it is out of the order's amount already. */
  readonly off: number;
  /** What it had redeemed before it came to nothing. */
  readonly released?: number;
  /** Once it is settled: what it has brought and not lost again. */
  readonly earned?: number;
}

export interface PointLedger {
  points(device: string): Promise<PointCount | undefined>;
  /** Whole or not at all: false if there are not so many. `earn`, `take-back` and `redeem-owing` always find as many as there were. */
  movePoints(device: string, points: number, move: PointMove): Promise<boolean>;
  /**
   * What the device's orders would earn that may still be collected and are not settled, at what they cost now.
   *
   * @param unit minor units in a major one
   */
  pendingPoints(device: string, unit: number): Promise<number>;
}
