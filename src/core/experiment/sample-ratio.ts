/** Whether shoppers came to the arms as they were meant to: where they didn't, no other figure can be believed. */
import { gammaAbove } from './special-functions.js';

/**
 * Beneath this the report stops. One look at equal arms stops one of a thousand of them wrongly; who looks after each of
 * some groups stops more, at most as many times that as there are groups.
 */
export const UNEVEN_BELOW = 0.001;

/**
 * Beneath this it stops by days that are in no group yet. Those are looked at each day, so that it takes more: a thousand
 * looks, more days than are kept, stop one of a thousand wrongly.
 */
export const UNEVEN_DAILY_BELOW = 1e-6;

/**
 * How likely a split at least as uneven as this is by chance: Pearson's chi-squared test of fit.
 *
 * Source: Fabijan and others, "Diagnosing Sample Ratio Mismatch in Online Controlled Experiments" (KDD 2019).
 *
 * @param seen shoppers of each arm
 * @param weights of each arm, in the same order: how much of the shoppers it is to get
 * @returns 0 to 1; 1 where nobody was seen or there is one arm only
 */
export function sampleRatioP(seen: readonly number[], weights: readonly number[]): number {
  const all = sum(seen);
  const whole = sum(weights);
  if (all === 0 || seen.length < 2) return 1;
  const parts = seen.map((count, arm) => {
    const meant = (all * (weights[arm] ?? 0)) / whole;
    return (count - meant) ** 2 / meant;
  });
  return gammaAbove((seen.length - 1) / 2, sum(parts) / 2);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
