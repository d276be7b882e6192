/** How a receipt names an endpoint's key: by the first bytes of its RFC 7638 thumbprint. */
import { parseBase64Url } from '../core/protocol/base64url.js';
import { KID_BYTES } from '../core/protocol/receipt.js';

export function toShortKid(thumbprint: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parseBase64Url(thumbprint) ?? []).slice(0, KID_BYTES);
}
