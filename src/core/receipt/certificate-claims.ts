/**
 * A device's certificate as the bytes that the endpoint signs and back. Its claims are
 * not a receipt's, so that neither can be taken for the other although one key signs both.
 */
import * as v from 'valibot';

import {
  CLASS_NUMBERS,
  CWT,
  DeviceCertificateClaimsSchema,
  type DeviceCertificateClaims,
} from '../protocol/receipt.js';
import { toCbor, type Cbor } from './cbor.js';
import { ConfirmationSchema, toWord } from './claim-schemas.js';
import { parseClaimsSet } from './claims-set.js';
import { toConfirmation } from './confirmation.js';

const PayloadSchema = v.pipe(
  v.strictObject({
    [CWT.issuer]: v.string(),
    [CWT.expires]: v.number(),
    [CWT.issued]: v.number(),
    [CWT.confirmation]: ConfirmationSchema,
    [CWT.deviceClass]: toWord(CLASS_NUMBERS),
  }),
  v.transform((claims) => ({
    shop: claims[CWT.issuer],
    device: claims[CWT.confirmation],
    class: claims[CWT.deviceClass],
    issuedSeconds: claims[CWT.issued],
    expiresSeconds: claims[CWT.expires],
  })),
  DeviceCertificateClaimsSchema,
);

/** Throws where the claims are out of bounds. */
export function toCertificatePayload(claims: DeviceCertificateClaims): Uint8Array<ArrayBuffer> {
  v.assert(DeviceCertificateClaimsSchema, claims);
  return toCbor(
    new Map<number, Cbor>([
      [CWT.issuer, claims.shop],
      [CWT.expires, claims.expiresSeconds],
      [CWT.issued, claims.issuedSeconds],
      [CWT.confirmation, toConfirmation(claims.device)],
      [CWT.deviceClass, CLASS_NUMBERS[claims.class]],
    ]),
  );
}

/** Undefined if the bytes are not exactly a certificate's. */
export function parseCertificatePayload(bytes: Uint8Array<ArrayBuffer>): DeviceCertificateClaims | undefined {
  const parsed = v.safeParse(PayloadSchema, parseClaimsSet(bytes));
  return parsed.success ? parsed.output : undefined;
}
