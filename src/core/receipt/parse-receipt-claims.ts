/**
 * Reads what a receipt says. Refuses a claim that `protocol/receipt.ts` does not name, a
 * number that its tables don't have, and whatever is out of bounds; what is read is written
 * again byte for byte.
 */
import * as v from 'valibot';

import {
  CWT,
  MODE_NUMBERS,
  PAYMENT_NUMBERS,
  RECEIPT_VERSION,
  ReceiptClaimsSchema,
  STATE_NUMBERS,
  type ReceiptClaims,
} from '../protocol/receipt.js';
import {
  ConfirmationSchema,
  HashBytesSchema,
  RefBytesSchema,
  toWord,
  UuidBytesSchema,
} from './claim-schemas.js';
import { parseClaimsSet } from './claims-set.js';

const LineListSchema = v.pipe(
  v.strictTuple([RefBytesSchema, v.number(), v.number(), v.array(RefBytesSchema)]),
  v.transform(([variant, quantity, total, options]) => ({ variant, quantity, total, options })),
);
const PickupListSchema = v.pipe(
  v.strictTuple([RefBytesSchema, v.number()]),
  v.transform(([depot, startMinutes]) => ({ depot, startMinutes })),
);
const ChosenListSchema = v.pipe(
  v.strictTuple([RefBytesSchema, v.number(), v.number()]),
  v.transform(([depot, startMinutes, amount]) => ({ depot, startMinutes, amount })),
);

const ContentSchema = v.pipe(
  v.strictTuple([
    v.literal(RECEIPT_VERSION),
    toWord(MODE_NUMBERS),
    HashBytesSchema,
    toWord(STATE_NUMBERS),
    toWord(PAYMENT_NUMBERS),
    v.number(),
    v.number(),
    v.string(),
    v.number(),
    PickupListSchema,
    v.array(LineListSchema),
    v.optional(ChosenListSchema),
  ]),
  v.transform(([, mode, hash, state, payment, rev, amount, currency, deposits, pickup, lines, chosen]) => ({
    ...{ mode, hash, state, payment, rev, amount, currency, deposits, pickup, lines },
    ...(chosen && { chosen }),
  })),
);

const PayloadSchema = v.pipe(
  v.strictObject({
    [CWT.issuer]: v.string(),
    [CWT.expires]: v.exactOptional(v.number()),
    [CWT.issued]: v.number(),
    [CWT.id]: UuidBytesSchema,
    [CWT.confirmation]: v.exactOptional(ConfirmationSchema),
    [CWT.receipt]: ContentSchema,
  }),
  v.transform((claims) => ({
    shop: claims[CWT.issuer],
    issuedSeconds: claims[CWT.issued],
    intent: claims[CWT.id],
    ...claims[CWT.receipt],
    ...(CWT.expires in claims && { expiresSeconds: claims[CWT.expires] }),
    ...(CWT.confirmation in claims && { device: claims[CWT.confirmation] }),
  })),
  ReceiptClaimsSchema,
);

/** Undefined if the bytes are not exactly a receipt's. */
export function parseReceiptPayload(bytes: Uint8Array<ArrayBuffer>): ReceiptClaims | undefined {
  const parsed = v.safeParse(PayloadSchema, parseClaimsSet(bytes));
  return parsed.success ? parsed.output : undefined;
}
