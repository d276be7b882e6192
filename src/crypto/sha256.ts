/** SHA-256 over bytes and over the UTF-8 bytes of a text. */
import { toBase64Url } from '../core/protocol/base64url.js';
import { webEs256 } from './es256.js';

const encoder = new TextEncoder();

export function digest(data: string | Uint8Array, es256 = webEs256): Promise<Uint8Array<ArrayBuffer>> {
  return es256.digest(typeof data === 'string' ? encoder.encode(data) : new Uint8Array(data));
}

/** base64url, as hashes stand in every message. */
export async function hash(data: string | Uint8Array, es256 = webEs256): Promise<string> {
  return toBase64Url(await digest(data, es256));
}
