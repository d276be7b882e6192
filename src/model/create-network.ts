/** What a model that is loaded makes of features; and a network over it, which takes and gives numbers alone. */
import { ROWS, type Network } from '../core/recommend/network.js';
import type { Runner } from './runtime.js';

/** Undefined where the model could not be run. */
export type Infer = (features: Float32Array) => Float32Array | undefined;

/**
 * Undefined where the model takes or gives something else.
 *
 * @param length how many numbers it is to take: of `ROWS` candidates
 */
export function createInfer(runner: Runner, length: number): Infer | undefined {
  const inputs = runner.GetInputs();
  const outputs = runner.GetOutputs();
  const isSingle = inputs.size() === 1 && outputs.size() === 1;
  const [input, output] = isSingle ? [inputs.get(0), outputs.get(0)] : [];
  if (!input || !output) return undefined;
  const fits = (tensor: typeof input, size: number) =>
    tensor.dataType === 'float32' && tensor.data().length === size;
  if (!fits(input, length) || !fits(output, ROWS)) return undefined;
  let isBroken = false;
  return (features) => {
    if (isBroken || runner.isDeleted() || features.length !== length) return undefined;
    try {
      input.data().set(features);
      return runner.Infer() ? output.data().slice() : undefined;
    } catch {
      // The whole of it has ended.
      isBroken = true;
      return undefined;
    }
  };
}

/** A model may make a plausible score of what is no number, and none of what is one. */
export function toNetwork(infer: Infer): Network {
  return {
    run(features) {
      const scores = areFinite(features) ? infer(features) : undefined;
      return scores && areFinite(scores) ? scores : undefined;
    },
  };
}

/** By hand: there are thousands, and a call for each would take longer than the model does. */
export function areFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] ?? 0) * 0;
  return sum === 0;
}
