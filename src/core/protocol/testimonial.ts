/**
 * What somebody said of the food or the shop, as the payload of a JWS by a key of the shop's (header `{alg, kid}`), so
 * that anybody can see that it stands as the shop signed it. Where it came of a purchase it names the order's receipt
 * by a hash: a catalog is public, and an order's id is between its shop and its shopper.
 */
import * as v from 'valibot';

import { MOST_STARS } from '../testimonial/most-stars.js';
import { DateSchema } from './date.js';
import { HashSchema, NameSchema } from './fields.js';

export const TESTIMONIAL_VERSION = 1;

/** Characters. */
export const MOST_SAID = { text: 1_000, author: 80 } as const;

const plain = (most: number) => v.pipe(v.string(), v.regex(/\S/, 'Must say something'), v.maxLength(most));

export const SaidSchema = v.object({
  /** The product that it is about; without it, the shop as a whole. */
  product: v.exactOptional(NameSchema),
  /** Plain text. */
  text: plain(MOST_SAID.text),
  /** How the author is to be called: "Ada, Bristol". */
  author: plain(MOST_SAID.author),
  date: v.exactOptional(DateSchema),
  stars: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_STARS))),
});
/** Of a testimonial, without anything that vouches for it. */
export type Said = Readonly<v.InferOutput<typeof SaidSchema>>;

export const TestimonialSchema = v.strictObject({
  v: v.literal(TESTIMONIAL_VERSION),
  shop: NameSchema,
  ...SaidSchema.entries,
  date: DateSchema,
  /** SHA-256 of the id of the order's receipt, in base64url. */
  receipt: v.exactOptional(HashSchema),
  /** The last day on which it is vouched for. */
  until: v.exactOptional(DateSchema),
});
export type Testimonial = Readonly<v.InferOutput<typeof TestimonialSchema>>;
