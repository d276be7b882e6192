/** A network of the size that is trained for shops, with weights of no meaning; and the same in plain loops, to be read beside it. */
import { FEATURES } from '../src/core/recommend/features.js';
import { GOLDEN_ROWS } from '../src/core/recommend/model-card.js';
import { ROWS } from '../src/core/recommend/network.js';
import { roundWeights, writeTflite } from '../src/training/tflite-model.js';
import type { ServedModel } from '../test/support/journey/model-host.js';

const HIDDEN = 80;

export interface WideWeights {
  /** Unit by unit. */
  readonly into: readonly number[];
  readonly out: readonly number[];
}

export function createWideModel(): ServedModel & { readonly weights: WideWeights } {
  const none = { bias: new Float64Array(HIDDEN), line: new Float64Array(FEATURES) };
  const all = { ...none, hidden: HIDDEN, into: spread(HIDDEN * FEATURES), out: spread(HIDDEN) };
  const features = Float32Array.from(spread(ROWS * FEATURES));
  const { into, out } = roundWeights(all);
  const weights = { into: [...into], out: [...out] };
  const golden = [...scoreByLoops(weights, features)].slice(0, GOLDEN_ROWS);
  return { file: writeTflite(all), features, golden, weights };
}

/** Names nothing around it: it is told to a page as text. */
export function scoreByLoops({ into, out }: WideWeights, features: Float32Array): Float32Array {
  const width = into.length / out.length;
  const scores = new Float32Array(features.length / width);
  for (let row = 0; row < scores.length; row += 1) {
    let score = 0;
    for (let unit = 0; unit < out.length; unit += 1) {
      let sum = 0;
      for (let at = 0; at < width; at += 1)
        sum += (into[unit * width + at] ?? 0) * (features[row * width + at] ?? 0);
      if (sum > 0) score += sum * (out[unit] ?? 0);
    }
    scores[row] = score;
  }
  return scores;
}

/** From -0.5 to 0.5, the same in each run. */
function spread(length: number): Float64Array {
  return Float64Array.from({ length }, (_, at) => ((at * 7_919) % 1_013) / 1_013 - 0.5);
}
