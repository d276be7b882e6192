/**
 * A device's certificate as the bytes that the endpoint signs. Its claims are
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
import { toConfirmation } from './confirmation.js';

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
