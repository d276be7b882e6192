/** What a catalog that publishes shares says of how often its products are bought. */
import type { Catalog, Variant } from '../catalog/catalog-schema.js';
import type { ShopStatistics } from './past-orders.js';
import { toStatistics } from './shop-statistics.js';

/** A product is as popular as its sizes together. */
export function statisticsOf({ products }: Pick<Catalog, 'products'>): ShopStatistics {
  return toStatistics(
    products.map(({ id, variants }) => {
      const rebuy = rebuyOf(variants.filter((variant) => variant.rebuy !== undefined));
      return {
        item: id,
        popularity: Math.min(1, sum(variants, popularityOf)),
        ...(rebuy === undefined ? {} : { rebuy }),
      };
    }),
  );
}

/** 0 where the shop does not publish it. */
export const popularityOf = ({ popularity = 0 }: Variant): number => popularity;

/** The mean of sizes, by their popularity where that is known. */
function rebuyOf(variants: readonly Variant[]): number | undefined {
  const isKnown = variants.some((variant) => popularityOf(variant) > 0);
  const weight = (variant: Variant): number => (isKnown ? popularityOf(variant) : 1);
  const all = sum(variants, weight);
  return all > 0 ? sum(variants, (variant) => weight(variant) * (variant.rebuy ?? 0)) / all : undefined;
}

function sum<T>(all: readonly T[], toNumber: (each: T) => number): number {
  return all.reduce((total, each) => total + toNumber(each), 0);
}
