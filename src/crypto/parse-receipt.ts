/**
 * What a receipt is made of, as far as it can be told without verifying anything: whose
 * word it claims to be, and what it says. Refuses whatever is not exactly as
 * `receipt-token.ts` makes it; in its protected header, beside the algorithm, stands one
 * thing at most, and that says which of the three kinds it is.
 */
import type { DeviceJwk } from '../core/protocol/fields.js';
import {
  COSE_HEADER,
  KID_BYTES,
  TOKEN_PREFIX,
  type DeviceCertificateClaims,
  type ReceiptClaims,
} from '../core/protocol/receipt.js';
import { parseBase45 } from '../core/receipt/base45.js';
import type { Cbor } from '../core/receipt/cbor.js';
import { parseCertificatePayload } from '../core/receipt/parse-certificate-claims.js';
import { parseReceiptPayload } from '../core/receipt/parse-receipt-claims.js';
import { parseSign1, toSign1, type Sign1 } from './cose-sign1.js';

/** A message by a key of an endpoint's. */
export interface EndpointMessage {
  readonly sign1: Sign1;
  /** The first bytes of the key's thumbprint. */
  readonly kid: Uint8Array;
}

export interface Certificate extends EndpointMessage {
  readonly claims: DeviceCertificateClaims;
}

/** Whose word a receipt claims to be. */
export type Signer =
  | { readonly kind: 'confirmed'; readonly kid: Uint8Array }
  | { readonly kind: 'attested'; readonly certificate: Certificate }
  | { readonly kind: 'unattested'; readonly device: DeviceJwk };

export interface ParsedReceipt {
  readonly sign1: Sign1;
  readonly claims: ReceiptClaims;
  readonly signer: Signer;
}

/** Undefined if the text is no receipt. */
export function parseReceipt(text: string): ParsedReceipt | undefined {
  const bytes = text.startsWith(TOKEN_PREFIX) ? parseBase45(text.slice(TOKEN_PREFIX.length)) : undefined;
  const sign1 = bytes && parseSign1(bytes);
  const claims = sign1 && parseReceiptPayload(sign1.payload);
  const signer = claims && parseSigner(sign1, claims);
  return signer && { sign1, claims, signer };
}

/** Undefined if the message is no certificate of a device. */
export function parseCertificate(message: Cbor | undefined): Certificate | undefined {
  const sign1 = toSign1(message);
  const kid = sign1 && parseKid(sign1);
  const claims = kid && parseCertificatePayload(sign1.payload);
  return claims && { sign1, kid, claims };
}

function parseSigner(sign1: Sign1, { device }: ReceiptClaims): Signer | undefined {
  const { header, unprotected } = sign1;
  if (device) return header.size + unprotected.size === 1 ? { kind: 'unattested', device } : undefined;
  const kid = parseKid(sign1);
  if (kid) return { kind: 'confirmed', kid };
  const hasKcwtAlone = header.size === 2 && unprotected.size === 0;
  const certificate = hasKcwtAlone ? parseCertificate(header.get(COSE_HEADER.kcwt)) : undefined;
  return certificate && { kind: 'attested', certificate };
}

/** Undefined if there is anything but a kid. */
function parseKid({ header, unprotected }: Sign1): Uint8Array | undefined {
  const kid = header.get(COSE_HEADER.kid);
  const isAlone = header.size === 2 && unprotected.size === 0;
  return isAlone && kid instanceof Uint8Array && kid.length === KID_BYTES ? kid : undefined;
}
