/**
 * ZXing's reader of QR codes, in WebAssembly. Its file is fetched here and handed over: by itself the library would ask
 * a server of others for it. A content policy with `script-src` has to allow `'wasm-unsafe-eval'`; nothing is evaluated
 * as script.
 */
import wasmUrl from 'virtual:qr-reader';
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';

import type { OpenedReader, QrReader, QrSource } from './qr-reader.js';

const OPTIONS: ReaderOptions = { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 };
/** Enough for the densest receipt that fills half the view; more only takes time. */
const MOST_PX = 1_600;

/** Rejects where the file can't be had. */
export async function startWasmReader(): Promise<OpenedReader> {
  // Some browsers leave it out where they are told to be careful.
  if (typeof WebAssembly === 'undefined') return { ok: false, code: 'barred' };
  const answer = await fetch(wasmUrl);
  if (!answer.ok) throw new Error(`${wasmUrl} was answered with ${answer.status}`);
  const wasmBinary = await answer.arrayBuffer();
  // A sign-in page answers with 200 as well.
  if (!WebAssembly.validate(wasmBinary)) throw new Error(`${wasmUrl} is not what it should be`);
  let module: WebAssembly.Module;
  try {
    module = await WebAssembly.compile(wasmBinary);
  } catch {
    return { ok: false, code: 'barred' };
  }
  await prepareZXingModule({ overrides: { instantiateWasm: starter(module) }, fireImmediately: true });
  return { ok: true, reader: createReader() };
}

/** Compiled here, where a policy that bars it can be told: the library would write that to the console. */
const starter = (module: WebAssembly.Module) => (imports: WebAssembly.Imports, done: Started) => {
  void WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
  return {};
};
type Started = (instance: WebAssembly.Instance, module?: WebAssembly.Module) => unknown;

function createReader(): QrReader {
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  return {
    async read(source) {
      const { width, height } = sizeOf(source);
      if (!brush || !width || !height) return undefined;
      const scale = Math.min(1, MOST_PX / Math.max(width, height));
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      brush.drawImage(source, 0, 0, canvas.width, canvas.height);
      const [code] = await readBarcodes(brush.getImageData(0, 0, canvas.width, canvas.height), OPTIONS);
      return code?.isValid ? code.text : undefined;
    },
  };
}

function sizeOf(source: QrSource): { readonly width: number; readonly height: number } {
  return source instanceof HTMLVideoElement
    ? { width: source.videoWidth, height: source.videoHeight }
    : source;
}
