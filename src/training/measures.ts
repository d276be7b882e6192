/**
 * How good lists of ten are, as docs/recommendations.md says: recall, NDCG with the whole order as the ideal, and whether
 * the first place was right. And how sure a difference between two rankers is, by drawing shoppers again and again.
 */
import { orderByScore } from '../core/recommend/model-ranker.js';
import { createChance } from './chance.js';
import { PLACES, type Example } from './examples.js';

export interface Measures {
  readonly recall: number;
  readonly ndcg: number;
  readonly hit: number;
}

export type Measure = keyof Measures;
export const MEASURES: readonly Measure[] = ['recall', 'ndcg', 'hit'];

/** Where 95 of 100 repetitions of the same test would find the mean. */
export interface Interval {
  readonly mean: number;
  readonly from: number;
  readonly to: number;
}

/** What a place in the list is worth for NDCG, and a list of so many right places. */
const gainAt = (place: number): number => 1 / Math.log2(place + 2);
const IDEAL = [0];

function idealOf(wanted: number): number {
  for (let place = IDEAL.length - 1; place < wanted; place += 1)
    IDEAL.push((IDEAL[place] ?? 0) + gainAt(place));
  return IDEAL[wanted] ?? 1;
}

/** @param scores of the example's rows; equal ones stay in the formula's order */
export function measure({ bought, freshBought, wanted }: Example, scores: ArrayLike<number>): Measures {
  const order = orderByScore(scores).slice(0, PLACES);
  const hits = [...order.map((row) => bought[row] === 1), ...freshBought].slice(0, PLACES);
  const gains = hits.reduce((sum, hit, place) => sum + (hit ? gainAt(place) : 0), 0);
  return {
    recall: hits.filter(Boolean).length / wanted,
    ndcg: gains / idealOf(wanted),
    hit: hits[0] ? 1 : 0,
  };
}

export function meanOf(all: readonly Measures[], which: Measure): number {
  return all.reduce((sum, measures) => sum + measures[which], 0) / Math.max(1, all.length);
}

const DRAWS = 2_000;

/**
 * Shoppers are drawn, not orders: the orders of one are alike.
 *
 * @param shoppers whose each difference is
 */
export function toInterval(
  differences: readonly number[],
  shoppers: readonly string[],
  seed: number,
): Interval {
  const groups = new Map<string, { sum: number; count: number }>();
  differences.forEach((difference, at) => {
    const shopper = shoppers[at] ?? '';
    const { sum, count } = groups.get(shopper) ?? { sum: 0, count: 0 };
    groups.set(shopper, { sum: sum + difference, count: count + 1 });
  });
  const list = [...groups.values()];
  const chance = createChance(seed);
  const means = Float64Array.from({ length: DRAWS }, () => {
    let [sum, count] = [0, 0];
    for (let drawn = 0; drawn < list.length; drawn += 1) {
      const group = list[chance.below(list.length)];
      sum += group?.sum ?? 0;
      count += group?.count ?? 0;
    }
    return sum / Math.max(1, count);
  }).sort();
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / Math.max(1, differences.length);
  return { mean, from: means[DRAWS * 0.025] ?? 0, to: means[DRAWS * 0.975 - 1] ?? 0 };
}
