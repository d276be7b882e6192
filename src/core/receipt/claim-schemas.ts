/**
 * The small schemas that claims are read by: each takes what CBOR holds and makes of it
 * what the rest of the program knows. Bounds are not looked at here.
 */
import * as v from 'valibot';

import { toBase64Url } from '../protocol/base64url.js';
import { DeviceJwkSchema } from '../protocol/fields.js';
import type { Cbor } from './cbor.js';
import { parseConfirmation } from './parse-confirmation.js';
import { toHex } from './hex.js';

const BytesSchema = v.instance(Uint8Array);

export const RefBytesSchema = v.pipe(
  BytesSchema,
  v.transform((bytes) => toHex(bytes)),
);
export const HashBytesSchema = v.pipe(
  BytesSchema,
  v.transform((bytes) => toBase64Url(bytes)),
);
export const UuidBytesSchema = v.pipe(
  BytesSchema,
  v.transform((bytes) => toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')),
);
export const ConfirmationSchema = v.pipe(
  v.custom<Cbor>(() => true),
  v.transform((value) => parseConfirmation(value)),
  DeviceJwkSchema,
);

/** Reads a number of one of the protocol's tables as its word, and refuses any other. */
export function toWord<W extends string>(numbers: Readonly<Record<W, number>>) {
  const words = Object.keys(numbers) as W[];
  return v.pipe(
    v.picklist(Object.values<number>(numbers)),
    v.transform((number) => words.find((word) => numbers[word] === number)),
  );
}
