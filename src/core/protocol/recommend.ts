/** What a node that ranks is asked, and what it answers: `POST /v1/recommend`. */
import * as v from 'valibot';

import { MakerIdSchema, list } from '../catalog/fields.js';

const MOST_ORDERS = 2_000;
const MOST_ITEMS = 500;
export const MOST_LEFT_OUT = 1_000;
/** In all orders together. */
const MOST_BOUGHT = 20_000;
export const MOST_SUGGESTIONS = 100;

const DaySchema = v.nullable(v.pipe(v.number(), v.minValue(-1e7), v.maxValue(1e7)));

export const RecommendRequestSchema = v.object({
  shop: MakerIdSchema,
  /** Oldest first: the day, and the products that were in the order. */
  history: v.pipe(
    list(v.tuple([DaySchema, list(MakerIdSchema, MOST_ITEMS)]), MOST_ORDERS),
    v.check(
      (orders) => orders.reduce((sum, [, items]) => sum + items.length, 0) <= MOST_BOUGHT,
      `More than ${MOST_BOUGHT} products in all orders: leave out the oldest`,
    ),
  ),
  /** Now, counted as the history's days. */
  day: DaySchema,
  /** Products that are not to be suggested. */
  leaveOut: v.optional(list(MakerIdSchema, MOST_LEFT_OUT), []),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_SUGGESTIONS)),
});

export const RecommendAnswerSchema = v.object({
  /** Products, best first. */
  items: list(MakerIdSchema, MOST_SUGGESTIONS),
  ranker: v.picklist(['formula', 'model']),
  /** Why it was not the model, where the node has one. */
  reason: v.exactOptional(v.string()),
});

/** Undefined where it is no answer. */
export function parseRecommendAnswer(text: string): RecommendAnswer | undefined {
  try {
    const parsed = v.safeParse(RecommendAnswerSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

export type RecommendRequest = v.InferOutput<typeof RecommendRequestSchema>;
export type RecommendAnswer = v.InferOutput<typeof RecommendAnswerSchema>;

/**
 * As much of a history as may be sent, the newest of it: the oldest orders stay at home, and what is beyond all bounds in
 * one.
 *
 * @param history oldest first
 */
export function toSentHistory(
  history: readonly { readonly day: number | null; readonly items: readonly string[] }[],
): RecommendRequest['history'] {
  const sent: RecommendRequest['history'] = [];
  let left = MOST_BOUGHT;
  for (const { day, items } of history.slice(-MOST_ORDERS).reverse()) {
    const bought = items.slice(0, MOST_ITEMS);
    if (bought.length > left) break;
    left -= bought.length;
    sent.unshift([day, bought]);
  }
  return sent;
}
