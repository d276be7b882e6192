/** What the refs of a receipt stand for in today's catalog. Worked out once for a catalog: a stall scans all day. */
import type { Catalog } from '../catalog/catalog-schema.js';
import { findVariant } from '../catalog/lookup.js';
import type { ReceiptClaims } from '../protocol/receipt.js';
import { toRef } from '../receipt/refs.js';
import type { Digest } from '../receipt/to-facts.js';
import type { StallItem } from './stall-order.js';

export interface CatalogNames {
  /** The ids of depots, by their refs. */
  readonly depots: ReadonlyMap<string, string>;
  readonly itemsOf: (claims: ReceiptClaims) => readonly StallItem[];
}

export async function readNames(catalog: Catalog, digest: Digest): Promise<CatalogNames> {
  const variants = catalog.products.flatMap((product) => product.variants.map(({ id }) => id));
  const [byRef, depots] = await Promise.all([
    findByRef(variants, digest),
    findByRef(
      catalog.depots.map(({ id }) => id),
      digest,
    ),
  ]);
  const itemsOf = ({ lines }: ReceiptClaims) =>
    lines.map(({ variant, quantity }): StallItem => {
      const id = byRef.get(variant);
      return { title: id === undefined ? undefined : titleOf(catalog, id), quantity };
    });
  return { depots, itemsOf };
}

/** "Rolled oats 500 g" */
export function titleOf(catalog: Catalog, variant: string): string | undefined {
  const found = findVariant(catalog, variant);
  return found && [found.product.title, found.variant.title].filter(Boolean).join(' ');
}

async function findByRef(ids: readonly string[], digest: Digest): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(ids.map(async (id) => [toRef(await digest(id)), id] as const)));
}
