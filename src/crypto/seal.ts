/**
 * Seals a text to the endpoint, so that nobody else can read it where it is kept: compact
 * JWE (RFC 7516) in the one form the protocol has, ECDH-ES with A256GCM. Each text gets a
 * key pair and an initialisation vector of its own, so that no key seals twice.
 */
import type { PublishedKey } from '../core/ports.js';
import { toBase64Url } from '../core/protocol/base64url.js';
import { toPart } from './jws.js';
import { toRawPoint } from './public-key.js';
import { digest } from './sha256.js';

const ECDH = { name: 'ECDH', namedCurve: 'P-256' };
const CIPHER = 'A256GCM';
const KEY_BITS = 256;
const IV_BYTES = 12;
const TAG_BYTES = 16;

const encoder = new TextEncoder();

/** Undefined if none of the keys can be sealed to. */
export async function seal(text: string, keys: readonly PublishedKey[]): Promise<string | undefined> {
  for (const published of keys) {
    const key = await importSealingKey(published);
    if (key) return sealTo(key, published.kid, text);
  }
  return undefined;
}

/**
 * What the one round of the Concat KDF hashes (NIST SP 800-56A §5.8.1, RFC 7518 §4.6.2).
 *
 * @param secret what both sides agreed on
 * @param names of the cipher, of the sender and of the receiver, who have none here
 * @param keyBits how many bits of key are taken from the hash
 */
export function toKdfInput(secret: Uint8Array, names: readonly string[], keyBits: number): Uint8Array {
  const named = names.map((name) => encoder.encode(name));
  return new Uint8Array([
    ...toUint32(1),
    ...secret,
    ...named.flatMap((bytes) => [...toUint32(bytes.length), ...bytes]),
    ...toUint32(keyBits),
  ]);
}

async function importSealingKey({ kty, crv, use, x, y }: PublishedKey): Promise<CryptoKey | undefined> {
  if (kty !== 'EC' || crv !== 'P-256' || use !== 'enc') return undefined;
  const raw = toRawPoint({ x: x ?? '', y: y ?? '' });
  return raw && crypto.subtle.importKey('raw', raw, ECDH, true, []);
}

async function sealTo(receiver: CryptoKey, kid: string | undefined, text: string): Promise<string> {
  const sender = await crypto.subtle.generateKey(ECDH, false, ['deriveBits']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', sender.publicKey);
  const header = toPart(JSON.stringify({ alg: 'ECDH-ES', enc: CIPHER, kid, epk: { kty, crv, x, y } }));
  const agreed = await crypto.subtle.deriveBits({ name: 'ECDH', public: receiver }, sender.privateKey, 256);
  const raw = await digest(toKdfInput(new Uint8Array(agreed), [CIPHER, '', ''], KEY_BITS));
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(header) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, encoder.encode(text)));
  // WebCrypto writes the tag behind the text; a JWE has it as a part of its own.
  const parts = [iv, sealed.subarray(0, -TAG_BYTES), sealed.subarray(-TAG_BYTES)];
  return [header, '', ...parts.map(toBase64Url)].join('.');
}

/** Big-endian; what holds these numbers takes the low byte of each. */
function toUint32(value: number): readonly number[] {
  return [value >>> 24, value >>> 16, value >>> 8, value];
}
