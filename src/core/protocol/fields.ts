/**
 * The small schemas that every message of the protocol is made of. All bounds are
 * part of the contract: what is outside them is refused, never cut.
 */
import * as v from 'valibot';

import { UUID_V7 } from './uuid.js';

/** Minor units of the shop's currency; the largest sum Punnet handles is 10^12. */
export const AmountSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1e12));
export const IdSchema = v.pipe(v.string(), v.regex(UUID_V7));
/** A name chosen by the maker: of a shop, variant, modifier, option or depot. */
export const NameSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
/** SHA-256 in base64url: 43 characters. */
export const HashSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** 32 random bytes in base64url. Whoever shows it may follow, cancel and accept the order. */
export const SecretSchema = HashSchema;
export const ModeSchema = v.picklist(['live', 'test']);
/** ISO 8601 in UTC, to the millisecond or the second. */
export const TimeSchema = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/));
/** `<depot>/<ISO 8601 start with offset>` */
export const SlotIdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(180));
export const QuantitySchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1e6));
/** Of a device's account, in an order or in a lease. */
export const PointsSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1e9));
/** How many of something there are. */
export const CountSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1e9));
export const DEPOT_STATES = ['open', 'degraded', 'closed'] as const;
/** What the owner says of a depot: `degraded` still takes orders, `closed` takes none. */
export type DepotState = (typeof DEPOT_STATES)[number];
export const RevisionSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Names that `record` passes over in silence: in a signed payload they must be refused. */
const RESERVED_NAMES = ['__proto__', 'constructor', 'prototype'];
const RULE = `an object of at most 32 modifiers, none of them called ${RESERVED_NAMES.join(', ')}`;

const RefusedSchema = v.never(RULE);
const RecordSchema = v.pipe(
  v.record(NameSchema, NameSchema),
  v.check((modifiers) => Object.keys(modifiers).length <= 32, RULE),
);

/** A record without a prototype to pollute. Looked at before `record` reads it, which would take a list as well. */
export const ModifiersSchema = v.lazy((input) => {
  const isReserved = RESERVED_NAMES.some((name) => Object.hasOwn(Object(input), name));
  return isReserved || Array.isArray(input) ? RefusedSchema : RecordSchema;
});

/** The public half of an ES256 key (RFC 7517), as it stands in a JWS header. */
export const DeviceJwkSchema = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: HashSchema,
  y: HashSchema,
});
export type DeviceJwk = Readonly<v.InferOutput<typeof DeviceJwkSchema>>;

/** Holds an order of 500 lines, and leaves room in a body of 256 KiB for its contact and the rest of a sync. */
export const MAX_JWS_LENGTH = 224 * 1024;

/** A compact JWS (RFC 7515): three base64url parts. */
export const JwsSchema = v.pipe(
  v.string(),
  v.maxLength(MAX_JWS_LENGTH),
  v.regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/),
);
export const MAX_JWE_LENGTH = 8 * 1024;

/** A compact JWE (RFC 7516): five parts, the second empty under ECDH-ES. */
export const JweSchema = v.pipe(
  v.string(),
  v.maxLength(MAX_JWE_LENGTH),
  v.regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/),
);

/** Of 500 lines with all their options there are fewer. */
export const MAX_TOKEN_LENGTH = 64 * 1024;

/** A receipt as text: its prefix, and base45 (RFC 9285). */
export const ReceiptTokenSchema = v.pipe(
  v.string(),
  v.maxLength(MAX_TOKEN_LENGTH),
  v.regex(/^PN1:[0-9A-Z $%*+\-./:]+$/),
);
/** A device's certificate, as base64url of its bytes. */
export const CertificateTextSchema = v.pipe(v.string(), v.maxLength(2_048), v.regex(/^[A-Za-z0-9_-]+$/));
