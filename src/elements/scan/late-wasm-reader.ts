/** The reader in WebAssembly, as far as it can be had: its code, and its file from beside that. */
import type { OpenedReader } from './qr-reader.js';

let starting: Promise<OpenedReader> | undefined;

/** Once for the page; after a failure, anew. Never rejects. */
export async function toWasmReader(): Promise<OpenedReader> {
  starting ??= start();
  const started = await starting;
  if (!started.ok) starting = undefined;
  return started;
}

async function start(): Promise<OpenedReader> {
  try {
    const { startWasmReader } = await import('./wasm-reader.js');
    return await startWasmReader();
  } catch {
    // The network is gone: whoever asks again gets it once that is back.
    return { ok: false, code: 'unreachable' };
  }
}
