/**
 * Fits a network to examples with Adam. Each example is a choice among its candidates: the network learns to give what was
 * then bought a larger share of all choices.
 */
import { FEATURES } from '../core/recommend/features.js';
import type { Chance } from './chance.js';
import type { Example } from './examples.js';
import { FORMULA, scoreRows, type Weights } from './weights.js';

export interface FitOptions {
  /** How strongly weights are drawn back to the formula: the correction to 0. */
  readonly decay: number;
  /** Examples that are looked at before weights change. */
  readonly batch: number;
}

const PARTS = ['into', 'bias', 'out', 'line'] as const;
type Part = (typeof PARTS)[number];
type Parts = Readonly<Record<Part, Float64Array>>;

const FIRST_MOMENT = 0.9;
const SECOND_MOMENT = 0.99;

/** Changes `weights`, a pass over the examples at a time. */
export function createFit(weights: Weights, used: readonly boolean[], options: FitOptions) {
  const gradient = zerosLike(weights);
  const first = zerosLike(weights);
  const second = zerosLike(weights);
  let steps = 0;
  return {
    pass(examples: readonly Example[], chance: Chance, rate: number): void {
      const shuffled = chance.shuffle(examples);
      for (let start = 0; start < shuffled.length; start += options.batch) {
        const batch = shuffled.slice(start, start + options.batch);
        for (const part of PARTS) gradient[part].fill(0);
        let sum = 0;
        for (const example of batch) {
          learn(weights, example, gradient);
          sum += example.weight;
        }
        steps += 1;
        const correction = Math.sqrt(1 - SECOND_MOMENT ** steps) / (1 - FIRST_MOMENT ** steps);
        step(
          { weights, gradient, first, second, used },
          { scale: 1 / sum, rate: rate * correction, decay: options.decay * rate },
        );
      }
    },
  };
}

const zerosLike = (weights: Weights): Parts => ({
  into: new Float64Array(weights.into.length),
  bias: new Float64Array(weights.bias.length),
  out: new Float64Array(weights.out.length),
  line: new Float64Array(weights.line.length),
});

function learn(weights: Weights, example: Example, gradient: Parts): void {
  const { rows, features, bought, weight } = example;
  const { hidden, out } = weights;
  const wanted = bought.reduce((sum, one) => sum + one, 0);
  if (wanted === 0) return;
  const activity = new Float64Array(rows * hidden);
  const errors = toShares(scoreRows(weights, features, activity));
  for (let row = 0; row < rows; row += 1) {
    const error = ((errors[row] ?? 0) - (bought[row] ?? 0) / wanted) * weight;
    addScaled(gradient.line, 0, features, row * FEATURES, error);
    for (let unit = 0; unit < hidden; unit += 1) {
      const active = activity[row * hidden + unit] ?? 0;
      if (active <= 0) continue;
      gradient.out[unit] = (gradient.out[unit] ?? 0) + error * active;
      const back = error * (out[unit] ?? 0);
      gradient.bias[unit] = (gradient.bias[unit] ?? 0) + back;
      addScaled(gradient.into, unit * FEATURES, features, row * FEATURES, back);
    }
  }
}

function addScaled(to: Float64Array, at: number, from: Float32Array, start: number, factor: number): void {
  for (let column = 0; column < FEATURES; column += 1)
    to[at + column] = (to[at + column] ?? 0) + (from[start + column] ?? 0) * factor;
}

/** The share of all choices that each score stands for. */
function toShares(scores: Float32Array): Float64Array {
  const highest = scores.reduce((one, other) => Math.max(one, other), -Infinity);
  const shares = Float64Array.from(scores, (score) => Math.exp(score - highest));
  const sum = shares.reduce((one, other) => one + other, 0);
  return shares.map((share) => share / sum);
}

interface State {
  readonly weights: Weights;
  readonly gradient: Parts;
  readonly first: Parts;
  readonly second: Parts;
  readonly used: readonly boolean[];
}

function step(
  { weights, gradient, first, second, used }: State,
  how: { scale: number; rate: number; decay: number },
): void {
  for (const part of PARTS) {
    const values = weights[part];
    const isOfFeatures = part === 'into' || part === 'line';
    for (let at = 0; at < values.length; at += 1) {
      if (isOfFeatures && !used[at % FEATURES]) continue;
      const slope = (gradient[part][at] ?? 0) * how.scale;
      const mean = FIRST_MOMENT * (first[part][at] ?? 0) + (1 - FIRST_MOMENT) * slope;
      const square = SECOND_MOMENT * (second[part][at] ?? 0) + (1 - SECOND_MOMENT) * slope * slope;
      first[part][at] = mean;
      second[part][at] = square;
      const rest = part === 'line' && at === FORMULA ? 1 : 0;
      const value = values[at] ?? 0;
      values[at] = value - how.rate * (mean / (Math.sqrt(square) + 1e-8)) - how.decay * (value - rest);
    }
  }
}
