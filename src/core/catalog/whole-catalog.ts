/**
 * A whole catalog as one schema, for publishing it. Apart from the schemas that a shop reads
 * by, so that no page carries it.
 */
import * as v from 'valibot';

import {
  CatalogHeadSchema,
  DepotSchema,
  LoyaltySchema,
  MOST_DEPOTS,
  MOST_KEYS,
  MOST_PRODUCTS,
  ProductSchema,
  PublicKeySchema,
} from './catalog-schema.js';
import { ExperimentSchema, MOST_EXPERIMENTS } from '../experiment/experiment.js';
import { ModelCardSchema } from '../recommend/model-card.js';
import { MAX_JWS_LENGTH } from '../protocol/fields.js';
import { SaidSchema } from '../protocol/testimonial.js';
import { MOST_TESTIMONIALS } from '../testimonial/list.js';
import { list } from './fields.js';

export const CatalogSchema = v.object({
  ...CatalogHeadSchema.entries,
  products: list(ProductSchema, MOST_PRODUCTS),
  depots: v.optional(list(DepotSchema, MOST_DEPOTS), []),
  loyalty: v.exactOptional(LoyaltySchema),
  model: v.exactOptional(ModelCardSchema),
  testimonials: v.exactOptional(
    list(v.union([v.pipe(v.string(), v.maxLength(MAX_JWS_LENGTH)), SaidSchema]), MOST_TESTIMONIALS),
  ),
  keys: v.optional(list(PublicKeySchema, MOST_KEYS), []),
  experiments: v.optional(list(ExperimentSchema, MOST_EXPERIMENTS), []),
});
