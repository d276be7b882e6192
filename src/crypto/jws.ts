/**
 * Compact JWS (RFC 7515) in the one form the protocol has: ES256, a JSON payload.
 * The algorithm is fixed here and never read from a message, so that no header can
 * choose another. Knows nothing of whose key it is or what the payload means.
 */
import { parseBase64Url, toBase64Url } from '../core/protocol/base64url.js';
import { webEs256 } from './es256.js';

const SIGNATURE_BYTES = 64;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export interface ParsedJws {
  readonly header: unknown;
  /** The part as it stands in the message. */
  readonly payload: string;
  readonly signature: Uint8Array<ArrayBuffer>;
  /** What the signature is over. */
  readonly signed: Uint8Array<ArrayBuffer>;
}

export async function signJws(
  header: object,
  payload: string,
  key: CryptoKey,
  es256 = webEs256,
): Promise<string> {
  const signed = `${toPart(JSON.stringify(header))}.${toPart(payload)}`;
  return `${signed}.${toBase64Url(await es256.sign(key, encoder.encode(signed)))}`;
}

/** Without its payload part (RFC 7515, appendix F). */
export function detach(jws: string): string {
  return jws.replace(/\..*\./, '..');
}

/** The opposite of `detach`; undefined if `jws` has a payload part of its own. */
export function attach(jws: string, payload: string): string | undefined {
  const [header, empty, signature, ...more] = jws.split('.');
  if (empty !== '' || signature === undefined || more.length > 0) return undefined;
  return `${header}.${toPart(payload)}.${signature}`;
}

/** Undefined if the text is no JWS whose header is JSON. Nothing in it is verified yet. */
export function parseJws(jws: string): ParsedJws | undefined {
  const [head, payload, tail, ...more] = jws.split('.');
  if (!head || !payload || !tail || more.length > 0) return undefined;
  const header = readJsonPart(head);
  const signature = parseBase64Url(tail);
  if (header === undefined || signature?.length !== SIGNATURE_BYTES) return undefined;
  // The last character of 64 bytes has four bits to spare: one spelling alone is taken.
  if (toBase64Url(signature) !== tail) return undefined;
  return { header, payload, signature, signed: encoder.encode(`${head}.${payload}`) };
}

export function verifyJws(jws: ParsedJws, key: CryptoKey, es256 = webEs256): Promise<boolean> {
  return es256.verify(key, jws.signature, jws.signed);
}

/** The JSON that a part holds, or undefined if it is none. */
export function readJsonPart(part: string): unknown {
  const bytes = parseBase64Url(part);
  if (!bytes) return undefined;
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

/** A text as one part of a compact message. */
export function toPart(text: string): string {
  return toBase64Url(encoder.encode(text));
}
