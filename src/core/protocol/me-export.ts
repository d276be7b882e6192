/**
 * The answer to `GET {endpoint}/v1/me/export`: all that the endpoint has on the device that asks. Contacts are sealed to the
 * shop and stay so: of each there is its hash.
 */
import * as v from 'valibot';

import {
  AmountSchema,
  CountSchema,
  HashSchema,
  IdSchema,
  NameSchema,
  RevisionSchema,
  SlotIdSchema,
  TimeSchema,
} from './fields.js';
import { IntentLineSchema, RedemptionSchema } from './intent.js';
import { LeaseItemSchema } from './lease.js';
import { PAYMENT_STATES, SETTLED_STATES } from './proof.js';

/** Orders in one answer, the newest. */
export const MOST_EXPORTED = 5_000;

/** After the endpoint's base. */
export const EXPORT_PATH = '/v1/me/export';

const ExportedOrderSchema = v.object({
  id: IdSchema,
  /** Of its `order.place`, byte for byte. */
  hash: HashSchema,
  state: v.picklist(SETTLED_STATES),
  payment: v.picklist(PAYMENT_STATES),
  rev: RevisionSchema,
  amount: AmountSchema,
  lines: v.array(IntentLineSchema),
  deposits: AmountSchema,
  discount: AmountSchema,
  redeemed: v.optional(RedemptionSchema),
  pickup: v.object({ depot: NameSchema, slot: SlotIdSchema }),
  /** SHA-256 of the sealed contact that is kept for it. */
  contact: v.optional(HashSchema),
  placedAt: TimeSchema,
  receivedAt: TimeSchema,
});

export const MeExportSchema = v.object({
  shop: NameSchema,
  device: HashSchema,
  time: TimeSchema,
  /** Newest first. */
  orders: v.array(ExportedOrderSchema),
  /** There are older ones of these, or of `intents`. */
  more: v.optional(v.literal(true)),
  /** What else it has sent: each with the hash of what was signed. */
  intents: v.array(v.object({ id: IdSchema, type: NameSchema, hash: HashSchema, receivedAt: TimeSchema })),
  /** Where the shop gives any, or has. */
  points: v.optional(
    v.object({
      balance: CountSchema,
      leased: CountSchema,
      held: CountSchema,
      spent: CountSchema,
      owed: CountSchema,
      earned: CountSchema,
    }),
  ),
  /** What is held for it. */
  lease: v.optional(v.object({ key: IdSchema, items: v.array(LeaseItemSchema) })),
  /** Since when it is to be forgotten. */
  forgottenAt: v.optional(TimeSchema),
});
export type MeExport = Readonly<v.InferOutput<typeof MeExportSchema>>;
