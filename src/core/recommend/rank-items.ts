/** Puts items in order for one shopper: what they bought by its score, then what is new to them by its popularity. */
import { listBought, type RankCase, type Ranker } from './past-orders.js';

export interface RankOptions {
  readonly limit: number;
  /** What is not to be suggested: it is in the basket, or can't be had. */
  readonly leaveOut?: (item: string) => boolean;
}

/** New items fill places that repeats leave empty, and take none of theirs. Equal scores stay as they were bought. */
export function rankItems(
  given: RankCase,
  rank: Ranker,
  { limit, leaveOut = () => false }: RankOptions,
): string[] {
  const bought = listBought(given.history);
  const scores = rank(given, bought);
  const repeats = bought
    .map((item, at) => ({ item, score: scores[at] ?? 0 }))
    .filter(({ item }) => !leaveOut(item))
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item);
  if (repeats.length >= limit) return repeats.slice(0, limit);
  const known = new Set(bought);
  const { byPopularity } = given.statistics;
  const fresh = byPopularity.filter((item) => !known.has(item) && !leaveOut(item));
  return [...repeats, ...fresh].slice(0, limit);
}
