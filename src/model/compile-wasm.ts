/** Whether WebAssembly may run here, and TFLite's, compiled. Nothing of it runs before its hash was seen to be right. */
import { wasmSha256 } from 'virtual:tflite-runtime';

import type { OpenFault } from '../core/recommend/fallback.js';
import { fetchFile, hasHash, readBytes, type Fetching } from './fetch-file.js';

/** A module that adds nothing but uses a vector: https://github.com/GoogleChromeLabs/wasm-feature-detect */
const VECTOR = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3],
  ...[2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/** What this browser has not, whatever a page allows. */
export function findLack(): OpenFault | undefined {
  if (typeof WebAssembly === 'undefined') return 'no-wasm';
  return WebAssembly.validate(VECTOR) ? undefined : 'no-simd';
}

/** Whether a content policy keeps WebAssembly out. Asked with a module of 31 bytes, before the large one is fetched. */
export function isBarred(): boolean {
  try {
    return !new WebAssembly.Module(VECTOR);
  } catch {
    return true;
  }
}

export async function compileWasm(
  address: string,
  fetching: Fetching,
): Promise<{ readonly wasm: WebAssembly.Module } | OpenFault> {
  const answer = await fetchFile(address, fetching);
  if (!answer) return 'wasm-fetch';
  const copy = answer.clone();
  // Compiled while it comes in. Some servers give the file another type than browsers ask for.
  const streamed = WebAssembly.compileStreaming(answer).catch(() => undefined);
  const bytes = await readBytes(copy);
  if (!bytes) return 'wasm-fetch';
  if (!(await hasHash(bytes, wasmSha256))) return 'wasm-hash';
  const wasm = (await streamed) ?? (await compile(bytes));
  return wasm ? { wasm } : 'wasm-init';
}

function compile(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module | undefined> {
  return WebAssembly.compile(bytes).catch(() => undefined);
}
