/**
 * Networks small enough to be worked out by hand, as .tflite files: a sum of weighted features for each row. Some are
 * wrong in ways that a file from elsewhere may be. Knows the format's fields by number:
 * https://github.com/tensorflow/tensorflow/blob/v2.11.0/tensorflow/lite/schema/schema.fbs
 */
import { Builder } from 'flatbuffers';

import { ROWS } from '../../src/core/recommend/network.js';

/** Of the tiny networks; the real ones have more. */
export const TINY_FEATURES = 4;
export const TINY_WEIGHTS: readonly number[] = [0.5, -1, 0.25, 2];

const FLOAT32 = 0;
const INT32 = 2;

interface Tensor {
  readonly shape: readonly number[];
  readonly type?: number;
  readonly values?: Float32Array | Int32Array;
}

interface Operation {
  /** Of `BuiltinOperator`, with the version of it that is meant. */
  readonly code: number;
  readonly version?: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Of `BuiltinOptions`; empty ones hold the defaults. */
  readonly options?: number;
}

interface Graph {
  readonly tensors: readonly Tensor[];
  readonly operations: readonly Operation[];
  readonly inputs?: readonly number[];
  readonly outputs: readonly number[];
}

const FULLY_CONNECTED = { code: 9, options: 8 };
const GATHER = { code: 36, options: 23 };
const TILE = { code: 69 };
const UNKNOWN = { code: 120, version: 99 };
const row = (values: readonly number[]) => Float32Array.from(values);

const features: Tensor = { shape: [ROWS, TINY_FEATURES] };
const scores: Tensor = { shape: [ROWS, 1] };
const weighted = (weights: readonly number[], input = features, output = scores): Graph => ({
  tensors: [input, { shape: [1, weights.length], values: row(weights) }, output],
  operations: [{ ...FULLY_CONNECTED, inputs: [0, 1, -1], outputs: [2] }],
  outputs: [2],
});

export const tinyModel = () => write(weighted(TINY_WEIGHTS));
/** What it makes of features: worked out without it. */
export const scoreTiny = (given: Float32Array) =>
  Float32Array.from({ length: given.length / TINY_FEATURES }, (_, at) =>
    TINY_WEIGHTS.reduce((sum, weight, i) => sum + weight * (given[at * TINY_FEATURES + i] ?? 0), 0),
  );
/** Some that differ from row to row. */
export const tinyFeatures = () =>
  Float32Array.from({ length: ROWS * TINY_FEATURES }, (_, at) => ((at * 37) % 101) / 50 - 1);

/** Infinite weights: where a feature is 0, its score is no number. */
export const nanModel = () => write(weighted([Infinity, 0, 0, 0]));
/** Nearly infinite ones: they pass where features are small. */
export const steepModel = () => write(weighted([STEEP, 0, 0, 0]));
export const STEEP = 3e38;
/** It takes rows that there are not, and says so when it is run. */
export const strayModel = () =>
  write({
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
export const narrowModel = () => write(weighted([1, 2, 3], { shape: [ROWS, 3] }));
export const fewRowsModel = () =>
  write(weighted(TINY_WEIGHTS, { shape: [8, TINY_FEATURES] }, { shape: [8, 1] }));
/** Of integers, as many as there should be. */
export const integerModel = () =>
  write({
    tensors: [
      { shape: [ROWS, TINY_FEATURES], type: INT32 },
      { shape: [2], type: INT32, values: Int32Array.of(1, 1) },
      { shape: [ROWS, TINY_FEATURES], type: INT32 },
    ],
    operations: [{ ...TILE, inputs: [0, 1], outputs: [2] }],
    outputs: [2],
  });
/** It wants more than 3 GB for what stands between features and scores. */
export const hugeModel = () =>
  write({
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
  write({ ...weighted(TINY_WEIGHTS), operations: [{ ...UNKNOWN, inputs: [0], outputs: [2] }] });

function write({ tensors, operations, inputs = [0], outputs }: Graph): Uint8Array<ArrayBuffer> {
  const b = new Builder(1_024);
  const buffers = [writeBuffer(b), ...tensors.map(({ values }) => writeBuffer(b, values))];
  const written = tensors.map(({ shape, type = FLOAT32 }, at) =>
    writeTable(b, 8, [
      [0, { offset: writeInts(b, shape) }],
      [1, { byte: type }],
      [2, { int: at + 1 }],
    ]),
  );
  const operators = operations.map((operation, at) => writeOperation(b, operation, at));
  const subgraph = writeTable(b, 5, [
    [0, { offset: writeOffsets(b, written) }],
    [1, { offset: writeInts(b, inputs) }],
    [2, { offset: writeInts(b, outputs) }],
    [3, { offset: writeOffsets(b, operators) }],
  ]);
  const codes = operations.map(({ code, version = 1 }) =>
    writeTable(b, 4, [
      [0, { byte: Math.min(code, 127) }],
      [2, { int: version }],
      [3, { int: code }],
    ]),
  );
  const model = writeTable(b, 8, [
    [0, { int: 3 }],
    [1, { offset: writeOffsets(b, codes) }],
    [2, { offset: writeOffsets(b, [subgraph]) }],
    [4, { offset: writeOffsets(b, buffers) }],
  ]);
  b.finish(model, 'TFL3');
  return Uint8Array.from(b.asUint8Array());
}

function writeOperation(b: Builder, { inputs, outputs, options = 0 }: Operation, at: number): number {
  const fields: Field[] = [
    [0, { int: at }],
    [1, { offset: writeInts(b, inputs) }],
    [2, { offset: writeInts(b, outputs) }],
  ];
  if (options) fields.push([3, { byte: options }], [4, { offset: writeTable(b, 0, []) }]);
  return writeTable(b, 5, fields);
}

type Field = [at: number, value: { byte: number } | { int: number } | { offset: number }];

/** What a field holds that is an offset has been written before. */
function writeTable(b: Builder, size: number, fields: readonly Field[]): number {
  b.startObject(size);
  for (const [at, value] of fields) {
    if ('byte' in value) b.addFieldInt8(at, value.byte, 0);
    else if ('int' in value) b.addFieldInt32(at, value.int, 0);
    else b.addFieldOffset(at, value.offset, 0);
  }
  return b.endObject();
}

function writeBuffer(b: Builder, values?: Float32Array | Int32Array): number {
  if (!values) return writeTable(b, 1, []);
  const bytes = new Uint8Array(values.buffer);
  b.startVector(1, bytes.length, 16);
  for (const byte of [...bytes].reverse()) b.addInt8(byte);
  return writeTable(b, 1, [[0, { offset: b.endVector() }]]);
}

function writeInts(b: Builder, values: readonly number[]): number {
  b.startVector(4, values.length, 4);
  for (const value of [...values].reverse()) b.addInt32(value);
  return b.endVector();
}

function writeOffsets(b: Builder, offsets: readonly number[]): number {
  b.startVector(4, offsets.length, 4);
  for (const offset of [...offsets].reverse()) b.addOffset(offset);
  return b.endVector();
}
