/** Which arm of an experiment a device is in. It is the same at each visit, on either side, and for as long as the split is. */
import { hash32 } from './hash.js';

export interface Arm {
  readonly id: string;
  /** How much of the shoppers it gets, beside the others' weights: a positive number. */
  readonly weight: number;
}

const RANGE = 2 ** 32;

/**
 * The hash of `<experiment>:<salt>`, over 2^32, falls into one arm's stretch of 0 to 1. Stretches lie in the arms' order.
 * The experiment's id is in it, so that two experiments share a device out independently.
 *
 * @param salt random, of the device; it is made after consent only
 */
export function assignArm<A extends Arm>(experiment: string, salt: string, arms: readonly [A, ...A[]]): A {
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  const point = (hash32(`${experiment}:${salt}`) / RANGE) * total;
  let end = 0;
  return arms.find(({ weight }) => point < (end += weight)) ?? arms[0];
}
