/**
 * Opens a shop's model: its file is fetched and known by its hash, then TFLite's WebAssembly, which is larger, and then it
 * is asked for scores that are published with it. Whatever is wrong comes back as a code; nothing throws, and nothing is
 * written anywhere. Works the same in a worker, on a page and in Node.
 */
import type { OpenFault } from '../core/recommend/fallback.js';
import type { ModelCard } from '../core/recommend/model-card.js';
import type { Network } from '../core/recommend/network.js';
import { MODEL_TYPE } from '../core/shell-messages.js';
import { compileWasm, findLack, isBarred } from './compile-wasm.js';
import { areFinite, createInfer, toNetwork, type Infer } from './create-network.js';
import { fetchFile, hasHash, readBytes, type Fetching, type FetchFile } from './fetch-file.js';
import { loadModel, startRuntime } from './runtime.js';
import { startLimit } from './time-limit.js';

export interface RuntimeWishes {
  readonly wasmUrl: string;
  readonly fetch: FetchFile;
  /** For all of it together. What is being worked out is not cut off: it is the wait for files that can be long. */
  readonly limitMs: number;
  /** Whoever aborts it gets `timeout`. */
  readonly signal?: AbortSignal;
}

export interface ModelWishes extends RuntimeWishes {
  readonly card: Pick<ModelCard, 'sha256' | 'golden'>;
  /** Where the card's `src` leads. */
  readonly modelUrl: string;
  /** Of as many rows as a network takes; what the card's scores are of comes first. */
  readonly goldenFeatures: Float32Array;
}

export type OpenedModel =
  | {
      readonly ok: true;
      readonly network: Network;
      /** Its network is not asked any more then. */
      close(): void;
    }
  | { readonly ok: false; readonly code: OpenFault };

/** Scores may differ by so much from one processor to the next, of 1 or of themselves where that is more. */
export const GOLDEN_TOLERANCE = 1e-4;

export function openModel(wishes: ModelWishes): Promise<OpenedModel> {
  return withinLimit(wishes, async (fetching) => {
    const lack = findLack();
    if (lack) return refuse(lack);
    const file = await fetchModel(wishes, fetching);
    if (typeof file === 'string') return refuse(file);
    const { goldenFeatures, card, wasmUrl } = wishes;
    const opened = await open(file, goldenFeatures.length, wasmUrl, fetching);
    if (typeof opened === 'string') return refuse(opened);
    const scores = opened.infer(goldenFeatures);
    if (scores && isGolden(scores, card.golden)) return toOpened(opened);
    opened.close();
    return refuse(scores ? 'golden' : 'infer');
  });
}

export interface FileWishes extends RuntimeWishes {
  readonly file: Uint8Array;
  /** How many numbers it takes: of all its rows. */
  readonly length: number;
}

/** For whoever makes a model: there is nothing yet to know it by. */
export function openModelFile(wishes: FileWishes): Promise<OpenedModel> {
  const { file, length, wasmUrl } = wishes;
  return withinLimit(wishes, async (fetching) => {
    const opened = findLack() ?? (await open(file, length, wasmUrl, fetching));
    return typeof opened === 'string' ? refuse(opened) : toOpened(opened);
  });
}

async function withinLimit(
  { fetch, limitMs, signal: outer }: RuntimeWishes,
  work: (fetching: Fetching) => Promise<OpenedModel>,
): Promise<OpenedModel> {
  const { signal, over, clear } = startLimit(limitMs, outer);
  const opening = signal.aborted ? undefined : work({ fetch, signal });
  const opened = await Promise.race([opening, over.then(() => undefined)]);
  clear();
  if (opened && !signal.aborted) return opened;
  // Nobody waits for one that comes after all.
  void opening?.then((late) => late.ok && late.close());
  return refuse('timeout');
}

/** What a cache has of it may be of an older card: then the server is asked itself. */
async function fetchModel(
  { card, modelUrl }: ModelWishes,
  fetching: Fetching,
): Promise<Uint8Array<ArrayBuffer> | OpenFault> {
  const headers = { accept: `${MODEL_TYPE}, */*;q=0.1` };
  const ask = async (options: { cache?: 'reload' }) =>
    readBytes(await fetchFile(modelUrl, fetching, { headers, ...options }));
  const file = await ask({});
  if (!file) return 'model-fetch';
  if (await hasHash(file, card.sha256)) return file;
  const fresh = await ask({ cache: 'reload' });
  if (!fresh) return 'model-fetch';
  return (await hasHash(fresh, card.sha256)) ? fresh : 'model-hash';
}

interface Opened {
  readonly infer: Infer;
  close(): void;
}

async function open(
  file: Uint8Array,
  length: number,
  wasmUrl: string,
  fetching: Fetching,
): Promise<Opened | OpenFault> {
  if (isBarred()) return 'wasm-init';
  const compiled = await compileWasm(wasmUrl, fetching);
  if (typeof compiled === 'string') return compiled;
  const tflite = await startRuntime(compiled.wasm);
  if (!tflite) return 'wasm-init';
  const loaded = loadModel(tflite, file);
  if (!loaded) return 'model-load';
  const infer = createInfer(loaded.runner, length);
  if (infer) return { infer, close: loaded.free };
  loaded.free();
  return 'shape';
}

function isGolden(scores: Float32Array, golden: readonly number[]): boolean {
  const isNear = (wanted: number, at: number) =>
    Math.abs((scores[at] ?? NaN) - wanted) <= GOLDEN_TOLERANCE * Math.max(1, Math.abs(wanted));
  return areFinite(scores) && golden.every(isNear);
}

function toOpened({ infer, close }: Opened): OpenedModel {
  return { ok: true, network: toNetwork(infer), close };
}

function refuse(code: OpenFault): OpenedModel {
  return { ok: false, code };
}
