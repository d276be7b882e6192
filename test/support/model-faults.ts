/** What can be wrong with a model, or with the files that it needs, and the code that each is told by. */
import type { OpenFault } from '../../src/core/recommend/fallback.js';
import { GOLDEN_ROWS } from '../../src/core/recommend/model-card.js';
import type { FetchFile } from '../../src/model/fetch-file.js';
import type { ModelWishes } from '../../src/model/open-model.js';
import * as tiny from './tiny-model.js';

type Bytes = Uint8Array<ArrayBuffer>;
/** In the place of a server's answer. */
type Answer = (file: Bytes) => Response | Promise<Response>;

export interface ModelFault {
  readonly name: string;
  readonly code: OpenFault;
  /** What the card is of; the tiny model unless another is named. */
  readonly model?: () => Bytes;
  readonly golden?: readonly number[];
  readonly modelAnswer?: Answer;
  readonly wasmAnswer?: Answer;
  readonly limitMs?: number;
}

export const FEATURES = tiny.tinyFeatures();
export const GOLDEN: readonly number[] = [...tiny.scoreTiny(FEATURES).slice(0, GOLDEN_ROWS)];
const MODEL_URL = 'https://shop.example/model.tflite';
const PATIENCE_MS = 60_000;

const missing: Answer = () => new Response('Not here', { status: 404 });
const unreachable: Answer = () => Promise.reject(new TypeError('no network'));
const silent: Answer = () => new Promise<Response>(() => undefined);
const signIn: Answer = () => new Response('<!doctype html><title>Sign in</title>');
const empty: Answer = () => new Response(null);
const cutShort: Answer = (file) => new Response(file.slice(0, file.length >> 1));
const flipped: Answer = (file) => {
  const other = file.slice();
  other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 1;
  return new Response(other);
};
const brokenOff: Answer = (file) =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(file.slice(0, 100));
        controller.error(new TypeError('the connection is gone'));
      },
    }),
  );
const another: Answer = () => new Response(tiny.steepModel());
const otherWasm: Answer = () =>
  new Response(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0), {
    headers: { 'content-type': 'application/wasm' },
  });

const files: readonly (readonly [string, Answer, 'fetch' | 'hash'])[] = [
  ['is missing', missing, 'fetch'],
  ['can’t be reached', unreachable, 'fetch'],
  ['breaks off', brokenOff, 'fetch'],
  ['is cut short', cutShort, 'hash'],
  ['has one bit flipped', flipped, 'hash'],
  ['is empty', empty, 'hash'],
  ['is a sign-in page', signIn, 'hash'],
];

export const modelFaults: readonly ModelFault[] = [
  ...files.map(([what, modelAnswer, kind]) => ({
    ...{ name: `a model that ${what}`, modelAnswer, code: `model-${kind}` as const },
  })),
  { name: 'a model that was swapped', modelAnswer: another, code: 'model-hash' },
  { name: 'a model whose server is silent', modelAnswer: silent, limitMs: 1, code: 'timeout' },
  ...files.map(([what, wasmAnswer, kind]) => ({
    ...{ name: `WebAssembly that ${what}`, wasmAnswer, code: `wasm-${kind}` as const },
  })),
  { name: 'WebAssembly that was swapped', wasmAnswer: otherWasm, code: 'wasm-hash' },
  { name: 'WebAssembly whose server is silent', wasmAnswer: silent, limitMs: 50, code: 'timeout' },
  { name: 'a file that is no model', model: () => Uint8Array.of(1, 2, 3), code: 'model-load' },
  { name: 'an empty file', model: () => new Uint8Array(0), code: 'model-load' },
  {
    name: 'a model that was written in half',
    model: () => tiny.tinyModel().slice(0, 200),
    code: 'model-load',
  },
  { name: 'a model with an operation that there is not', model: tiny.unknownModel, code: 'model-load' },
  { name: 'a model that wants more memory than there is', model: tiny.hugeModel, code: 'model-load' },
  { name: 'a model of other features', model: tiny.narrowModel, code: 'shape' },
  { name: 'a model of fewer candidates', model: tiny.fewRowsModel, code: 'shape' },
  { name: 'a model of integers', model: tiny.integerModel, code: 'shape' },
  { name: 'a model that fails when it is run', model: tiny.strayModel, code: 'infer' },
  { name: 'a model whose scores are no numbers', model: tiny.nanModel, code: 'golden' },
  {
    name: 'a model with other scores than its card',
    golden: GOLDEN.map((score) => score + 0.001),
    code: 'golden',
  },
];

/** @param wasm its address, and what lies there */
export async function toWishes(
  {
    model = tiny.tinyModel,
    golden = GOLDEN,
    modelAnswer,
    wasmAnswer,
    limitMs = PATIENCE_MS,
  }: Omit<ModelFault, 'name' | 'code'>,
  wasm: { readonly url: string; readonly file: Bytes; readonly fetch: FetchFile },
): Promise<ModelWishes> {
  const file = model();
  const fetch: FetchFile = async (address, options) => {
    if (address === MODEL_URL) return modelAnswer ? modelAnswer(file) : new Response(file);
    return wasmAnswer ? wasmAnswer(wasm.file) : wasm.fetch(address, options);
  };
  const card = { sha256: await sha256(file), golden: [...golden] };
  return { card, modelUrl: MODEL_URL, wasmUrl: wasm.url, goldenFeatures: FEATURES, fetch, limitMs };
}

async function sha256(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
