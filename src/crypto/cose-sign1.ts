/**
 * COSE_Sign1 (RFC 9052 §4.2) in the one form the protocol has: tagged, ES256, the payload
 * inside, all of it deterministic CBOR. The algorithm is fixed here: a message must say in
 * its protected header that it is -7, and can not choose another. What a message may carry
 * unprotected is a `kid` alone, as COSE's own examples do; receipts allow not even that,
 * so that no bit of one is out of the signature's reach. Knows nothing of whose key it is
 * or what the payload means.
 *
 * Of an ES256 signature (r, s) the signature (r, n - s) is good as well. What is signed
 * here has the lower s of the two; `isLowS` is for those who take no other.
 */
import { COSE_HEADER } from '../core/protocol/receipt.js';
import { isList, isMap, isTagged, toCbor, type Cbor, type CborMap } from '../core/receipt/cbor.js';
import { fromHex, toHex } from '../core/receipt/hex.js';
import { parseCbor } from '../core/receipt/parse-cbor.js';
import { webEs256 } from './es256.js';

const TAG = 18;
const ES256 = -7;
const SIGNATURE_BYTES = 64;
const NOTHING = new Uint8Array();

/** How many points P-256 has (FIPS 186-5). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export interface Sign1 {
  readonly header: CborMap;
  readonly unprotected: CborMap;
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
  /** What the signature is over. */
  readonly signed: Uint8Array<ArrayBuffer>;
}

/** @param header protected, but for the algorithm */
export async function signSign1(
  header: CborMap,
  payload: Uint8Array<ArrayBuffer>,
  key: CryptoKey,
  es256 = webEs256,
): Promise<Uint8Array<ArrayBuffer>> {
  const head = toCbor(new Map([...header, [COSE_HEADER.alg, ES256]]));
  const signature = lowerS(await es256.sign(key, toSigned(head, payload, NOTHING)));
  return toCbor({ tag: TAG, value: [head, new Map(), payload, signature] });
}

/**
 * Undefined if the bytes are no such message. Nothing in it is verified yet.
 *
 * @param external what both sides know and the message does not carry
 */
export function parseSign1(bytes: Uint8Array<ArrayBuffer>, external = NOTHING): Sign1 | undefined {
  return toSign1(parseCbor(bytes), external);
}

/** A message that stands inside another. */
export function toSign1(message: Cbor | undefined, external = NOTHING): Sign1 | undefined {
  if (!isTagged(message) || message.tag !== TAG || !isList(message.value)) return undefined;
  const [head, unprotected, payload, signature, ...more] = message.value;
  if (!(head instanceof Uint8Array) || !(payload instanceof Uint8Array)) return undefined;
  if (!(signature instanceof Uint8Array) || signature.length !== SIGNATURE_BYTES) return undefined;
  const header = parseCbor(head);
  if (!isMap(header) || header.get(COSE_HEADER.alg) !== ES256 || header.has(COSE_HEADER.crit))
    return undefined;
  if (!isMap(unprotected) || !isKidAtMost(unprotected) || more.length > 0) return undefined;
  return { header, unprotected, payload, signature, signed: toSigned(head, payload, external) };
}

export function verifySign1(sign1: Sign1, key: CryptoKey, es256 = webEs256): Promise<boolean> {
  return es256.verify(key, sign1.signature, sign1.signed);
}

/** Whether it is, of the two signatures that are as good, the one that `signSign1` makes. */
export function isLowS({ signature }: Sign1): boolean {
  return toS(signature) <= ORDER / 2n;
}

/** The Sig_structure (RFC 9052 §4.4). */
function toSigned(
  head: Uint8Array<ArrayBuffer>,
  payload: Uint8Array<ArrayBuffer>,
  external: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  return toCbor(['Signature1', head, external, payload]);
}

function isKidAtMost(unprotected: CborMap): boolean {
  const kid = unprotected.get(COSE_HEADER.kid);
  return unprotected.size === 0 || (unprotected.size === 1 && kid instanceof Uint8Array);
}

function lowerS(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const lowest = new Uint8Array(signature);
  const s = toS(signature);
  if (s > ORDER / 2n)
    lowest.set(fromHex((ORDER - s).toString(16).padStart(SIGNATURE_BYTES, '0')), SIGNATURE_BYTES / 2);
  return lowest;
}

function toS(signature: Uint8Array): bigint {
  return BigInt(`0x${toHex(signature.subarray(SIGNATURE_BYTES / 2))}`);
}
