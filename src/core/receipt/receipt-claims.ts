/**
 * What a receipt says, as the bytes that are signed and back. Reading refuses a claim
 * that `protocol/receipt.ts` does not name, a number that its tables don't have, and
 * whatever is out of bounds; what is read is written again byte for byte. Knows nothing
 * of who signed.
 */
import * as v from 'valibot';

import { parseBase64Url } from '../protocol/base64url.js';
import {
  CWT,
  MODE_NUMBERS,
  PAYMENT_NUMBERS,
  RECEIPT_VERSION,
  ReceiptClaimsSchema,
  STATE_NUMBERS,
  type ReceiptClaims,
  type ReceiptLine,
} from '../protocol/receipt.js';
import { toCbor, type Cbor } from './cbor.js';
import {
  ConfirmationSchema,
  HashBytesSchema,
  RefBytesSchema,
  toWord,
  UuidBytesSchema,
} from './claim-schemas.js';
import { parseClaimsSet } from './claims-set.js';
import { toConfirmation } from './confirmation.js';
import { fromHex } from './hex.js';

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

/** Throws where the claims are out of bounds: what could not be read is not signed. */
export function toReceiptPayload(claims: ReceiptClaims): Uint8Array<ArrayBuffer> {
  v.assert(ReceiptClaimsSchema, claims);
  const { shop, issuedSeconds, expiresSeconds, intent, device } = claims;
  const payload = new Map<number, Cbor>([
    [CWT.issuer, shop],
    [CWT.issued, issuedSeconds],
    [CWT.id, fromHex(intent.replaceAll('-', ''))],
    [CWT.receipt, toContent(claims)],
  ]);
  if (expiresSeconds !== undefined) payload.set(CWT.expires, expiresSeconds);
  if (device) payload.set(CWT.confirmation, toConfirmation(device));
  return toCbor(payload);
}

/** Undefined if the bytes are not exactly a receipt's. */
export function parseReceiptPayload(bytes: Uint8Array<ArrayBuffer>): ReceiptClaims | undefined {
  const parsed = v.safeParse(PayloadSchema, parseClaimsSet(bytes));
  return parsed.success ? parsed.output : undefined;
}

function toContent(claims: ReceiptClaims): readonly Cbor[] {
  const { mode, hash, state, payment, rev, amount, currency, deposits, pickup, lines, chosen } = claims;
  return [
    RECEIPT_VERSION,
    MODE_NUMBERS[mode],
    parseBase64Url(hash) ?? null,
    STATE_NUMBERS[state],
    PAYMENT_NUMBERS[payment],
    ...[rev, amount, currency, deposits],
    [fromHex(pickup.depot), pickup.startMinutes],
    lines.map(toLineList),
    ...(chosen ? [[fromHex(chosen.depot), chosen.startMinutes, chosen.amount]] : []),
  ];
}

function toLineList({ variant, quantity, total, options }: ReceiptLine): readonly Cbor[] {
  return [fromHex(variant), quantity, total, options.map(fromHex)];
}
