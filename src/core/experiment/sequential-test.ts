/**
 * Whether one arm does better than another, by a test that may be looked at whenever anybody likes, and stopped at any
 * look: over all looks together it is wrong about two equal arms at most as often as it says.
 *
 * The mixture sequential probability ratio test for the difference of two shares, with a normal mixture about no
 * difference and the normal likelihood of the difference. Source: Johari, Koomen, Pekelis and Walsh, "Always Valid
 * Inference: Continuous Monitoring of A/B Tests", Operations Research 70 (2022), section 5, after Robbins (1970).
 */
import { FEWEST_SHOWN, rateOf, type ArmTally } from './tally.js';

/** How often two equal arms may be told apart, over all looks. */
export const FALSE_CALLS = 0.05;

/**
 * How far apart the shares of two arms are thought to lie, as the standard deviation of the mixture: three of a hundred
 * shoppers. It is the same for every experiment, since what is chosen after a look would spoil the test.
 */
export const MIXTURE = 0.03;

export interface Look {
  /** The second arm's share less the first's. */
  readonly lift: number;
  /** How far it is from what it would be without end, at `1 - FALSE_CALLS` over all looks. */
  readonly reach: number;
}

/** The variance of the difference of two shares, each as it was counted. */
export function varianceOf(control: ArmTally, other: ArmTally): number {
  const part = (tally: ArmTally) => (rateOf(tally) * (1 - rateOf(tally))) / tally.seen;
  return part(control) + part(other);
}

/** How far a difference reaches about itself, of which the variance is `variance`. */
export function reachOf(variance: number, falseCalls: number): number {
  const mixture = MIXTURE ** 2;
  const both = variance + mixture;
  const odds = Math.log(1 / falseCalls) + 0.5 * Math.log(both / variance);
  return Math.sqrt((2 * variance * both * odds) / mixture);
}

/** The normal likelihood holds where there are some of either outcome in each arm. */
function isEnough({ seen, reached }: ArmTally): boolean {
  return reached >= FEWEST_SHOWN && seen - reached >= FEWEST_SHOWN;
}

/** @returns undefined while there are too few for the test to hold */
export function takeLook(control: ArmTally, other: ArmTally, falseCalls = FALSE_CALLS): Look | undefined {
  if (!isEnough(control) || !isEnough(other)) return undefined;
  return {
    lift: rateOf(other) - rateOf(control),
    reach: reachOf(varianceOf(control, other), falseCalls),
  };
}

/** @returns whether the look tells the arms apart */
export const isApart = ({ lift, reach }: Look) => Math.abs(lift) > reach;
