/**
 * `GET /v1/models/{sha256}.tflite`: the shop's model, for devices that run it themselves. Under its hash it never
 * changes, and may be kept for ever; `GET /v1/model.tflite` is whatever model there is now.
 */
import { MODEL_TYPE } from '../core/shell-messages.js';
import { toRefusalResponse } from './refusal.js';
import { toKept } from './responses.js';
import { MODELS } from './routes.js';

export interface ModelFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the bytes, as a card has it. */
  readonly sha256: string;
}

const FOR_EVER = 'public, max-age=31536000, immutable';

/** @param path beneath the endpoint's base */
export function answerModel(request: Request, path: string, file: ModelFile | undefined): Response {
  const isByHash = path.startsWith(MODELS);
  if (!file || (isByHash && path !== `${MODELS}${file.sha256}.tflite`))
    return toRefusalResponse({ type: 'unknown-address', detail: 'There is no such model.' });
  return toKept(request, file.bytes, {
    'content-type': MODEL_TYPE,
    'cache-control': isByHash ? FOR_EVER : 'no-cache',
    etag: `"${file.sha256}"`,
  });
}
