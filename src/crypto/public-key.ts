/**
 * Public ES256 keys out of JWKs, imported once and kept while they are in use.
 * Refuses a key whose coordinates are not 32 bytes, spelt in the one canonical way:
 * two spellings would be two names of one device.
 */
import { parseBase64Url, toBase64Url } from '../core/protocol/base64url.js';
import type { PublishedKey } from '../core/ports.js';
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

/** Of P-256 (FIPS 186-5): the field's prime, and the constant of the curve. */
const PRIME = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

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

/** One of a shop's that its proofs and receipts may be signed with. */
export function isSigningKey({ kty, crv, use }: PublishedKey): boolean {
  return kty === 'EC' && crv === 'P-256' && use === 'sig';
}

/** RFC 7638: the hash of the required members in the order of their names. */
export function thumbprint({ x, y }: PublicPoint): Promise<string> {
  return hash(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }));
}

/** The uncompressed point (0x04, x, y): twice as fast to import as a JWK. Undefined if it is none of P-256. */
export function toRawPoint({ x, y }: PublicPoint): Uint8Array<ArrayBuffer> | undefined {
  const [left, right] = [parseCoordinate(x), parseCoordinate(y)];
  if (!left || !right || !isOnCurve(toNumber(left), toNumber(right))) return undefined;
  return new Uint8Array([4, ...left, ...right]);
}

async function importPoint(x: string, y: string): Promise<KnownKey | undefined> {
  const raw = toRawPoint({ x, y });
  if (!raw) return undefined;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('raw', raw, algorithm, true, ['verify']);
  return { key, id: await thumbprint({ x, y }) };
}

function parseCoordinate(text: string): Uint8Array | undefined {
  const bytes = parseBase64Url(text);
  return bytes?.length === COORDINATE_BYTES && toBase64Url(bytes) === text ? bytes : undefined;
}

function toNumber(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** y² = x³ - 3x + b. WebKit imports points that are on no curve at all. */
function isOnCurve(x: bigint, y: bigint): boolean {
  return x < PRIME && y < PRIME && (y * y - x * x * x + 3n * x - B) % PRIME === 0n;
}
