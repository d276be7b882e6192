/** A network of the size that is trained for shops, with weights of no meaning; and the same in plain loops, to be read beside it. */
import { GOLDEN_ROWS } from '../src/core/recommend/model-card.js';
import { ROWS } from '../src/core/recommend/network.js';
import type { ServedModel } from '../test/support/journey/model-host.js';
import { FULLY_CONNECTED, RELU, writeGraph } from '../test/support/write-graph.js';

const FEATURES = 41;
const HIDDEN = 80;

export interface WideWeights {
  /** Unit by unit. */
  readonly into: readonly number[];
  readonly out: readonly number[];
}

export function createWideModel(): ServedModel & { readonly weights: WideWeights } {
  const into = spread(HIDDEN * FEATURES);
  const out = spread(HIDDEN);
  const features = spread(ROWS * FEATURES);
  const weights = { into: [...into], out: [...out] };
  const golden = [...scoreByLoops(weights, features)].slice(0, GOLDEN_ROWS);
  return { file: write(into, out), features, golden, weights };
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

function write(into: Float32Array, out: Float32Array): Uint8Array {
  return writeGraph({
    tensors: [
      { shape: [ROWS, FEATURES] },
      { shape: [HIDDEN, FEATURES], values: into },
      { shape: [ROWS, HIDDEN] },
      { shape: [1, HIDDEN], values: out },
      { shape: [ROWS, 1] },
    ],
    operations: [
      { ...FULLY_CONNECTED, option: RELU, inputs: [0, 1, -1], outputs: [2] },
      { ...FULLY_CONNECTED, inputs: [2, 3, -1], outputs: [4] },
    ],
    outputs: [4],
  });
}

/** From -0.5 to 0.5, the same in each run. */
function spread(length: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => ((at * 7_919) % 1_013) / 1_013 - 0.5);
}
