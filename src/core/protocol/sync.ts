/**
 * The one round trip that pushes intents and pulls everything: request and answer
 * of `POST {endpoint}/v1/sync`. Unknown fields outside signed payloads are
 * ignored, so that old and new meet.
 */
import * as v from 'valibot';

import { MAX_ALTERNATES } from './alternate.js';
import {
  AmountSchema,
  CountSchema,
  CertificateTextSchema,
  DEPOT_STATES,
  HashSchema,
  IdSchema,
  JweSchema,
  JwsSchema,
  NameSchema,
  ReceiptTokenSchema,
  SecretSchema,
  SlotIdSchema,
  TimeSchema,
} from './fields.js';
import { IntentLineSchema, RedemptionSchema } from './intent.js';
import { LeaseGrantSchema, LeaseRequestSchema } from './lease.js';
import { PAYMENT_STATES, SETTLED_STATES } from './proof.js';
import { StallAskSchema } from './stall.js';

export const MAX_BATCH = 50;
export const MAX_BODY_BYTES = 256 * 1024;

export const ClaimSchema = v.object({ order: IdSchema, secret: SecretSchema });
export type Claim = Readonly<v.InferOutput<typeof ClaimSchema>>;

const CursorSchema = v.pipe(v.string(), v.maxLength(64));

export const SyncRequestSchema = v.object({
  shop: NameSchema,
  /** With an order that is placed: when it was made, by the clock that the intents' `at` is by; advisory. */
  sent: v.optional(TimeSchema),
  intents: v.pipe(v.array(JwsSchema), v.maxLength(MAX_BATCH)),
  /** Sealed contacts by their SHA-256, for the intents that name them. */
  sealed: v.optional(v.record(HashSchema, JweSchema), {}),
  /** Rights to sell that are asked for; a device has one lease at a time, and its newest request supersedes it. */
  leases: v.optional(v.pipe(v.array(LeaseRequestSchema), v.maxLength(4)), []),
  claims: v.optional(v.pipe(v.array(ClaimSchema), v.maxLength(MAX_BATCH)), []),
  /** The device has no certificate that lasts: the answer to a signed request brings one. */
  certificate: v.optional(v.boolean(), false),
  /** The catalog version held; the answer carries the catalog if it has a newer one. */
  catalog: v.optional(v.nullable(NameSchema), null),
  /** What the last answer gave; null at first. */
  cursor: v.optional(v.nullable(CursorSchema), null),
  /** A stall asks how orders stand that others serve. */
  stall: v.optional(StallAskSchema),
});
export type SyncRequest = Readonly<v.InferOutput<typeof SyncRequestSchema>>;

/** Why an order is not as it was asked for. `code` is stable; the rest says where. */
export const ReasonSchema = v.object({
  code: NameSchema,
  variant: v.optional(NameSchema),
  depot: v.optional(NameSchema),
  slot: v.optional(SlotIdSchema),
});
export type Reason = Readonly<v.InferOutput<typeof ReasonSchema>>;

export const ResultSchema = v.object({
  intent: IdSchema,
  /** `waiting`: the intent names an order that the endpoint does not know (yet); no proof. */
  state: v.picklist([...SETTLED_STATES, 'waiting']),
  payment: v.optional(v.picklist(PAYMENT_STATES)),
  reason: v.optional(ReasonSchema),
  /** When a decision that is needed is taken to be no. */
  until: v.optional(TimeSchema),
  /** Under `disputed`, best first: each a JWS by the endpoint's key over an alternate of `alternate.ts`. */
  alternates: v.optional(v.pipe(v.array(JwsSchema), v.maxLength(MAX_ALTERNATES))),
  /** The lines as they are now at the endpoint's prices, where they differ from the intent's; so with the next four. */
  lines: v.optional(v.array(IntentLineSchema)),
  deposits: v.optional(AmountSchema),
  /** What the shop takes off for going elsewhere; it is out of the amount already. */
  discount: v.optional(AmountSchema),
  pickup: v.optional(v.object({ depot: NameSchema, slot: SlotIdSchema })),
  /** Points that pay for a part of it; there where any do. */
  redeem: v.optional(v.object(RedemptionSchema.entries)),
  /** The endpoint's own receipt of an order that stands, for whoever hands it over. */
  receipt: v.optional(ReceiptTokenSchema),
  /** This number of this device was used before: the device must make a new key. */
  forked: v.optional(v.literal(true)),
  proof: v.optional(JwsSchema),
});
export type Result = Readonly<v.InferOutput<typeof ResultSchema>>;

export const StockSchema = v.object({ variant: NameSchema, depot: NameSchema, left: AmountSchema });
export type Stock = Readonly<v.InferOutput<typeof StockSchema>>;

/** `full` lists the depot's slots that have no place left; `reason` is the owner's own words. */
export const DepotStatusSchema = v.object({
  id: NameSchema,
  full: v.array(SlotIdSchema),
  status: v.optional(v.picklist(DEPOT_STATES), 'open'),
  reason: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
export type DepotStatus = Readonly<v.InferOutput<typeof DepotStatusSchema>>;

/** `settled`: may be redeemed. `pending`: come once orders that stand are collected. Never one sum. */
export const LoyaltySchema = v.object({ settled: CountSchema, pending: CountSchema });
export type Loyalty = Readonly<v.InferOutput<typeof LoyaltySchema>>;

export const SyncAnswerSchema = v.object({
  time: TimeSchema,
  results: v.array(ResultSchema),
  /** What is held of what was asked for, by key. */
  leases: v.optional(v.array(LeaseGrantSchema), []),
  /** The endpoint's word that it has met the device that asked, and until when it holds. */
  certificate: v.optional(v.object({ text: CertificateTextSchema, until: TimeSchema })),
  stock: v.array(StockSchema),
  depots: v.array(DepotStatusSchema),
  /** The signing device's points, where the shop gives any. */
  loyalty: v.optional(LoyaltySchema),
  /** The catalog in force, if it is not the version held. Parsed by `parseCatalog`. */
  catalog: v.optional(v.unknown()),
  cursor: v.nullable(CursorSchema),
  /** More has changed than one answer holds, or the endpoint asks for a pause. */
  nextAfterMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** What a stall asked for, as in `stall.ts`; null for a device that is none. Parsed by whoever asked. */
  stall: v.optional(v.unknown()),
});
export type SyncAnswer = Readonly<v.InferOutput<typeof SyncAnswerSchema>>;
