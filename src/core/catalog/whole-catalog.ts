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
import { list } from './fields.js';

export const CatalogSchema = v.object({
  ...CatalogHeadSchema.entries,
  products: list(ProductSchema, MOST_PRODUCTS),
  depots: v.optional(list(DepotSchema, MOST_DEPOTS), []),
  loyalty: v.exactOptional(LoyaltySchema),
  model: v.exactOptional(ModelCardSchema),
  keys: v.optional(list(PublicKeySchema, MOST_KEYS), []),
  experiments: v.optional(list(ExperimentSchema, MOST_EXPERIMENTS), []),
});
