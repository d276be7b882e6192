/** A network of one hidden layer beside a straight line from the features, which starts as the formula itself. */
import { FEATURES } from '../core/recommend/features.js';
import type { Chance } from './chance.js';

export interface Weights {
  readonly hidden: number;
  /** `hidden` rows of `FEATURES` numbers. */
  readonly into: Float64Array;
  readonly bias: Float64Array;
  readonly out: Float64Array;
  /** One for each feature. */
  readonly line: Float64Array;
}

/** The feature that the network corrects: the logarithm of the formula's score. */
export const FORMULA = 0;

/** @param used by column; a feature that never differs from 0 would otherwise keep the weight that chance gave it */
export function startWeights(hidden: number, used: readonly boolean[], chance: Chance): Weights {
  const size = Math.sqrt(2 / FEATURES);
  const line = new Float64Array(FEATURES);
  line[FORMULA] = 1;
  return {
    hidden,
    into: Float64Array.from({ length: hidden * FEATURES }, (_, at) => {
      const drawn = chance.bell() * size;
      return used[at % FEATURES] ? drawn : 0;
    }),
    bias: Float64Array.from({ length: hidden }, () => chance.next() * size - size / 2),
    out: new Float64Array(hidden),
    line,
  };
}

/** Side by side in one network: it scores as all of them do on average. */
export function average(all: readonly Weights[]): Weights {
  const part = 1 / Math.max(1, all.length);
  const line = new Float64Array(FEATURES);
  for (const weights of all)
    weights.line.forEach((weight, at) => (line[at] = (line[at] ?? 0) + weight * part));
  return {
    hidden: all.reduce((sum, { hidden }) => sum + hidden, 0),
    into: join(all.map(({ into }) => into)),
    bias: join(all.map(({ bias }) => bias)),
    out: join(all.map(({ out }) => out.map((weight) => weight * part))),
    line,
  };
}

function join(arrays: readonly Float64Array[]): Float64Array {
  return Float64Array.from(arrays.flatMap((array) => [...array]));
}

/** @param activity where the hidden layer's numbers are left, row by row */
export function scoreRows(weights: Weights, features: Float32Array, activity?: Float64Array): Float32Array {
  const { hidden, into, bias, out, line } = weights;
  const rows = features.length / FEATURES;
  const scores = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const start = row * FEATURES;
    let score = dot(line, 0, features, start);
    for (let unit = 0; unit < hidden; unit += 1) {
      const sum = Math.max(0, (bias[unit] ?? 0) + dot(into, unit * FEATURES, features, start));
      if (activity) activity[row * hidden + unit] = sum;
      score += sum * (out[unit] ?? 0);
    }
    scores[row] = score;
  }
  return scores;
}

/** In two sums, since each addition would otherwise wait for the one before it. */
function dot(one: Float64Array, from: number, other: Float32Array, start: number): number {
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < FEATURES; at += 2) {
    even += (one[from + at] ?? 0) * (other[start + at] ?? 0);
    odd += (one[from + at + 1] ?? 0) * (other[start + at + 1] ?? 0);
  }
  if (FEATURES % 2) even += (one[from + FEATURES - 1] ?? 0) * (other[start + FEATURES - 1] ?? 0);
  return even + odd;
}
