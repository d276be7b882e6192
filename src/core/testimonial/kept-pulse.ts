/** The shop's pulse as a device keeps it: public, and of nobody. */
import type { Pulse } from '../protocol/pulse.js';

export interface PulseRecord {
  readonly rev: number;
  readonly pulse: Pulse;
  /** ISO 8601, UTC: when it was told. */
  readonly at: string;
}

const LONGEST_KEPT_MS = 7 * 86_400_000;

/** There is none newer: the day that it ends with is the last that is over. @param today the date at the shop */
export function isNewest({ pulse }: PulseRecord, today: string): boolean {
  return Date.parse(today) - Date.parse(pulse.to) <= 86_400_000;
}

/** It may still be shown, with its date. */
export function mayBeShown({ at }: PulseRecord, now: number): boolean {
  return now - Date.parse(at) <= LONGEST_KEPT_MS;
}

/** Of this shop as it sells today, and not of its rehearsal. */
export function isOf({ shop, mode }: Pulse, own: { readonly id: string; readonly mode: string }): boolean {
  return shop === own.id && mode === own.mode;
}
