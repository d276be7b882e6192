/**
 * Public ES256 keys out of JWKs, imported once and kept while they are in use.
 * Refuses a key whose coordinates are not 32 bytes, spelt in the one canonical way:
 * two spellings would be two names of one device.
 */
import { parseBase64Url, toBase64Url } from '../core/protocol/base64url.js';
import { hash } from './sha256.js';

export interface PublicPoint {
  readonly x: string;
  readonly y: string;
}

export interface KnownKey {
  readonly key: CryptoKey;
  /** RFC 7638 thumbprint. */
  readonly id: string;
}

const KEPT_KEYS = 4_096;
const COORDINATE_BYTES = 32;

const known = new Map<string, Promise<KnownKey | undefined>>();

/** The key, ready to verify with, or undefined if it is no point of P-256. */
export function importPublicKey({ x, y }: PublicPoint): Promise<KnownKey | undefined> {
  const name = `${x}.${y}`;
  const found = known.get(name) ?? importPoint(x, y);
  known.delete(name);
  known.set(name, found);
  const [oldest] = known.keys();
  if (known.size > KEPT_KEYS && oldest !== undefined) known.delete(oldest);
  return found;
}

/** RFC 7638: the hash of the required members in the order of their names. */
export function thumbprint({ x, y }: PublicPoint): Promise<string> {
  return hash(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }));
}

/** The uncompressed point (0x04, x, y): twice as fast to import as a JWK. */
export function toRawPoint({ x, y }: PublicPoint): Uint8Array<ArrayBuffer> | undefined {
  const raw = new Uint8Array(1 + 2 * COORDINATE_BYTES);
  raw[0] = 4;
  for (const [index, text] of [x, y].entries()) {
    const bytes = parseBase64Url(text);
    if (bytes?.length !== COORDINATE_BYTES || toBase64Url(bytes) !== text) return undefined;
    raw.set(bytes, 1 + index * COORDINATE_BYTES);
  }
  return raw;
}

async function importPoint(x: string, y: string): Promise<KnownKey | undefined> {
  const raw = toRawPoint({ x, y });
  if (!raw) return undefined;
  try {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const key = await crypto.subtle.importKey('raw', raw, algorithm, true, ['verify']);
    return { key, id: await thumbprint({ x, y }) };
  } catch {
    // Not on the curve.
    return undefined;
  }
}
