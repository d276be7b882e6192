/**
 * Opens a model that lies in a file, in Node: TFLite's WebAssembly is beside what is built, and nothing goes over a network.
 * It is large to load: whoever may need it imports it when a model is to run.
 */
import { readFile } from 'node:fs/promises';

import wasmUrl from 'virtual:tflite-wasm';

import type { ModelCard } from '../core/recommend/model-card.js';
import { openModel, openModelFile, type OpenedModel } from '../model/open-model.js';

export interface ModelInHand {
  readonly file: Uint8Array<ArrayBuffer>;
  /** Without one there is nothing to know it by, as while it is made. */
  readonly card?: Pick<ModelCard, 'sha256' | 'golden'>;
  /** Of as many rows as a network takes. */
  readonly goldenFeatures: Float32Array;
}

/** A disk that takes longer has gone. */
const LIMIT_MS = 30_000;
const MODEL_URL = 'file:model.tflite';

export function openNodeModel({ file, card, goldenFeatures }: ModelInHand): Promise<OpenedModel> {
  const fetch = async (address: string) =>
    new Response(address === MODEL_URL ? file : await readFile(new URL(address)));
  const wishes = { wasmUrl, fetch, limitMs: LIMIT_MS };
  return card
    ? openModel({ ...wishes, card, goldenFeatures, modelUrl: MODEL_URL })
    : openModelFile({ ...wishes, file, length: goldenFeatures.length });
}
