/** Opens a .tflite file for commands: the same code and WebAssembly that devices run it with. */
import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';

import { goldenFeatures } from '../core/recommend/golden.js';
import type { OpenFault } from '../core/recommend/fallback.js';
import { readModelCard, type ModelCard } from '../core/recommend/model-card.js';
import { createModelRanker } from '../core/recommend/model-ranker.js';
import type { ModelFile } from '../endpoint/model-answer.js';
import type { ShopModel } from '../endpoint/recommend-handler.js';
import { CommandFailure } from './command.js';
import { explain } from './explain.js';

export interface RankingModel extends ShopModel {
  readonly file: ModelFile;
  /** Whether there is a card beside it, by which it was known. */
  readonly hasCard: boolean;
  /** It is not asked any more then. */
  close(): void;
}

const FAULTS: Readonly<Record<OpenFault, string>> = {
  'no-wasm': 'this Node runs no WebAssembly',
  'no-simd': 'this processor has no SIMD for WebAssembly',
  'model-fetch': 'it can not be read',
  'model-hash': 'it is not the file that its card names: lay the card beside it that was written with it',
  'wasm-fetch': 'Punnet’s own WebAssembly is not where it was installed: install Punnet again',
  'wasm-hash': 'Punnet’s own WebAssembly is not as it was installed: install Punnet again',
  'wasm-init': 'the WebAssembly does not start: there may be too little memory',
  'model-load': 'it is no .tflite model, or one that TFLite can not run',
  shape: 'it takes or gives other numbers than this version of Punnet: train it anew',
  infer: 'it can not be run',
  golden: 'it does not give the scores that its card names: train it anew',
  timeout: 'it takes too long to start',
};

/** Known by the card beside it, where there is one: FILE.json. */
export async function openModelFile(file: string): Promise<RankingModel> {
  const what = `the model ${file} can't be used`;
  const read = await explain(what, 'Name a .tflite file that punnet train wrote', () => readFile(file));
  const card = await readCard(`${file}.json`);
  const { openNodeModel } = await import('../endpoint/node-model.js');
  const bytes = new Uint8Array(read);
  const opened = await openNodeModel({
    file: bytes,
    goldenFeatures: goldenFeatures(),
    ...(card ? { card } : {}),
  });
  if (!opened.ok) throw new CommandFailure(`${what}: ${FAULTS[opened.code]} (${opened.code}).`);
  let failures = 0;
  return {
    rank: createModelRanker(opened.network, () => (failures += 1)),
    failures: () => failures,
    file: { bytes: bytes, sha256: createHash('sha256').update(bytes).digest('hex') },
    hasCard: card !== undefined,
    close: () => opened.close(),
  };
}

async function readCard(file: string): Promise<ModelCard | undefined> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (!exists) return undefined;
  const text = await explain(`the card ${file} can't be read`, 'It was written with the model', () =>
    readFile(file, 'utf8'),
  );
  const card = parseJson(text);
  const read = card === undefined ? 'it is not JSON' : readModelCard(card);
  if (typeof read !== 'string') return read;
  throw new CommandFailure(
    `the card ${file} can't be used (${read}). Lay the one beside the model that was written with it.`,
  );
}

/** JSON has no undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
