/**
 * What a receipt says, as the bytes that are signed; `parse-receipt-claims.ts` reads them
 * again. Knows nothing of who signs.
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
import { toConfirmation } from './confirmation.js';
import { fromHex } from './hex.js';

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
