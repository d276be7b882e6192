/**
 * The endpoint's word on one intent, as the payload of a JWS by its key. A device
 * believes nothing else: no status code and no unsigned field settles an order.
 */
import * as v from 'valibot';

import { AmountSchema, HashSchema, IdSchema, NameSchema, RevisionSchema } from './fields.js';

export const SETTLED_STATES = [
  'confirmed',
  'confirmed_late',
  'disputed',
  'repriced',
  'rejected',
  'cancelled',
  'expired',
  'collected',
] as const;
/** An order's state as the endpoint can prove it. */
export type ProvenState = (typeof SETTLED_STATES)[number];

export const PAYMENT_STATES = [
  'at_pickup',
  'due',
  'pending',
  'paid',
  'failed',
  'expired',
  'refund_due',
  'refunded',
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export const ProofSchema = v.strictObject({
  shop: NameSchema,
  /** The intent that this answers. */
  intent: IdSchema,
  /** SHA-256 of the intent's JWS, byte for byte. */
  hash: HashSchema,
  /** The order that the intent is about: its own id for `order.place`. */
  order: IdSchema,
  state: v.picklist(SETTLED_STATES),
  payment: v.picklist(PAYMENT_STATES),
  /** Counts the order's changes on the endpoint; the highest wins. */
  rev: RevisionSchema,
  /** What the order costs, in minor units. Under `repriced`: what it would cost. */
  amount: AmountSchema,
});
export type Proof = Readonly<v.InferOutput<typeof ProofSchema>>;
