/** What the refs of a receipt stand for in a catalog. Worked out once for each: whoever reads receipts reads many. */
import type { Catalog } from '../catalog/catalog-schema.js';
import type { FoundVariant } from '../catalog/lookup.js';
import { toRef } from './refs.js';
import type { Digest } from './to-facts.js';

export interface CatalogRefs {
  /** The ids of depots. */
  readonly depots: ReadonlyMap<string, string>;
  readonly variants: ReadonlyMap<string, FoundVariant>;
}

const kept = new WeakMap<Catalog, Promise<CatalogRefs>>();

export function readRefs(catalog: Catalog, digest: Digest): Promise<CatalogRefs> {
  const refs = kept.get(catalog) ?? makeRefs(catalog, digest);
  kept.set(catalog, refs);
  return refs;
}

async function makeRefs({ products, depots }: Catalog, digest: Digest): Promise<CatalogRefs> {
  const variants = products.flatMap((product) =>
    product.variants.map((variant) => [variant.id, { product, variant }] as const),
  );
  return {
    depots: await byRef(
      depots.map(({ id }) => [id, id] as const),
      digest,
    ),
    variants: await byRef(variants, digest),
  };
}

/** By the ref of each one's name. */
export async function byRef<T>(
  named: readonly (readonly [name: string, value: T])[],
  digest: Digest,
): Promise<ReadonlyMap<string, T>> {
  return new Map(
    await Promise.all(named.map(async ([name, value]) => [toRef(await digest(name)), value] as const)),
  );
}
