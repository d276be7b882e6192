/**
 * The products of pages that were open before, so that a basket keeps its titles and
 * prices anywhere on a site. A page that is open again replaces what it said before;
 * what was seen longest ago is forgotten first, and everything after a month.
 */
import * as v from 'valibot';

import { ProductSchema, type Product } from '../catalog-schema.js';
import type { PageProduct } from './page-product.js';

export interface SeenProduct {
  readonly stated: PageProduct;
  /** The page's address. */
  readonly page: string;
  /** ISO 8601, UTC. */
  readonly seenAt: string;
}

const MOST_SEEN = 200;
/** Longer than a basket is kept after its last change. */
const SEEN_FOR_MS = 30 * 86_400_000;

const SeenSchema = v.object({
  stated: v.object({
    product: v.custom<Product>((product) => v.is(ProductSchema, product)),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
    names: v.array(v.string()),
    url: v.exactOptional(v.string()),
    pointer: v.string(),
  }),
  page: v.string(),
  seenAt: v.string(),
});

/** What of a kept list can still be read. */
export function parseSeen(kept: unknown): readonly SeenProduct[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((entry: unknown) => {
    const read = v.safeParse(SeenSchema, entry);
    return read.success ? [read.output] : [];
  });
}

/** @param now epoch milliseconds */
export function rememberPage(
  seen: readonly SeenProduct[],
  page: string,
  products: readonly PageProduct[],
  now: number,
): readonly SeenProduct[] {
  const here = new Set(products.map(({ product }) => product.id));
  const stays = seen.filter(
    (entry) =>
      entry.page !== page &&
      !here.has(entry.stated.product.id) &&
      now - Date.parse(entry.seenAt) <= SEEN_FOR_MS,
  );
  const seenAt = new Date(now).toISOString();
  return [...products.map((stated) => ({ stated, page, seenAt })), ...stays].slice(0, MOST_SEEN);
}
