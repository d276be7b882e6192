/**
 * Networks small enough to be worked out by hand, as .tflite files: a sum of weighted features for each row. Some are
 * wrong in ways that a file from elsewhere may be.
 */
import { ROWS } from '../../src/core/recommend/network.js';
import {
  FULLY_CONNECTED,
  GATHER,
  INT32,
  RELU,
  SUM,
  TILE,
  writeGraph,
  type Graph,
  type Tensor,
} from './write-graph.js';

/** Of the tiny networks; the real ones have more. */
export const TINY_FEATURES = 4;
export const TINY_WEIGHTS: readonly number[] = [0.5, -1, 0.25, 2];

const UNKNOWN = { code: 120, version: 99 };
const row = (values: readonly number[]) => Float32Array.from(values);

const features: Tensor = { shape: [ROWS, TINY_FEATURES] };
const scores: Tensor = { shape: [ROWS, 1] };
const weighted = (weights: readonly number[], input = features, output = scores): Graph => ({
  tensors: [input, { shape: [1, weights.length], values: row(weights) }, output],
  operations: [{ ...FULLY_CONNECTED, inputs: [0, 1, -1], outputs: [2] }],
  outputs: [2],
});

export const tinyModel = () => writeGraph(weighted(TINY_WEIGHTS));
/** What it makes of features: worked out without it. */
export const scoreTiny = (given: Float32Array) =>
  Float32Array.from({ length: given.length / TINY_FEATURES }, (_, at) =>
    TINY_WEIGHTS.reduce((sum, weight, i) => sum + weight * (given[at * TINY_FEATURES + i] ?? 0), 0),
  );
/** Some that differ from row to row. */
export const tinyFeatures = () =>
  Float32Array.from({ length: ROWS * TINY_FEATURES }, (_, at) => ((at * 37) % 101) / 50 - 1);

/** Nothing below 0, and 0 of what is no number. */
export const rectifiedModel = () => {
  const { operations, ...graph } = weighted(TINY_WEIGHTS);
  return writeGraph({ ...graph, operations: operations.map((one) => ({ ...one, option: RELU })) });
};

/** Infinite weights: where a feature is 0, its score is no number. */
export const nanModel = () => writeGraph(weighted([Infinity, 0, 0, 0]));
/** Nearly infinite ones: they pass where features are small. */
export const steepModel = () => writeGraph(weighted([STEEP, 0, 0, 0]));
export const STEEP = 3e38;
/** It takes rows that there are not, and says so when it is run. */
export const strayModel = () =>
  writeGraph({
    tensors: [
      features,
      { shape: [ROWS], type: INT32, values: new Int32Array(ROWS).fill(9_999) },
      { shape: [ROWS, TINY_FEATURES] },
      { shape: [1, TINY_FEATURES], values: row(TINY_WEIGHTS) },
      scores,
    ],
    operations: [
      { ...GATHER, inputs: [0, 1], outputs: [2] },
      { ...FULLY_CONNECTED, inputs: [2, 3, -1], outputs: [4] },
    ],
    outputs: [4],
  });
export const narrowModel = () => writeGraph(weighted([1, 2, 3], { shape: [ROWS, 3] }));
export const fewRowsModel = () =>
  writeGraph(weighted(TINY_WEIGHTS, { shape: [8, TINY_FEATURES] }, { shape: [8, 1] }));
/** Of integers, as many in and out as there should be. */
export const integerModel = () =>
  writeGraph({
    tensors: [
      { shape: [ROWS, TINY_FEATURES], type: INT32 },
      { shape: [1], type: INT32, values: Int32Array.of(1) },
      { shape: [ROWS], type: INT32 },
    ],
    operations: [{ ...SUM, inputs: [0, 1], outputs: [2] }],
    outputs: [2],
  });
/** It wants more than 3 GB for what stands between features and scores. */
export const hugeModel = () =>
  writeGraph({
    tensors: [
      features,
      { shape: [2], type: INT32, values: Int32Array.of(1, 1_000_000) },
      { shape: [ROWS, TINY_FEATURES * 1_000_000] },
    ],
    operations: [{ ...TILE, inputs: [0, 1], outputs: [2] }],
    outputs: [2],
  });
/** With an operation that no version of TFLite has. */
export const unknownModel = () =>
  writeGraph({ ...weighted(TINY_WEIGHTS), operations: [{ ...UNKNOWN, inputs: [0], outputs: [2] }] });
