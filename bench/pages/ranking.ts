/** A shopper with 500 orders in a shop of 600 items, ranked again and again in a page. */
import { toFeatures } from '../../src/core/recommend/features.js';
import { scoreByFormula } from '../../src/core/recommend/formula.js';
import {
  listBought,
  type PastOrder,
  type RankCase,
  type Ranker,
} from '../../src/core/recommend/past-orders.js';
import { orderByScore } from '../../src/core/recommend/model-ranker.js';
import { ROWS } from '../../src/core/recommend/network.js';
import { rankItems } from '../../src/core/recommend/rank-items.js';
import { countShares, toStatistics } from '../../src/core/recommend/shop-statistics.js';
import { createRandom } from '../../test/support/seeded-random.js';

const ORDERS = 500;
const ITEMS = 600;
const MOST_IN_ORDER = 14;

function createCase(): RankCase {
  const random = createRandom(3);
  const names = Array.from({ length: ITEMS }, (_, at) => `food-${at}`);
  const history: PastOrder[] = Array.from({ length: ORDERS }, (_, day) => {
    const many = 1 + random.below(MOST_IN_ORDER);
    const items = Array.from({ length: many }, () =>
      random.pick(names.slice(0, random.pick([20, 150, ITEMS]))),
    );
    return { day, items: [...new Set(items)] };
  });
  return { history, day: ORDERS, statistics: toStatistics(countShares([history])) };
}

const given = createCase();
const rankBy = (rank: Ranker) => rankItems(given, rank, { limit: 10 });

/** As a model's ranker does it, but for the network itself. */
function makeFeatures(): Float32Array {
  const bought = listBought(given.history);
  const foremost = orderByScore(scoreByFormula(given, bought)).slice(0, ROWS);
  return toFeatures(
    given,
    foremost.flatMap((at) => bought[at] ?? []),
  );
}

const RUNS = { formula: () => rankBy(scoreByFormula), features: makeFeatures };

/** Milliseconds for each run; `group` runs are timed together, since a clock may be coarse. */
function time(name: keyof typeof RUNS, samples: number, group: number): number[] {
  const run = RUNS[name];
  const times = Array.from({ length: samples + 20 }, () => {
    const since = performance.now();
    for (let at = 0; at < group; at += 1) run();
    return (performance.now() - since) / group;
  });
  return times.slice(20);
}

Object.assign(globalThis, { timeRanking: time });
