/**
 * Reads the QR code in a picture or in what a camera sees. The browser's own reader does it where there is one that
 * knows QR codes; else one in WebAssembly, which loads on use from beside Punnet's other files, never from elsewhere.
 * Knows nothing of what a code says, of cameras or of words.
 */
import { toWasmReader } from './late-wasm-reader.js';

export type QrSource = HTMLVideoElement | ImageBitmap;

export interface QrReader {
  /** The text of a code that is in view; undefined while none can be read. */
  read(source: QrSource): Promise<string | undefined>;
}

/** `barred`: the page's content policy lets no WebAssembly in. `unreachable`: the reader could not be loaded now. */
export type OpenedReader =
  { readonly ok: true; readonly reader: QrReader } | { readonly ok: false; readonly code: ReaderFault };
export type ReaderFault = 'barred' | 'unreachable';

/** As far as it is used: https://wicg.github.io/shape-detection-api/#barcode-detection-api */
interface Detector {
  detect(source: QrSource): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const FORMAT = 'qr_code';

export async function openReader(): Promise<OpenedReader> {
  const own = await findOwn();
  return own ? { ok: true, reader: own } : toWasmReader();
}

/** Some browsers have the class and no reader behind it. */
async function findOwn(): Promise<QrReader | undefined> {
  const found = Reflect.get(globalThis, 'BarcodeDetector') as DetectorClass | undefined;
  const formats = (await found?.getSupportedFormats().catch(() => [])) ?? [];
  if (!found || !formats.includes(FORMAT)) return undefined;
  const detector = new found({ formats: [FORMAT] });
  return {
    // It rejects while a video has no frame yet, and where its service has gone: nothing is read then.
    read: (source) =>
      detector.detect(source).then(
        ([code]) => code?.rawValue,
        () => undefined,
      ),
  };
}
