/**
 * The device's half of signing and sealing, over WebCrypto. The private key can be
 * used but never read, by this code or any other on the page.
 */
import type { Crypto as CryptoPort, DeviceKey, PublishedKey, Verified } from '../core/ports.js';
import { parseBase64Url } from '../core/protocol/base64url.js';
import { parseProofHeader } from '../core/protocol/jws-header.js';
import { detach, parseJws, readJsonPart, signJws, verifyJws } from './jws.js';
import { importPublicKey, isSigningKey, thumbprint } from './public-key.js';
import type { SavedFacts } from '../core/protocol/receipt.js';
import { signAttested, signUnattested } from './receipt-token.js';
import { seal } from './seal.js';
import { digest, hash } from './sha256.js';

export function createCrypto(): CryptoPort {
  return {
    createDeviceKey,
    signIntent: (key, payload) => sign(key, JSON.stringify(payload)),
    signRequest: async (key, text) => detach(await sign(key, text)),
    signReceipt,
    seal,
    verify,
    digest,
    hash,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  };
}

async function createDeviceKey(): Promise<DeviceKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const id = await thumbprint({ x, y });
  return { id, jwk: { kty: 'EC', crv: 'P-256', x, y }, privateKey: pair.privateKey };
}

function sign({ jwk, privateKey }: DeviceKey, payload: string): Promise<string> {
  if (!(privateKey instanceof CryptoKey)) throw new TypeError('The device key is no CryptoKey');
  const { kty, crv, x, y } = jwk;
  return signJws({ alg: 'ES256', jwk: { kty, crv, x, y } }, payload, privateKey);
}

async function signReceipt(key: DeviceKey, certificate: string | undefined, facts: SavedFacts) {
  const bytes = certificate === undefined ? undefined : parseBase64Url(certificate);
  const token = bytes && (await signAttested(key, bytes, facts));
  return token === undefined
    ? { token: await signUnattested(key, facts), kind: 'unattested' as const }
    : { token, kind: 'attested' as const };
}

/** As `Crypto` has it. */
export async function verify(jws: string, keys: readonly PublishedKey[]): Promise<Verified> {
  const parsed = parseJws(jws);
  const header = parseProofHeader(parsed?.header);
  if (!parsed || !header) return { ok: false, code: 'forged' };
  const named = keys.filter((key) => key.kid === header.kid && isSigningKey(key));
  if (named.length === 0) return { ok: false, code: 'unknown-key' };
  for (const { x = '', y = '' } of named) {
    const known = await importPublicKey({ x, y });
    if (!known || !(await verifyJws(parsed, known.key))) continue;
    const payload = readJsonPart(parsed.payload);
    return payload === undefined ? { ok: false, code: 'forged' } : { ok: true, payload };
  }
  return { ok: false, code: 'forged' };
}
