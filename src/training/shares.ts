/**
 * Puts into a catalog's own JSON how often each variant is bought, and by how many of its buyers again. The rest of it
 * stays as it is, what this version does not know included.
 */
import { countShares } from '../core/recommend/shop-statistics.js';
import type { Shopper } from './shopper.js';

export interface CatalogWithShares {
  readonly source: unknown;
  /** Variants that have shares now. */
  readonly counted: number;
  /** Variants that nobody bought: they have none, and lose those they had. */
  readonly unsold: number;
}

/** What is published of a variant. More digits would say how many orders a shop has. */
const DIGITS = 3;

interface Shares {
  readonly popularity?: number;
  readonly rebuy?: number;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * @param source a catalog as it was written
 * @param shoppers whose items are variants
 */
export function withShares(source: unknown, shoppers: readonly Shopper[]): CatalogWithShares {
  const counted = countShares(shoppers.map(({ orders }) => orders));
  const shares = new Map(counted.map(({ item, ...of }) => [item, round(of)]));
  let [filled, unsold] = [0, 0];
  const fill = (variant: Fields): Fields => {
    const of = typeof variant['id'] === 'string' ? shares.get(variant['id']) : undefined;
    if (of) filled += 1;
    else unsold += 1;
    return setShares(variant, of ?? {});
  };
  const written = inEach(source, 'products', (product) => inEach(product, 'variants', fill));
  return { source: written, counted: filled, unsold };
}

function round({ popularity, rebuy }: Shares): Shares {
  return { ...toDigits('popularity', popularity), ...toDigits('rebuy', rebuy) };
}

function toDigits<K extends keyof Shares>(name: K, share: number | undefined): Shares {
  return share === undefined ? {} : { [name]: Number(share.toPrecision(DIGITS)) };
}

/** Where they were, else at the end. */
function setShares(variant: Fields, shares: Shares): Fields {
  const kept = Object.entries(variant).filter(
    ([name]) => !['popularity', 'rebuy'].includes(name) || name in shares,
  );
  return { ...Object.fromEntries(kept), ...shares };
}

/** The same with each object of one of its lists changed. What has no such list is left alone. */
function inEach<T>(parent: T, name: string, change: (entry: Fields) => unknown): T {
  const list = isFields(parent) ? parent[name] : undefined;
  if (!Array.isArray(list)) return parent;
  return { ...parent, [name]: list.map((entry: unknown) => (isFields(entry) ? change(entry) : entry)) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
