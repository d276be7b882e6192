/**
 * TFLite as modules. `virtual:tflite-runtime` is the package's script, patched, with the hash of the WebAssembly that
 * belongs to it; `virtual:tflite-wasm` is the address of that, which is written beside the chunks once.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path/posix';

import { patchTfliteGlue } from './patch-tflite-glue.mjs';

const RUNTIME = 'virtual:tflite-runtime';
const WASM = 'virtual:tflite-wasm';
const NAME = 'tflite_web_api_cc_simd';
const FOLDER = 'node_modules/@tensorflow/tfjs-tflite/wasm';
const ADDRESS = 'TFLITE_WASM';

export const TFLITE_WASM_FILE = `${FOLDER}/${NAME}.wasm`;
/** In what is built. */
export const TFLITE_WASM = `chunks/${NAME}.wasm`;

let building;

/** The code of `virtual:tflite-runtime`. */
export function readTfliteRuntime() {
  building ??= build();
  return building;
}

async function build() {
  const [glue, wasm] = await Promise.all([
    readFile(`${FOLDER}/${NAME}.js`, 'utf8'),
    readFile(TFLITE_WASM_FILE),
  ]);
  const hash = createHash('sha256').update(wasm).digest('hex');
  return `${patchTfliteGlue(glue)}export const wasmSha256 = ${JSON.stringify(hash)};\n`;
}

export function tfliteRuntime() {
  return {
    name: 'tflite-runtime',
    resolveId: (id) => (id === RUNTIME ? `\0${id}` : null),
    load: (id) => (id === `\0${RUNTIME}` ? readTfliteRuntime() : null),
  };
}

/**
 * @param writes whether the file is written by this build; others of the same dist/ find it where that one puts it
 * @param folder the output's own, as seen from dist/
 * @param query follows the address, so that no cache mixes two builds
 */
export function tfliteWasm({ writes = false, folder = '', query = '' } = {}) {
  return {
    name: 'tflite-wasm',
    resolveId: (id) => (id === WASM ? `\0${id}` : null),
    load: (id) => (id === `\0${WASM}` ? `export default import.meta.${ADDRESS};` : null),
    resolveImportMeta(property, { chunkId }) {
      if (property !== ADDRESS) return null;
      const path = relative(`/${folder}${chunkId}/..`, `/${TFLITE_WASM}`);
      return `new URL(${JSON.stringify((path.startsWith('.') ? path : `./${path}`) + query)}, import.meta.url).href`;
    },
    async generateBundle() {
      if (!writes) return;
      this.emitFile({ type: 'asset', fileName: TFLITE_WASM, source: await readFile(TFLITE_WASM_FILE) });
    },
  };
}
