/** Which of the shoppers' orders a model learns from, and which it is judged by. */
import type { Chance } from './chance.js';
import { toExample, type Example, type Question } from './examples.js';
import { countShop, type ShopCounts } from './shop-counts.js';
import type { Shopper } from './shopper.js';

/** Of one shopper no more are learnt from, so that regulars do not speak for everybody. */
const MOST_OF_ONE = 40;
/** Candidates in all that are learnt from: what trains in minutes on two cores. */
const LEARNT_ROWS = 1_500_000;
const JUDGED_ORDERS = 20_000;
const MOST_JUDGED_OF_ONE = 20;
const LEAST_JUDGED_OF_ONE = 2;
/** An order is judged once so many came before it, where a shopper has that many. */
const KNOWN_ORDERS = 2;
/** Learnt from as if days were not known, since some devices know none. */
const UNDATED_SHARE = 0.2;
/** The same of shares, which some catalogs don't publish. */
const UNSHARED_SHARE = 0.1;
/** Shoppers who are learnt from as if their shop were smaller, so that a model copes with statistics of few orders. */
const SMALL_SHOP_SHARE = 0.5;
const SMALLEST_SHOP = 10;

export interface Questions {
  readonly learnt: readonly Example[];
  readonly judged: readonly Example[];
}

type Report = (done: number, of: number) => void;

export function drawQuestions(
  shoppers: readonly Shopper[],
  chance: Chance,
  report: Report = () => {},
): Questions {
  const whole = countShop(shoppers);
  const learning = drawLearnt(shoppers, whole, chance);
  const judging = drawJudged(shoppers, whole);
  const all = learning.length + judging.length;
  const learnt: Example[] = [];
  let rows = 0;
  for (const [at, question] of learning.entries()) {
    if (at % 500 === 0) report(at, all);
    if (rows > LEARNT_ROWS) break;
    const example = toExample(question);
    // An order of new items alone says nothing of what is bought again.
    if (!example?.bought.includes(1)) continue;
    rows += example.rows;
    learnt.push(example);
  }
  const judged = judging.flatMap((question, at) => {
    if (at % 500 === 0) report(learning.length + at, all);
    return toExample(question) ?? [];
  });
  report(all, all);
  return { learnt, judged };
}

/**
 * Deals shoppers into parts. What a part's network learns from is of everybody else, so that it has met nobody by whom it
 * is judged.
 */
export function dealParts(
  { learnt, judged }: Questions,
  shoppers: readonly Shopper[],
  parts: number,
): Questions[] {
  const dealt = new Map(shoppers.map(({ id }, at) => [id, at % parts]));
  return Array.from({ length: parts }, (_, part) => ({
    learnt: learnt.filter(({ shopper }) => dealt.get(shopper) !== part),
    judged: judged.filter(({ shopper }) => dealt.get(shopper) === part),
  }));
}

/** In no order, so that whatever is left out for want of time is anybody's. */
function drawLearnt(shoppers: readonly Shopper[], whole: ShopCounts, chance: Chance): Question[] {
  const counts = drawSmallShops(shoppers, chance);
  const questions = shoppers.flatMap((shopper) => {
    const later = shopper.orders.map((_, at) => at).slice(1);
    const drawn = chance.shuffle(later).slice(0, MOST_OF_ONE);
    const weight = 1 / Math.sqrt(Math.max(1, drawn.length));
    return drawn.map((at) => ({
      shopper,
      at,
      weight,
      counts: counts.get(shopper.id) ?? whole,
      undated: chance.next() < UNDATED_SHARE,
      unshared: chance.next() < UNSHARED_SHARE,
    }));
  });
  return chance.shuffle(questions);
}

/** @returns for some of the shoppers, the statistics of a smaller shop that they are in: of ten shoppers, or of many */
function drawSmallShops(shoppers: readonly Shopper[], chance: Chance): Map<string, ShopCounts> {
  const drawn = chance.shuffle(shoppers).slice(0, Math.round(shoppers.length * SMALL_SHOP_SHARE));
  const counts = new Map<string, ShopCounts>();
  const larger = Math.max(1, shoppers.length / SMALLEST_SHOP);
  for (let start = 0; start < drawn.length;) {
    const size = Math.round(SMALLEST_SHOP * larger ** chance.next());
    const shop = drawn.slice(start, start + size);
    const small = countShop(shop);
    for (const { id } of shop) counts.set(id, small);
    start += size;
  }
  return counts;
}

/** Each shopper's last ones. */
function drawJudged(shoppers: readonly Shopper[], counts: ShopCounts): Question[] {
  const share = Math.floor(JUDGED_ORDERS / Math.max(1, shoppers.length));
  const most = Math.min(MOST_JUDGED_OF_ONE, Math.max(LEAST_JUDGED_OF_ONE, share));
  return shoppers.flatMap((shopper) => {
    const { length } = shopper.orders;
    const first = Math.max(1, Math.min(KNOWN_ORDERS, length - 1), length - most);
    return shopper.orders.slice(first).map((_, at) => ({ shopper, at: first + at, counts, weight: 1 }));
  });
}
