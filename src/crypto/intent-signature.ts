/**
 * The endpoint's reading of what devices sign: intents and requests. Trusts nothing
 * but the key in the header, and that only to say which device is speaking. What the
 * payload says is for the schemas of core.
 */
import type { DeviceJwk } from '../core/protocol/fields.js';
import { parseSignerHeader } from '../core/protocol/jws-header.js';
import { webEs256, type Es256 } from './es256.js';
import { attach, parseJws, readJsonPart, verifyJws, type ParsedJws } from './jws.js';
import { importPublicKey } from './public-key.js';
import { hash } from './sha256.js';

export interface Unreadable {
  readonly ok: false;
  readonly code: 'malformed' | 'bad-signature';
  /** What is wrong, for the developer who sent it. */
  readonly message: string;
}

export interface Signer {
  readonly ok: true;
  readonly jwk: DeviceJwk;
  /** RFC 7638 thumbprint. */
  readonly device: string;
}

export interface ReadIntent extends Signer {
  readonly payload: unknown;
  /** SHA-256 of the JWS, byte for byte. */
  readonly hash: string;
}

export async function readIntent(jws: string, es256 = webEs256): Promise<ReadIntent | Unreadable> {
  const parsed = parseJws(jws);
  if (!parsed) return malformed('an intent is a compact JWS of three base64url parts with a JSON header');
  const signer = await readSigner(parsed, es256);
  if (!signer.ok) return signer;
  const payload = readJsonPart(parsed.payload);
  if (payload === undefined) return malformed('the payload is not JSON in UTF-8');
  return { ...signer, payload, hash: await hash(jws, es256) };
}

/** @param text what `toSignedText` makes of the request */
export async function verifyRequest(
  signature: string,
  text: string,
  es256 = webEs256,
): Promise<Signer | Unreadable> {
  const whole = attach(signature, text);
  const parsed = whole === undefined ? undefined : parseJws(whole);
  if (!parsed) return malformed('a request is signed by a JWS whose payload part is empty');
  return readSigner(parsed, es256);
}

async function readSigner(parsed: ParsedJws, es256: Es256): Promise<Signer | Unreadable> {
  const jwk = parseSignerHeader(parsed.header);
  if (!jwk) return malformed('the header is {"alg":"ES256","jwk":{kty, crv, x, y}} and nothing else');
  const known = await importPublicKey(jwk);
  if (!known) return malformed('the jwk in the header is no public key on P-256');
  if (!(await verifyJws(parsed, known.key, es256))) {
    return { ok: false, code: 'bad-signature', message: 'the signature is not by the key in the header' };
  }
  return { ok: true, jwk, device: known.id };
}

function malformed(message: string): Unreadable {
  return { ok: false, code: 'malformed', message };
}
