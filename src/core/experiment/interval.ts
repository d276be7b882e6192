/** Where the true share of an arm lies by what was counted: a description for one look, by which nothing is decided. */
import { betaQuantile } from './special-functions.js';
import type { ArmTally } from './tally.js';

/** Jeffreys' prior: half a shopper of each kind. */
const PRIOR = 0.5;

/**
 * The middle 95 % of the beta distribution that the counts leave of Jeffreys' prior.
 *
 * Source: Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001),
 * with its ends where nobody or everybody reached it.
 */
export function shareInterval({ seen, reached }: ArmTally, outside = 0.05): readonly [number, number] {
  const a = reached + PRIOR;
  const b = seen - reached + PRIOR;
  return [
    reached === 0 ? 0 : betaQuantile(outside / 2, a, b),
    reached === seen ? 1 : betaQuantile(1 - outside / 2, a, b),
  ];
}
