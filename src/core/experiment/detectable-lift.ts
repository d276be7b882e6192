/** How large a difference must be to be told, and how long it takes to tell one. */
import { FALSE_CALLS, reachOf } from './sequential-test.js';

/** How much of a normal distribution's chance lies beneath this many deviations: four fifths. */
const FOUR_FIFTHS = 0.841621;
/** Nobody waits longer for an answer. */
const LONGEST_DAYS = 3650;

export interface Shoppers {
  /** The share that reaches the outcome without the change, 0 to 1. */
  readonly share: number;
  /** Shoppers of one arm. */
  readonly perArm: number;
}

const varianceFor = ({ share, perArm }: Shoppers) => (2 * share * (1 - share)) / perArm;

/**
 * The smallest difference that four of five such experiments have told by then: what the test reaches, and what chance
 * may take away. Looks before it add to that, so that it is rather too large.
 *
 * @returns a difference of shares, 0 to 1
 */
export function detectableLift(shoppers: Shoppers, falseCalls = FALSE_CALLS): number {
  const variance = varianceFor(shoppers);
  return reachOf(variance, falseCalls) + FOUR_FIFTHS * Math.sqrt(variance);
}

export interface Wanted {
  /** The share that reaches the outcome without the change, 0 to 1. */
  readonly share: number;
  /** The difference that is worth knowing, 0 to 1. */
  readonly lift: number;
  /** Shoppers of one arm that come in a day. */
  readonly perDay: number;
  /** Shoppers of one arm that have come. */
  readonly perArm: number;
}

/** @returns whole days from now until such a difference is told in four of five; undefined if that takes ten years */
export function daysToTell(
  { share, lift, perDay, perArm }: Wanted,
  falseCalls = FALSE_CALLS,
): number | undefined {
  const isTold = (days: number) =>
    detectableLift({ share, perArm: perArm + days * perDay }, falseCalls) <= lift;
  if (perArm > 0 && isTold(0)) return 0;
  if (perDay <= 0 || !isTold(LONGEST_DAYS)) return undefined;
  let [early, late] = [0, LONGEST_DAYS];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (isTold(middle)) late = middle;
    else early = middle;
  }
  return late;
}
