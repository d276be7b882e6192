/** What the refs of a receipt stand for in a catalog. Worked out once for each: whoever reads receipts reads many. */
import type { Catalog } from '../catalog/catalog-schema.js';
import type { FoundVariant } from '../catalog/lookup.js';
import { toOptionName, toRef } from './refs.js';
import type { Digest } from './to-facts.js';

/** An option of a modifier, by their ids; many products may offer it. */
export interface OptionIds {
  readonly modifier: string;
  readonly option: string;
}

export interface CatalogRefs {
  /** The ids of depots. */
  readonly depots: ReadonlyMap<string, string>;
  readonly variants: ReadonlyMap<string, FoundVariant>;
  readonly options: ReadonlyMap<string, OptionIds>;
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
  const options = products.flatMap(({ modifiers }) =>
    modifiers.flatMap((modifier) =>
      modifier.options.map(
        ({ id }) => [toOptionName(modifier.id, id), { modifier: modifier.id, option: id }] as const,
      ),
    ),
  );
  return {
    depots: await byRef(
      depots.map(({ id }) => [id, id] as const),
      digest,
    ),
    variants: await byRef(variants, digest),
    options: await byRef(options, digest),
  };
}

/** By the ref of each one's name. */
async function byRef<T>(
  named: readonly (readonly [name: string, value: T])[],
  digest: Digest,
): Promise<ReadonlyMap<string, T>> {
  return new Map(
    await Promise.all(named.map(async ([name, value]) => [toRef(await digest(name)), value] as const)),
  );
}
