/**
 * Writes a graph of operations as a .tflite file, for tests and benchmarks that need one of any kind. Knows the format's
 * fields by number: https://github.com/tensorflow/tensorflow/blob/v2.11.0/tensorflow/lite/schema/schema.fbs
 */
import { Builder } from 'flatbuffers';

export const FLOAT32 = 0;
export const INT32 = 2;

export interface Tensor {
  readonly shape: readonly number[];
  readonly type?: number;
  readonly values?: Float32Array | Int32Array;
}

export interface Operation {
  /** Of `BuiltinOperator`, with the version of it that is meant. */
  readonly code: number;
  readonly version?: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Of `BuiltinOptions`; what they hold are the defaults, but for a first field that is a byte. */
  readonly options?: number;
  readonly option?: number;
}

export interface Graph {
  readonly tensors: readonly Tensor[];
  readonly operations: readonly Operation[];
  readonly inputs?: readonly number[];
  readonly outputs: readonly number[];
}

export const FULLY_CONNECTED = { code: 9, options: 8 };
export const RELU = 1;
export const GATHER = { code: 36, options: 23 };
export const TILE = { code: 69 };
export const SUM = { code: 74, options: 27 };

export function writeGraph({ tensors, operations, inputs = [0], outputs }: Graph): Uint8Array<ArrayBuffer> {
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

function writeOperation(
  b: Builder,
  { inputs, outputs, options = 0, option = 0 }: Operation,
  at: number,
): number {
  const fields: Field[] = [
    [0, { int: at }],
    [1, { offset: writeInts(b, inputs) }],
    [2, { offset: writeInts(b, outputs) }],
  ];
  const kept: readonly Field[] = option ? [[0, { byte: option }]] : [];
  if (options) fields.push([3, { byte: options }], [4, { offset: writeTable(b, 1, kept) }]);
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
