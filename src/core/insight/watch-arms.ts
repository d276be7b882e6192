/**
 * What is told of an experiment before its days are in a group. A group waits for the arm that has the fewest: where an arm
 * is broken none would ever close, and its owner would wait for ever. Each of these is a yes or a no about whole days, and no
 * number of anybody.
 */
import type { Arm } from '../experiment/assign.js';
import { sampleRatioP, UNEVEN_DAILY_BELOW } from '../experiment/sample-ratio.js';
import { FEWEST_SHOWN } from '../experiment/tally.js';
import type { Outcome } from '../protocol/measure.js';
import { allOf, NO_SUMS, type SumsByArm } from './close-groups.js';

export interface Watched {
  /** Devices did not come to the arms as they were meant to. Once it was found it stays. */
  readonly uneven: boolean;
  /** The arm for which the others wait, though they have many. */
  readonly lacking?: string;
}

/** Of an arm of the same weight: where others have that many, ten are not long to come, or something is wrong. */
const MANY = 100;

/**
 * @param seen devices of whole days, by arm; an arm that nobody saw may lack
 * @returns false while fewer than ten were meant to come to an arm: the test does not hold for those
 */
export function isUneven(arms: readonly Arm[], seen: Readonly<Record<string, number>>): boolean {
  const counts = arms.map(({ id }) => seen[id] ?? 0);
  const weights = arms.map(({ weight }) => weight);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const fewest = (sum(counts) * Math.min(...weights)) / sum(weights);
  return fewest >= FEWEST_SHOWN && sampleRatioP(counts, weights) < UNEVEN_DAILY_BELOW;
}

/**
 * @param sums of whole days that are in no group
 * @returns the first arm that has not ten who reached it and ten who did not, while by another's it should have many
 */
export function findLacking(arms: readonly Arm[], sums: SumsByArm, outcome: Outcome): string | undefined {
  const fewer = arms.map(({ id, weight }) => {
    const arm = sums[id] ?? NO_SUMS;
    const reached = allOf(arm, outcome);
    return { id, weight, count: Math.min(reached, arm.seen - reached) };
  });
  const isMuch = (weight: number) =>
    fewer.some((other) => other.count >= FEWEST_SHOWN && other.count * weight >= MANY * other.weight);
  return fewer.find(({ count, weight }) => count < FEWEST_SHOWN && isMuch(weight))?.id;
}
