/** Features that are nobody's: whoever has a model can tell from its scores for them whether it runs as it should. */
import { FEATURES } from './features.js';
import { GOLDEN_ROWS } from './model-card.js';
import { ROWS } from './network.js';

const SEED = 20_261_128;

/** The first `GOLDEN_ROWS` rows are filled, from -2 to below 2 in steps that single precision holds exactly. */
export function goldenFeatures(): Float32Array {
  const features = new Float32Array(ROWS * FEATURES);
  let state = SEED;
  for (let at = 0; at < GOLDEN_ROWS * FEATURES; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    features[at] = (state >>> 24) / 64 - 2;
  }
  return features;
}
