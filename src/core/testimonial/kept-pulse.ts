/** The shop's pulse as a device keeps it: public, and of nobody. */
import { DAY_MS, isPulseForgotten, RETENTION_DAYS } from '../consent/retention.js';
import type { Pulse } from '../protocol/pulse.js';

export interface PulseRecord {
  readonly rev: number;
  readonly pulse: Pulse;
  /** ISO 8601, UTC: when it was told, by the latest time that was known here then. */
  readonly at: string;
}

const daysBetween = (earlier: string, later: string) => (Date.parse(later) - Date.parse(earlier)) / DAY_MS;

/**
 * There is none newer: the day that it ends with is the last that is over.
 *
 * @param today the date at the shop
 * @param now epoch milliseconds
 */
export function isNewest(record: PulseRecord, today: string, now: number): boolean {
  const days = daysBetween(record.pulse.to, today);
  return days >= 0 && days <= 1 && mayBeShown(record, now);
}

/** It ends with no day that is still to come, one apart: the clock here may be behind; nor with one too long ago to be of late. */
export function isOfLate({ to }: Pulse, today: string): boolean {
  const days = daysBetween(to, today);
  return days >= -1 && days <= RETENTION_DAYS.pulse;
}

/** It ends before the last day that is over: whoever told it had not counted since. */
export function isBehind({ to }: Pulse, today: string): boolean {
  return daysBetween(to, today) > 1;
}

/** It may still be shown, with its date. */
export function mayBeShown({ at }: PulseRecord, now: number): boolean {
  return !isPulseForgotten(at, now);
}

/** Of this shop as it sells today, and not of its rehearsal. */
export function isOf({ shop, mode }: Pulse, own: { readonly id: string; readonly mode: string }): boolean {
  return shop === own.id && mode === own.mode;
}
