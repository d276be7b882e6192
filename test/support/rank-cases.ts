/**
 * Shoppers of one shop, the same each time, with what the formula must suggest to each of them: worked out here once
 * more, in the plainest way, so that device, endpoint and command are all measured against something else.
 */
import type { PastOrder } from '../../src/core/recommend/past-orders.js';
import { createRandom } from './seeded-random.js';

export interface RankCaseOfShopper {
  readonly name: string;
  readonly day: number;
  readonly history: readonly (PastOrder & { readonly day: number })[];
}

const PRODUCTS = Array.from({ length: 30 }, (_, at) => `food-${String(at).padStart(2, '0')}`);
export const TODAY = 20_000;

/** Some buy much and some nothing; a few foods are everybody's, and some nobody's. */
export function createRankCases(count: number, seed = 7): readonly RankCaseOfShopper[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, at) => {
    const taste = Array.from(
      { length: 3 + random.below(12) },
      () => PRODUCTS[random.below(random.pick([4, 12, 26]))],
    );
    const days = Array.from({ length: random.below(25) }, () => TODAY - 1 - random.below(160));
    const history = days
      .sort((one, other) => one - other)
      .map((day, order) => ({ day: day + order / 1_000, items: pickSome(taste, random) }));
    return { name: `shopper-${at}`, day: TODAY, history };
  });
}

function pickSome(taste: readonly (string | undefined)[], random: ReturnType<typeof createRandom>): string[] {
  const many = 1 + random.below(5);
  return [...new Set(Array.from({ length: many }, () => random.pick(taste) ?? ''))];
}

/** In how many orders each product is, and how many there are. */
export function countOrdersOf(cases: readonly RankCaseOfShopper[]) {
  const counts = new Map<string, number>();
  for (const { items } of cases.flatMap(({ history }) => history))
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return { counts, orders: cases.reduce((sum, { history }) => sum + history.length, 0) };
}

/** Products as a maker writes them, with the shares that were counted. */
export function productsWithShares(cases: readonly RankCaseOfShopper[]): readonly Record<string, unknown>[] {
  const { counts, orders } = countOrdersOf(cases);
  return [...counts].map(([id, count]) => {
    const times = cases.map(({ history }) => history.filter(({ items }) => items.includes(id)).length);
    const rebuy = times.filter((each) => each > 1).length / times.filter((each) => each > 0).length;
    const popularity = (count + 1) / (orders + 1);
    return {
      id,
      title: `Food ${id}`,
      variants: [{ id: `${id}-1`, title: '500 g', price: 300, popularity, rebuy }],
    };
  });
}

/** decay 0.95 × ((popularity + 1) / (most + 1)) ^ 0.2, then the shop's most popular; ten of them. */
export function expectedOf(
  { history }: RankCaseOfShopper,
  cases: readonly RankCaseOfShopper[],
): readonly string[] {
  const { counts } = countOrdersOf(cases);
  const most = Math.max(...counts.values());
  const weights = new Map<string, number>();
  history.forEach(({ items }, at) =>
    items.forEach((item) => weights.set(item, (weights.get(item) ?? 0) + 0.95 ** (history.length - 1 - at))),
  );
  const score = (item: string) =>
    (weights.get(item) ?? 0) * (((counts.get(item) ?? 0) + 1) / (most + 1)) ** 0.2;
  const bought = [...weights.keys()].sort((one, other) => score(other) - score(one));
  const popular = [...counts.keys()].sort(
    (one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || (one < other ? -1 : 1),
  );
  return [...new Set([...bought, ...popular])].slice(0, 10);
}
