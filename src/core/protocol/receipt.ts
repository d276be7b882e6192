/**
 * What a receipt says, and the numbers that it says it in: the labels of its CWT claims
 * (RFC 8392) and of its COSE header are part of the contract, and so is each table below.
 * A number is never given another meaning; what is not named here is refused. A receipt
 * names neither the shopper nor the food: products and places are refs, which whoever
 * knows the catalog can compare.
 *
 * The one claim of our own, -65537, is the list [version, mode, hash, state, payment, rev,
 * amount, currency, deposits, pickup, lines, chosen?], with pickup [depot, start], a line
 * [variant, quantity, total, [option...]] and chosen [depot, start, amount].
 */
import * as v from 'valibot';

import {
  AmountSchema,
  DeviceJwkSchema,
  HashSchema,
  IdSchema,
  ModeSchema,
  NameSchema,
  QuantitySchema,
  RevisionSchema,
} from './fields.js';
import { DEVICE_CLASSES, type DeviceClass } from './intent.js';
import { PAYMENT_STATES, SETTLED_STATES, type PaymentState, type ProvenState } from './proof.js';

/** Before the base45 of the COSE_Sign1. */
export const TOKEN_PREFIX = 'PN1:';
export const RECEIPT_VERSION = 1;

/** RFC 8392 §3.1 and RFC 8747 §3.1; below -65536 everybody may name their own. */
export const CWT = {
  issuer: 1,
  expires: 4,
  issued: 6,
  id: 7,
  confirmation: 8,
  receipt: -65537,
  deviceClass: -65538,
} as const;

/** RFC 9052 §3.1 and, for a CWT that holds the signer's key, RFC 9528 §10.4. */
export const COSE_HEADER = { alg: 1, crit: 2, kid: 4, kcwt: 13 } as const;
/** Of the RFC 7638 thumbprint of the endpoint's key: its first bytes. */
export const KID_BYTES = 8;

export const MODE_NUMBERS = { live: 0, test: 1 } as const satisfies Record<'live' | 'test', number>;
/** `saved` is what a device signs; the rest is the endpoint's alone. */
export type ReceiptState = 'saved' | ProvenState;
export const STATE_NUMBERS = {
  saved: 0,
  confirmed: 1,
  confirmed_late: 2,
  disputed: 3,
  repriced: 4,
  rejected: 5,
  cancelled: 6,
  expired: 7,
  collected: 8,
} as const satisfies Record<ReceiptState, number>;
/** How an order may stand that nobody has settled: all that a device can say of payment. */
export const SAVED_PAYMENTS = ['at_pickup', 'due'] as const satisfies readonly PaymentState[];
export type SavedPayment = (typeof SAVED_PAYMENTS)[number];
export const PAYMENT_NUMBERS = {
  at_pickup: 0,
  due: 1,
  pending: 2,
  paid: 3,
  failed: 4,
  expired: 5,
  refund_due: 6,
  refunded: 7,
} as const satisfies Record<PaymentState, number>;
export const CLASS_NUMBERS = { shopper: 0, stall: 1, owner: 2 } as const satisfies Record<
  DeviceClass,
  number
>;

/** The first 4 bytes of the SHA-256 of an id, in hexadecimal. */
export const RefSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/));
/** Epoch seconds, up to the last that a `Date` holds. */
export const SecondsSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e12));
/** Epoch minutes, up to the end of the year 9999, which a slot's name can still say. */
export const MinutesSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4_223_371_679));

export const ReceiptLineSchema = v.strictObject({
  variant: RefSchema,
  quantity: QuantitySchema,
  total: AmountSchema,
  /** In the order of the modifiers' names. */
  options: v.pipe(v.array(RefSchema), v.maxLength(32)),
});
export type ReceiptLine = Readonly<v.InferOutput<typeof ReceiptLineSchema>>;

const PickupSchema = v.strictObject({ depot: RefSchema, startMinutes: MinutesSchema });

export const ReceiptClaimsSchema = v.strictObject({
  shop: NameSchema,
  /** When it was signed, by the signer's clock. */
  issuedSeconds: SecondsSchema,
  /** From then on it is worth nothing. */
  expiresSeconds: v.exactOptional(SecondsSchema),
  /** The order's `order.place`, and so the order. */
  intent: IdSchema,
  /** SHA-256 of the intent's JWS, byte for byte. */
  hash: HashSchema,
  mode: ModeSchema,
  state: v.picklist(['saved', ...SETTLED_STATES]),
  payment: v.picklist(PAYMENT_STATES),
  /** Of the proof that it goes by; 0 before any. */
  rev: RevisionSchema,
  /** What the order costs, deposits included, in minor units. */
  amount: AmountSchema,
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  deposits: AmountSchema,
  pickup: PickupSchema,
  lines: v.pipe(v.array(ReceiptLineSchema), v.minLength(1), v.maxLength(500)),
  /** The alternate that the shopper goes by instead. */
  chosen: v.exactOptional(v.strictObject({ ...PickupSchema.entries, amount: AmountSchema })),
  /** The key that signed, where nothing else vouches for it: in an unattested receipt alone. */
  device: v.exactOptional(DeviceJwkSchema),
});
export type ReceiptClaims = Readonly<v.InferOutput<typeof ReceiptClaimsSchema>>;

/** Without who signed. */
export type ReceiptFacts = Omit<ReceiptClaims, 'device'>;
/** What the endpoint can say of an order. */
export type ProvenFacts = ReceiptFacts & { readonly state: ProvenState };
/** What a device can say of one that it placed. */
export type SavedFacts = ReceiptFacts & { readonly state: 'saved'; readonly payment: SavedPayment };

/** The endpoint's word that it has met a device, as it travels inside what the device signs. */
export const DeviceCertificateClaimsSchema = v.strictObject({
  shop: NameSchema,
  device: DeviceJwkSchema,
  class: v.picklist(DEVICE_CLASSES),
  issuedSeconds: SecondsSchema,
  /** From then on it vouches for nothing that is signed. */
  expiresSeconds: SecondsSchema,
});
export type DeviceCertificateClaims = Readonly<v.InferOutput<typeof DeviceCertificateClaimsSchema>>;
