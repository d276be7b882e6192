/**
 * Writes a network as a .tflite file, with `ROWS` rows of features in and a score for each out.
 *
 * The weights of the hidden layer are most of the file, and are written as whole numbers from -127 to 127 with one scale,
 * which the file itself turns back into fractions. Each hidden unit is stretched to that scale first, so that none of them
 * is told coarsely because of another.
 */
import { Builder, type Offset } from 'flatbuffers';

import { FEATURES } from '../core/recommend/features.js';
import { ROWS } from '../core/recommend/network.js';
import { scoreRows, type Weights } from './weights.js';

/** Of TensorFlow Lite's schema, as far as a file like this one needs it. */
const VERSION = 3;
const TYPE = { float32: 0, int8: 9 } as const;
const OPERATOR = { add: 0, dequantize: 6, fullyConnected: 9 } as const;
const OPERATOR_VERSION = { add: 1, dequantize: 2, fullyConnected: 1 } as const;
const OPTIONS = { none: 0, fullyConnected: 8, add: 11 } as const;
const RELU = 1;
const ALIGNMENT = 16;

const STEPS = 127;

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** A constant's; int8 where it has a scale. */
  readonly data?: Uint8Array;
  readonly scale?: number;
}

interface Operation {
  readonly kind: keyof typeof OPERATOR;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly relu?: boolean;
}

const OPERATIONS: readonly Operation[] = [
  { kind: 'dequantize', inputs: ['into-whole'], output: 'into' },
  { kind: 'fullyConnected', inputs: ['features', 'into', 'bias'], output: 'hidden', relu: true },
  { kind: 'fullyConnected', inputs: ['hidden', 'out', 'zero'], output: 'correction' },
  { kind: 'fullyConnected', inputs: ['features', 'line', 'zero'], output: 'straight' },
  { kind: 'add', inputs: ['straight', 'correction'], output: 'scores' },
];
const KINDS = ['add', 'dequantize', 'fullyConnected'] as const;

/** What a runtime makes of the file: the weights as they come out of whole numbers. */
export function roundWeights(weights: Weights): Weights {
  const { whole, out, bias } = toWhole(weights);
  return { ...weights, into: Float64Array.from(whole, (step) => step / STEPS), out, bias };
}

/** The file's own scores for features, without a runtime. */
export function scoreAsWritten(weights: Weights, features: Float32Array): Float32Array {
  return scoreRows(roundWeights(weights), features);
}

export function writeTflite(weights: Weights): Uint8Array {
  const builder = new Builder(1024);
  const tensors = listTensors(weights);
  const place = new Map(tensors.map(({ name }, at) => [name, at]));
  const places = (names: readonly string[]) => names.map((name) => place.get(name) ?? -1);
  // The first buffer is nobody's: what is no constant names it.
  const data = [undefined, ...tensors.flatMap(({ data }) => data ?? [])];
  const buffers = data.map((bytes) => writeBuffer(builder, bytes));
  const constants = tensors.filter(({ data }) => data).map(({ name }) => name);
  const written = tensors.map((tensor) => writeTensor(builder, tensor, constants.indexOf(tensor.name) + 1));
  const operators = OPERATIONS.map((operation) => writeOperator(builder, operation, places));
  const subgraph = writeTable(builder, {
    0: offsets(builder, written),
    1: whole32(builder, places(['features'])),
    2: whole32(builder, places(['scores'])),
    3: offsets(builder, operators),
  });
  const codes = KINDS.map((kind) => writeCode(builder, kind));
  const description = builder.createString('Punnet: reorder scores');
  const fields = {
    1: offsets(builder, codes),
    2: offsets(builder, [subgraph]),
    3: description,
    4: offsets(builder, buffers),
  };
  const model = writeTable(builder, fields, () => builder.addFieldInt32(0, VERSION, 0));
  builder.finish(model, 'TFL3');
  return builder.asUint8Array().slice();
}

/** A unit's numbers may be multiplied by anything that its weight is divided by, as nothing is below 0 after it. */
function toWhole({ hidden, into, bias, out }: Weights) {
  const whole = new Int8Array(into.length);
  const sizes = Float64Array.from({ length: hidden }, (_, unit) => {
    const row = into.subarray(unit * FEATURES, (unit + 1) * FEATURES);
    const size = row.reduce((one, other) => Math.max(one, Math.abs(other)), 0) || 1;
    row.forEach((weight, at) => (whole[unit * FEATURES + at] = Math.round((weight / size) * STEPS)));
    return size;
  });
  return {
    whole,
    bias: bias.map((value, unit) => value / (sizes[unit] ?? 1)),
    out: out.map((value, unit) => value * (sizes[unit] ?? 1)),
  };
}

function listTensors(weights: Weights): Tensor[] {
  const { hidden, line } = weights;
  const { whole, bias, out } = toWhole(weights);
  return [
    { name: 'features', shape: [ROWS, FEATURES] },
    { name: 'into-whole', shape: [hidden, FEATURES], data: bytesOf(whole), scale: 1 / STEPS },
    { name: 'into', shape: [hidden, FEATURES] },
    { name: 'bias', shape: [hidden], data: bytesOf(Float32Array.from(bias)) },
    { name: 'out', shape: [1, hidden], data: bytesOf(Float32Array.from(out)) },
    { name: 'line', shape: [1, FEATURES], data: bytesOf(Float32Array.from(line)) },
    { name: 'zero', shape: [1], data: bytesOf(new Float32Array(1)) },
    { name: 'hidden', shape: [ROWS, hidden] },
    { name: 'correction', shape: [ROWS, 1] },
    { name: 'straight', shape: [ROWS, 1] },
    { name: 'scores', shape: [ROWS, 1] },
  ];
}

/** Every machine that Node runs on keeps the lowest byte first, as the file does. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Int8Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Runs `write` once all that the table points to is written, as the format asks. */
function writeTable(builder: Builder, pointers: Readonly<Record<number, Offset>>, write = () => {}): Offset {
  builder.startObject(8);
  for (const [field, offset] of Object.entries(pointers)) builder.addFieldOffset(Number(field), offset, 0);
  write();
  return builder.endObject();
}

function writeBuffer(builder: Builder, bytes: Uint8Array | undefined): Offset {
  if (!bytes) return writeTable(builder, {});
  builder.startVector(1, bytes.length, ALIGNMENT);
  for (let at = bytes.length - 1; at >= 0; at -= 1) builder.addInt8(bytes[at] ?? 0);
  return writeTable(builder, { 0: builder.endVector() });
}

function writeTensor(builder: Builder, { name, shape, scale }: Tensor, buffer: number): Offset {
  const pointers = { 0: whole32(builder, shape), 3: builder.createString(name) };
  const quantized = scale === undefined ? undefined : writeScale(builder, scale);
  return writeTable(builder, quantized === undefined ? pointers : { ...pointers, 4: quantized }, () => {
    builder.addFieldInt8(1, scale === undefined ? TYPE.float32 : TYPE.int8, 0);
    builder.addFieldInt32(2, buffer, 0);
  });
}

function writeScale(builder: Builder, scale: number): Offset {
  builder.startVector(4, 1, 4);
  builder.addFloat32(scale);
  const scales = builder.endVector();
  builder.startVector(8, 1, 8);
  builder.addInt64(0n);
  return writeTable(builder, { 2: scales, 3: builder.endVector() });
}

function writeOperator(
  builder: Builder,
  { kind, inputs, output, relu = false }: Operation,
  places: (names: readonly string[]) => number[],
): Offset {
  const pointers = { 1: whole32(builder, places(inputs)), 2: whole32(builder, places([output])) };
  const type = kind === 'dequantize' ? OPTIONS.none : OPTIONS[kind];
  const code = () => builder.addFieldInt32(0, KINDS.indexOf(kind), 0);
  if (type === OPTIONS.none) return writeTable(builder, pointers, code);
  const options = writeTable(builder, {}, () => builder.addFieldInt8(0, relu ? RELU : 0, 0));
  return writeTable(builder, { ...pointers, 4: options }, () => {
    code();
    builder.addFieldInt8(3, type, 0);
  });
}

function writeCode(builder: Builder, kind: keyof typeof OPERATOR): Offset {
  return writeTable(builder, {}, () => {
    builder.addFieldInt8(0, OPERATOR[kind], 0);
    builder.addFieldInt32(2, OPERATOR_VERSION[kind], 1);
    builder.addFieldInt32(3, OPERATOR[kind], 0);
  });
}

function offsets(builder: Builder, list: readonly Offset[]): Offset {
  builder.startVector(4, list.length, 4);
  for (const offset of [...list].reverse()) builder.addOffset(offset);
  return builder.endVector();
}

function whole32(builder: Builder, list: readonly number[]): Offset {
  builder.startVector(4, list.length, 4);
  for (const number of [...list].reverse()) builder.addInt32(number);
  return builder.endVector();
}
