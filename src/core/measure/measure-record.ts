/**
 * What a device counts for the shop, while the shopper allows it. It stays here but for the reports that are made of it.
 *
 * How the files beside this one are used: `expose`, `reach`, `beginCheckout` and `completeCheckout` of `count.ts` each
 * give the record after something was seen or done. Whoever keeps it asks `nextReport` of `report.ts` at once, keeps the
 * record that it gives, sends the report's `body` as it is to `POST /v1/measure` (a request that outlives its page), and
 * gives the answer to `answerReport`. So again until `nextReport` has nothing to tell; after no answer, the next time.
 * `forget` of `forget.ts` lets go of what was kept for long enough.
 */
import type { DayCount, Outcome, Window } from '../protocol/measure.js';

/** That an experiment was seen here: the arm, and what came of it. */
export interface Exposure {
  /** By which the device was shared out. */
  readonly split: number;
  readonly arm: string;
  /** The date at the shop: outcomes are counted on it. */
  readonly day: string;
  /** Epoch milliseconds. */
  readonly firstAt: number;
  /** Each outcome once, by how the endpoint stood. */
  readonly reached: Readonly<Partial<Record<Outcome, Window>>>;
  /** Orders whose saving was put down to it, until one of them is settled. */
  readonly orders: readonly string[];
  /** That it was seen could not be told: nothing that comes of it is told either. */
  readonly lost?: true;
}

/** What became of the checkouts of a day. */
export type CheckoutMark = 'begun' | 'over';

/** A report that was made, as it is sent for as long as nobody has answered it. */
export interface MadeReport {
  readonly id: string;
  /** The request's body, byte for byte. */
  readonly body: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
}

export interface MeasureRecord {
  readonly rev: number;
  /** Random: it shares the device out among the arms, and is told to nobody. */
  readonly salt: string;
  /** By the id of the experiment. */
  readonly exposures: Readonly<Record<string, Exposure>>;
  /** By date at the shop: whether a checkout was begun on it, and whether that is over. */
  readonly checkouts: Readonly<Record<string, Readonly<Partial<Record<Window, CheckoutMark>>>>>;
  /** The checkout that was begun last. */
  readonly checkout?: { readonly day: string; readonly at: number; readonly window: Window };
  /** What no report has yet, by date. */
  readonly days: Readonly<Record<string, DayCount>>;
  /** What was not answered yet; the first is sent before the second. */
  readonly reports: readonly MadeReport[];
}

/** @param salt random, made after consent alone */
export const newMeasureRecord = (salt: string): MeasureRecord => ({
  rev: 0,
  salt,
  exposures: {},
  checkouts: {},
  days: {},
  reports: [],
});
