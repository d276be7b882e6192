/**
 * How an order comes back whose device is gone: `POST {endpoint}/v1/receipts/import`, by whoever has its
 * receipt; and what may be asked of one, `GET {endpoint}/v1/receipts/{id}`, by its order's id.
 */
import * as v from 'valibot';

import { IdSchema, NameSchema, ReceiptTokenSchema } from './fields.js';
import { ResultSchema } from './sync.js';

export const ImportRequestSchema = v.object({ shop: NameSchema, receipt: ReceiptTokenSchema });
export type ImportRequest = Readonly<v.InferOutput<typeof ImportRequestSchema>>;

/** The order as a sync tells of it. */
export const ImportAnswerSchema = v.object({ result: ResultSchema });
export type ImportAnswer = Readonly<v.InferOutput<typeof ImportAnswerSchema>>;

export const ReceiptStandingSchema = v.object({
  order: IdSchema,
  /** It was collected, and nothing of it was given back. */
  returnable: v.boolean(),
});
export type ReceiptStanding = Readonly<v.InferOutput<typeof ReceiptStandingSchema>>;
