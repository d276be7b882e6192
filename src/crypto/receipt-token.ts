/**
 * Makes receipts: a COSE_Sign1 over the claims, as `PN1:` and base45. There are three,
 * and the protected header says which: a *confirmed* one names the endpoint's key that
 * signed; an *attested* one is signed by a device and holds the endpoint's certificate of
 * it, as `kcwt`; an *unattested* one holds the device's key among its claims, and nobody
 * vouches for it. The header is all protected, and nothing is outside of it.
 */
import type { DeviceKey } from '../core/ports.js';
import { parseBase64Url } from '../core/protocol/base64url.js';
import {
  COSE_HEADER,
  TOKEN_PREFIX,
  type DeviceCertificateClaims,
  type ProvenFacts,
  type SavedFacts,
} from '../core/protocol/receipt.js';
import { toBase45 } from '../core/receipt/base45.js';
import type { CborMap } from '../core/receipt/cbor.js';
import { toCertificatePayload } from '../core/receipt/certificate-claims.js';
import { toHex } from '../core/receipt/hex.js';
import { toReceiptPayload } from '../core/receipt/receipt-claims.js';
import { signSign1 } from './cose-sign1.js';
import type { EndpointKey } from './endpoint-keys.js';
import { webEs256 } from './es256.js';
import { toShortKid } from './short-kid.js';
import { thumbprint } from './public-key.js';

const NOTHING = new Uint8Array();

/** The endpoint's word on an order, as a receipt. */
export async function signConfirmed(key: EndpointKey, facts: ProvenFacts, es256 = webEs256): Promise<string> {
  return toToken(await signSign1(await toKid(key), toReceiptPayload(facts), key.privateKey, es256));
}

/**
 * Undefined if the certificate is none of this device's key. Whether it is one at all is for
 * whoever reads the receipt.
 */
export async function signAttested(
  key: DeviceKey,
  certificate: Uint8Array<ArrayBuffer>,
  facts: SavedFacts,
): Promise<string | undefined> {
  const x = toHex(parseBase64Url(key.jwk.x) ?? NOTHING);
  if (!toHex(certificate).includes(x)) return undefined;
  const header = new Map([[COSE_HEADER.kcwt, { encoded: certificate }]]);
  return toToken(await signSign1(header, toReceiptPayload(facts), toPrivateKey(key)));
}

export async function signUnattested(key: DeviceKey, facts: SavedFacts): Promise<string> {
  const { kty, crv, x, y } = key.jwk;
  const payload = toReceiptPayload({ ...facts, device: { kty, crv, x, y } });
  return toToken(await signSign1(new Map(), payload, toPrivateKey(key)));
}

/** A COSE_Sign1 by the endpoint, for the device to keep and to put into what it signs. */
export async function issueCertificate(
  key: EndpointKey,
  claims: DeviceCertificateClaims,
  es256 = webEs256,
): Promise<Uint8Array<ArrayBuffer>> {
  return signSign1(await toKid(key), toCertificatePayload(claims), key.privateKey, es256);
}

async function toKid({ published: { x = '', y = '' } }: EndpointKey): Promise<CborMap> {
  return new Map([[COSE_HEADER.kid, toShortKid(await thumbprint({ x, y }))]]);
}

function toToken(message: Uint8Array): string {
  return TOKEN_PREFIX + toBase45(message);
}

function toPrivateKey({ privateKey }: DeviceKey): CryptoKey {
  if (!(privateKey instanceof CryptoKey)) throw new TypeError('The device key is no CryptoKey');
  return privateKey;
}
