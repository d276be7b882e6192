/**
 * What a script asks for when it places an order, read once where it comes in: a
 * script may pass anything. What is left out, undefined or null was not said; what
 * is there is what it should be, or the request is refused with the name of the
 * field. Whether the shop can take it is not looked at here.
 */
import * as v from 'valibot';

import { refuse } from '../refuse.js';
import type { Refused } from '../shop-port.js';

const TextSchema = v.nullish(v.string(), '');

const OrderRequestSchema = v.object({
  contact: v.nullish(v.object({ name: TextSchema, email: TextSchema, phone: TextSchema }), {}),
  pickup: v.nullish(v.object({ depot: TextSchema, slot: TextSchema }), {}),
  payment: v.optional(v.unknown()),
  note: TextSchema,
  total: v.nullish(v.number()),
  redeemPoints: v.nullish(v.number()),
});
export type ReadRequest = Readonly<v.InferOutput<typeof OrderRequestSchema>>;

export function readRequest(input: unknown): { ok: true; request: ReadRequest } | Refused {
  const parsed = v.safeParse(OrderRequestSchema, input);
  if (parsed.success) return { ok: true, request: parsed.output };
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue) ?? 'request';
  return refuse('bad-request', `${where} has to be ${issue.expected}, not ${issue.received}.`, {
    field: where,
  });
}
