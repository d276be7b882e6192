/**
 * What the endpoint offers instead of an order that it can not serve as it was
 * asked for: the payload of a JWS by its key. Whoever holds it may choose it with no
 * network, and until its time is over the endpoint keeps stock and place for it.
 */
import * as v from 'valibot';

import { AmountSchema, IdSchema, NameSchema, RevisionSchema, SlotIdSchema, TimeSchema } from './fields.js';
import { RedemptionSchema } from './intent.js';

/** The most that a device reads of one order. */
export const MAX_ALTERNATES = 16;

export const AlternateSchema = v.strictObject({
  shop: NameSchema,
  order: IdSchema,
  /** The revision of the order that offers it; another one offers others. */
  rev: RevisionSchema,
  /** Names it in `order.choose`. */
  id: NameSchema,
  depot: NameSchema,
  slot: SlotIdSchema,
  /** Variants of the order that it leaves out. */
  without: v.pipe(v.array(NameSchema), v.maxLength(500)),
  /** What the order costs then, in minor units, with `discount` taken off. */
  amount: AmountSchema,
  discount: AmountSchema,
  /** Of the order's points, those that pay for a part of it; out of `amount` already. */
  redeem: v.optional(RedemptionSchema),
  /** Not choosing by then is a no. */
  until: TimeSchema,
});
export type Alternate = Readonly<v.InferOutput<typeof AlternateSchema>>;
