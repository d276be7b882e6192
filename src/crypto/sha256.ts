/** SHA-256 over bytes and over the UTF-8 bytes of a text. */
import { toBase64Url } from '../core/protocol/base64url.js';

const encoder = new TextEncoder();

export async function digest(data: string | Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = typeof data === 'string' ? encoder.encode(data) : new Uint8Array(data);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** base64url, as hashes stand in every message. */
export async function hash(text: string): Promise<string> {
  return toBase64Url(await digest(text));
}
