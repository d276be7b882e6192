/** What a shopper bought, as rankers read it. An item is a product, all of its sizes taken together. */

export interface PastOrder {
  /** Days since any one moment that all orders of a shopper share, with fractions; null: nobody knows. */
  readonly day: number | null;
  /** No item twice. */
  readonly items: readonly string[];
}

/** One shopper who is about to order, and the shop that they order from. */
export interface RankCase {
  /** Oldest first. */
  readonly history: readonly PastOrder[];
  /** When they order now, as `PastOrder.day`. */
  readonly day: number | null;
  readonly statistics: ShopStatistics;
}

/** What a shop's orders say of its items. */
export interface ShopStatistics {
  /**
   * How often an item is in an order, against the item that most often is: above 0, and 1 for that one. Counted with
   * one order more than there were for each item, so that what nobody bought yet is not nothing.
   */
  popularity(item: string): number;
  /** Of those who bought an item, how many bought it again: a share in 0..1. Undefined: nobody knows. */
  rebuy(item: string): number | undefined;
  /** Items that new ones are taken from, most popular first, equal ones by their names. */
  readonly byPopularity: readonly string[];
}

/** Scores for the items of a case that its shopper has bought: the higher, the sooner it is suggested. */
export type Ranker = (given: RankCase, candidates: readonly string[]) => ArrayLike<number>;

/** Every item of a history, the one that was bought first first. */
export function listBought(history: readonly PastOrder[]): string[] {
  return [...new Set(history.flatMap(({ items }) => items))];
}
