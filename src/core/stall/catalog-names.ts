/** What a stall calls the things that a receipt or an order speaks of, by today's catalog. */
import type { Catalog } from '../catalog/catalog-schema.js';
import { findVariant, type FoundVariant } from '../catalog/lookup.js';
import type { ReceiptClaims } from '../protocol/receipt.js';
import { readRefs } from '../receipt/catalog-refs.js';
import type { Digest } from '../receipt/to-facts.js';
import type { StallItem } from './stall-order.js';

export async function readItems(
  { lines }: ReceiptClaims,
  catalog: Catalog,
  digest: Digest,
): Promise<readonly StallItem[]> {
  const { variants } = await readRefs(catalog, digest);
  return lines.map(({ variant, quantity }) => ({ title: nameOf(variants.get(variant)), quantity }));
}

/** Undefined where the catalog does not have it any more. */
export function titleOf(catalog: Catalog, variant: string): string | undefined {
  return nameOf(findVariant(catalog, variant));
}

/** "Rolled oats 500 g" */
function nameOf(found: FoundVariant | undefined): string | undefined {
  return found && [found.product.title, found.variant.title].filter(Boolean).join(' ');
}
