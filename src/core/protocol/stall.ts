/**
 * What a stall asks for in a sync beside its own intents, and what it is told: how orders stand that changed since it
 * last asked, so that what one stall has handed over another does not. Devices of other classes are told `null`.
 */
import * as v from 'valibot';

import {
  JwsSchema,
  ModifiersSchema,
  NameSchema,
  QuantitySchema,
  SlotIdSchema,
  TimeSchema,
} from './fields.js';

/** Orders that changed, and orders promised at a depot, in one answer. */
export const MAX_STALL_ORDERS = 100;

const MarkSchema = v.pipe(v.string(), v.maxLength(64));

export const StallAskSchema = v.object({
  /** What the last answer gave; null at first. */
  cursor: v.nullable(MarkSchema),
  /** Also the orders that are to be collected at this depot. */
  depot: v.optional(NameSchema),
});
export type StallAsk = Readonly<v.InferOutput<typeof StallAskSchema>>;

const StallLineSchema = v.object({
  variant: NameSchema,
  /** Chosen options by modifier; endpoints of before did not tell them. */
  modifiers: v.exactOptional(ModifiersSchema),
  quantity: QuantitySchema,
});

export const StallOrderSchema = v.object({
  /** By the order's own `order.place`, as in `proof.ts`: all that is believed of how it stands. */
  proof: JwsSchema,
  pickup: v.object({ depot: NameSchema, slot: SlotIdSchema }),
  lines: v.pipe(v.array(StallLineSchema), v.maxLength(500)),
  /** When it was handed over, by the clock of the stall that did. */
  at: v.optional(TimeSchema),
  /** Something of it was given back: it is good for no other return. */
  returned: v.optional(v.literal(true)),
});
export type StallOrder = Readonly<v.InferOutput<typeof StallOrderSchema>>;

export const StallAnswerSchema = v.object({
  orders: v.pipe(v.array(StallOrderSchema), v.maxLength(2 * MAX_STALL_ORDERS)),
  cursor: MarkSchema,
});
export type StallAnswer = Readonly<v.InferOutput<typeof StallAnswerSchema>>;
