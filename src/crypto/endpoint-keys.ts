/**
 * The endpoint's own keys: they sign its proofs and open what was sealed to it. A set
 * is kept as a JWK Set (RFC 7517) that only the endpoint may read. The first key of
 * each use is the one in service; further ones are older and still honoured.
 */
import type { PublishedKey } from '../core/ports.js';
import type { Alternate } from '../core/protocol/alternate.js';
import type { Proof } from '../core/protocol/proof.js';
import type { Testimonial } from '../core/protocol/testimonial.js';
import { webEs256 } from './es256.js';
import { signJws } from './jws.js';
import { thumbprint } from './public-key.js';

export interface EndpointKey {
  readonly kid: string;
  readonly published: PublishedKey & { readonly alg: string };
  readonly privateKey: CryptoKey;
}

export interface EndpointKeys {
  readonly sig: readonly [EndpointKey, ...EndpointKey[]];
  readonly enc: readonly [EndpointKey, ...EndpointKey[]];
}

type Use = keyof EndpointKeys;
const ALGORITHMS = {
  sig: { name: 'ECDSA', alg: 'ES256', usages: ['sign'] },
  enc: { name: 'ECDH', alg: 'ECDH-ES', usages: ['deriveBits'] },
} as const;

/** A new key of each use, as the text of a JWK Set with the private halves. */
export async function createEndpointKeys(): Promise<string> {
  return JSON.stringify({ keys: [await createJwk('sig'), await createJwk('enc')] }, null, 2);
}

/** @param text what `createEndpointKeys` made. Throws an error that says what is wrong with it. */
export async function loadEndpointKeys(text: string): Promise<EndpointKeys> {
  const set: { keys?: unknown } | null = JSON.parse(text);
  if (!Array.isArray(set?.keys)) throw new Error('The endpoint keys are no JWK Set: "keys" is not a list');
  const jwks: readonly (JsonWebKey & { kid?: string })[] = set.keys;
  return { sig: await importAll('sig', jwks), enc: await importAll('enc', jwks) };
}

/** What `/.well-known/jwks.json` lists. */
export function publicKeys({ sig, enc }: EndpointKeys): readonly PublishedKey[] {
  return [...sig, ...enc].map((key) => key.published);
}

/** Its word on something: a compact JWS over a proof, an alternate or a testimonial. */
export function sign(
  { sig: [{ kid, privateKey }] }: EndpointKeys,
  payload: Proof | Alternate | Testimonial,
  es256 = webEs256,
): Promise<string> {
  return signJws({ alg: 'ES256', kid }, JSON.stringify(payload), privateKey, es256);
}

/** What a device sealed, or undefined if it was sealed to another key or is damaged. */
export async function open({ enc }: EndpointKeys, jwe: string): Promise<string | undefined> {
  for (const { privateKey } of enc) {
    const text = await openWith(privateKey, jwe);
    if (text !== undefined) return text;
  }
  return undefined;
}

async function openWith(key: CryptoKey, jwe: string): Promise<string | undefined> {
  // Megabytes that an endpoint never needs: it keeps what is sealed, and its owner's command opens it.
  const { compactDecrypt } = await import('jose/jwe/compact/decrypt');
  try {
    const { plaintext } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxDecompressedLength: 0,
    });
    return new TextDecoder().decode(plaintext);
  } catch {
    return undefined;
  }
}

async function createJwk(use: Use): Promise<JsonWebKey & { kid: string }> {
  const { name, alg, usages } = ALGORITHMS[use];
  const pair = await crypto.subtle.generateKey({ name, namedCurve: 'P-256' }, true, [...usages]);
  if (!('privateKey' in pair)) throw new Error('P-256 keys come in pairs');
  const { x = '', y = '', d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { kty: 'EC', crv: 'P-256', kid: await thumbprint({ x, y }), use, alg, x, y, d };
}

async function importAll(use: Use, jwks: readonly (JsonWebKey & { kid?: string })[]) {
  const [first, ...older] = await Promise.all(
    jwks.filter((jwk) => jwk.use === use).map((jwk) => importKey(use, jwk)),
  );
  if (!first) throw new Error(`The endpoint keys lack one with "use": "${use}"`);
  return [first, ...older] as const;
}

async function importKey(use: Use, jwk: JsonWebKey & { kid?: string }): Promise<EndpointKey> {
  const { kty, crv, x = '', y = '', d = '', kid = await thumbprint({ x, y }) } = jwk;
  if (kty !== 'EC' || crv !== 'P-256' || d === '') {
    throw new Error(`The endpoint key ${kid} is no private key on P-256`);
  }
  const { name, alg, usages } = ALGORITHMS[use];
  const whole = { kty, crv, x, y, d };
  const privateKey = await crypto.subtle.importKey('jwk', whole, { name, namedCurve: 'P-256' }, false, [
    ...usages,
  ]);
  return { kid, published: { kty, crv, x, y, kid, use, alg }, privateKey };
}
