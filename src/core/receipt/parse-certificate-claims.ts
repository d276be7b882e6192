/** Reads what the endpoint's certificate of a device says. */
import * as v from 'valibot';

import {
  CLASS_NUMBERS,
  CWT,
  DeviceCertificateClaimsSchema,
  type DeviceCertificateClaims,
} from '../protocol/receipt.js';
import { ConfirmationSchema, toWord } from './claim-schemas.js';
import { parseClaimsSet } from './claims-set.js';

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

/** Undefined if the bytes are not exactly a certificate's. */
export function parseCertificatePayload(bytes: Uint8Array<ArrayBuffer>): DeviceCertificateClaims | undefined {
  const parsed = v.safeParse(PayloadSchema, parseClaimsSet(bytes));
  return parsed.success ? parsed.output : undefined;
}
