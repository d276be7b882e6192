/** A shop's statistics: from the shares that its catalog publishes, or counted out of orders. */
import type { PastOrder, ShopStatistics } from './past-orders.js';

/** What is known of one item. */
export interface ItemShares {
  readonly item: string;
  /** Of the shop's orders, those with the item in them: a share in 0..1. Undefined or 0: nobody knows. */
  readonly popularity?: number;
  /** Of its buyers, those who bought it again: a share in 0..1. */
  readonly rebuy?: number;
}

/** What nobody is known to buy counts half of what is bought least. A shop that publishes no shares suggests nothing new. */
export function toStatistics(shares: readonly ItemShares[]): ShopStatistics {
  const known = new Map(shares.map((share) => [share.item, share]));
  const published = shares.flatMap(({ popularity = 0 }) => (popularity > 0 ? [popularity] : []));
  const most = published.reduce((one, other) => Math.max(one, other), 0);
  const least = published.reduce((one, other) => Math.min(one, other), most);
  const shareOf = (item: string): number => known.get(item)?.popularity || least / 2;
  return {
    popularity: (item) => (most === 0 ? 1 : shareOf(item) / most),
    rebuy: (item) => known.get(item)?.rebuy,
    byPopularity: most === 0 ? [] : [...shares].sort(byShare).map(({ item }) => item),
  };
}

/** Those that are published, by their names where they are equal; then the rest as they come. */
function byShare(one: ItemShares, other: ItemShares): number {
  const more = (other.popularity ?? 0) - (one.popularity ?? 0);
  if (more !== 0 || !one.popularity) return more;
  return one.item < other.item ? -1 : one.item > other.item ? 1 : 0;
}

/** An item's rebuy share counts so many buyers more than there were, who are like all buyers of the shop's items. */
export const FEW_BUYERS = 3;

/**
 * Each item counts for one order more than it is in, of one more than there are: the least that is known of anything
 * stays above nothing. Nor does one buyer who came back make a share of 1.
 *
 * @param shoppers the orders of each, so that buyers and those who buy again are told apart
 */
export function countShares(shoppers: readonly (readonly PastOrder[])[]): ItemShares[] {
  const orders = new Map<string, number>();
  const buyers = new Map<string, Buyers>();
  const total = shoppers.reduce((sum, history) => sum + history.length, 0);
  for (const [item, times] of shoppers.flatMap((history) => [...countOrders(history)])) {
    const { all, again } = buyers.get(item) ?? { all: 0, again: 0 };
    orders.set(item, (orders.get(item) ?? 0) + times);
    buyers.set(item, { all: all + 1, again: again + (times > 1 ? 1 : 0) });
  }
  const usual = sumOf(buyers, 'again') / Math.max(1, sumOf(buyers, 'all'));
  return [...orders].map(([item, times]) => {
    const { all, again } = buyers.get(item) ?? { all: 0, again: 0 };
    const rebuy = (again + FEW_BUYERS * usual) / (all + FEW_BUYERS);
    return { item, popularity: (times + 1) / (total + 1), rebuy };
  });
}

interface Buyers {
  readonly all: number;
  readonly again: number;
}

function sumOf(buyers: ReadonlyMap<string, Buyers>, which: keyof Buyers): number {
  let sum = 0;
  for (const of of buyers.values()) sum += of[which];
  return sum;
}

function countOrders(history: readonly PastOrder[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { items } of history) for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
