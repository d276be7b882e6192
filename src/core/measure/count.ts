/**
 * How what a shopper sees and does is counted. A device is the unit, since it is devices that are shared out among the
 * arms: it is seen once in an experiment, and reaches each outcome once, within some days of seeing it. Both are counted
 * on the day on which it was first seen, so that who reached an outcome is always among those who were seen. Checkouts
 * are counted by device and day.
 *
 * Each function gives the record after it, and the very same one where there was nothing to count.
 */
import { DAY_MS, RETENTION_DAYS } from '../consent/retention.js';
import { MOST_ARMS_A_DAY, type ArmCount, type DayCount, type Window } from '../protocol/measure.js';
import type { CheckoutMark, Exposure, MeasureRecord } from './measure-record.js';

/** What is done later is not put down to what was seen. */
export const REACHED_WITHIN_DAYS = 7;
/** An order is settled when it is collected, which may be a while after it was saved. */
export const SETTLED_WITHIN_DAYS = RETENTION_DAYS.savedOrders;
/** A checkout that is not completed by then is abandoned. */
export const COMPLETED_WITHIN_MS = DAY_MS;

export interface Moment {
  /** Epoch milliseconds, by the shop's clock. */
  readonly now: number;
  /** The date at the shop. */
  readonly day: string;
  /** Whether the endpoint could be reached. */
  readonly window: Window;
}

/** What the device was shown of an experiment, and by which split (`splitOf`). */
export interface Shown {
  readonly experiment: string;
  readonly split: number;
  readonly arm: string;
}

export type Done =
  | { readonly outcome: 'added' | 'checkout' }
  /** An order is settled for the experiments to which its saving was put down. */
  | { readonly outcome: 'saved' | 'settled'; readonly order: string };

/** The upper edge of its place has been on screen for a second. What was seen first is what counts, whatever is shown later. */
export function expose(
  record: MeasureRecord,
  shown: Shown,
  { now, day }: Omit<Moment, 'window'>,
): MeasureRecord {
  const { experiment, split, arm } = shown;
  const seenToday = Object.values(record.exposures).filter((exposure) => exposure.day === day).length;
  if (Object.hasOwn(record.exposures, experiment) || seenToday >= MOST_ARMS_A_DAY) return record;
  const exposure: Exposure = { split, arm, day, firstAt: now, reached: {}, orders: [] };
  const counted = countArm(record, experiment, exposure, (counts) => ({ ...counts, seen: 1 }));
  return withExposure(counted, experiment, exposure);
}

/** Something was done that experiments are about. */
export function reach(record: MeasureRecord, done: Done, moment: Moment): MeasureRecord {
  return Object.entries(record.exposures).reduce(
    (counted, [experiment, exposure]) =>
      isDueTo(exposure, done, moment) ? reachOne(counted, experiment, exposure, done, moment) : counted,
    record,
  );
}

function isDueTo({ lost, firstAt, orders }: Exposure, done: Done, { now }: Moment): boolean {
  const days = (now - firstAt) / DAY_MS;
  if (lost) return false;
  if (done.outcome !== 'settled') return days <= REACHED_WITHIN_DAYS;
  return orders.includes(done.order) && days <= SETTLED_WITHIN_DAYS;
}

function reachOne(
  record: MeasureRecord,
  experiment: string,
  exposure: Exposure,
  done: Done,
  { window }: Moment,
): MeasureRecord {
  const { outcome } = done;
  const before = exposure.reached;
  if (before[outcome] && outcome !== 'saved') return record;
  const orders = toOrders(exposure, done);
  if (before[outcome]) return withExposure(record, experiment, { ...exposure, orders });
  // The endpoint is always there when it says that an order is settled: how it stood as the order was saved is what tells.
  const by = outcome === 'settled' ? (before.saved ?? window) : window;
  const after = { ...exposure, orders, reached: { ...before, [outcome]: by } };
  const counted = countArm(record, experiment, exposure, (counts) => ({
    ...counts,
    reached: { ...counts.reached, [outcome]: { ...NOBODY, [by]: 1 } },
  }));
  return withExposure(counted, experiment, after);
}

/** Once one is settled the others count for nothing more. */
function toOrders({ orders, reached }: Exposure, done: Done): readonly string[] {
  if (done.outcome === 'settled') return [];
  return done.outcome === 'saved' && !reached.settled ? [...new Set([...orders, done.order])] : orders;
}

/** The shopper has come to where an order is made. */
export function beginCheckout(record: MeasureRecord, { now, day, window }: Moment): MeasureRecord {
  const open = { ...record, checkout: { day, at: now, window } };
  return record.checkouts[day]?.[window] ? open : countCheckout(open, day, window, 'begun');
}

/** On the day and with the connection of its beginning. Without one, as an order by script has none, nothing is counted. */
export function completeCheckout(record: MeasureRecord, { now }: Pick<Moment, 'now'>): MeasureRecord {
  const { checkout, ...rest } = record;
  if (!checkout) return record;
  const { day, window, at } = checkout;
  const counts = now - at <= COMPLETED_WITHIN_MS && record.checkouts[day]?.[window] === 'begun';
  return counts ? countCheckout(rest, day, window, 'completed') : rest;
}

const NOBODY = { online: 0, offline: 0 } as const;
const NONE_REACHED: ArmCount['reached'] = { added: NOBODY, checkout: NOBODY, saved: NOBODY, settled: NOBODY };
const NO_CHECKOUT = { begun: 0, completed: 0 } as const;

function countDay(record: MeasureRecord, day: string, count: (counts: DayCount) => DayCount): MeasureRecord {
  const none = { day, arms: [], checkouts: { online: NO_CHECKOUT, offline: NO_CHECKOUT } };
  return { ...record, days: { ...record.days, [day]: count(record.days[day] ?? none) } };
}

function countArm(
  record: MeasureRecord,
  experiment: string,
  { day, split, arm }: Exposure,
  count: (counts: ArmCount) => ArmCount,
): MeasureRecord {
  return countDay(record, day, (counts) => {
    const none = { experiment, split, arm, seen: 0, reached: NONE_REACHED } as const;
    const before = counts.arms.find((one) => one.experiment === experiment) ?? none;
    const others = counts.arms.filter((one) => one.experiment !== experiment);
    return { ...counts, arms: [...others, count(before)] };
  });
}

const withExposure = (record: MeasureRecord, experiment: string, exposure: Exposure): MeasureRecord => ({
  ...record,
  exposures: { ...record.exposures, [experiment]: exposure },
});

function countCheckout(
  record: MeasureRecord,
  day: string,
  window: Window,
  what: 'begun' | 'completed',
): MeasureRecord {
  const counted = countDay(record, day, (counts) => {
    const after = { ...counts.checkouts[window], [what]: 1 as const };
    return { ...counts, checkouts: { ...counts.checkouts, [window]: after } };
  });
  const mark: CheckoutMark = what === 'begun' ? 'begun' : 'over';
  return {
    ...counted,
    checkouts: { ...record.checkouts, [day]: { ...record.checkouts[day], [window]: mark } },
  };
}
