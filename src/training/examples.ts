/** Orders that were placed, as questions: what was known before, and which of the candidates were then bought. */
import { FEATURES, toFeatures } from '../core/recommend/features.js';
import { scoreByFormula } from '../core/recommend/formula.js';
import { orderByScore } from '../core/recommend/model-ranker.js';
import { ROWS } from '../core/recommend/network.js';
import { listBought, type PastOrder, type RankCase } from '../core/recommend/past-orders.js';
import { toStatistics } from '../core/recommend/shop-statistics.js';
import type { ShopCounts } from './shop-counts.js';
import type { Shopper } from './shopper.js';

/** The lists that are judged are so long. */
export const PLACES = 10;

export interface Example {
  readonly shopper: string;
  /** How much it counts among others. */
  readonly weight: number;
  readonly rows: number;
  /** `rows` times `FEATURES` numbers, in the formula's order. */
  readonly features: Float32Array;
  /** 1 for each candidate that was then bought. */
  readonly bought: Uint8Array;
  /** The same of the new items that fill the places which repeats leave empty. */
  readonly freshBought: readonly boolean[];
  /** How many items the order had. */
  readonly wanted: number;
}

export interface Question {
  readonly shopper: Shopper;
  /** The place of the order that is to be told. */
  readonly at: number;
  readonly counts: ShopCounts;
  readonly weight: number;
  /** As if nobody had kept the days. */
  readonly undated?: boolean;
  /** As if the shop published no shares. */
  readonly unshared?: boolean;
}

const NO_SHARES = toStatistics([]);

/** Undefined for a shopper's first order: nothing is known before it. */
export function toExample(question: Question): Example | undefined {
  const { shopper, at, counts, weight, undated = false, unshared = false } = question;
  const { orders, id } = shopper;
  const next = orders[at];
  const history = (undated ? orders.map(withoutDay) : orders).slice(0, at);
  if (!next || history.length === 0 || next.items.length === 0) return undefined;
  const statistics = unshared ? NO_SHARES : counts.before(orders, history);
  const given: RankCase = { history, day: undated ? null : next.day, statistics };
  const candidates = listBought(history);
  const byFormula = orderByScore(scoreByFormula(given, candidates)).flatMap(
    (place) => candidates[place] ?? [],
  );
  const foremost = byFormula.slice(0, ROWS);
  const then = new Set(next.items);
  return {
    shopper: id,
    weight,
    rows: foremost.length,
    features: toFeatures(given, foremost).slice(0, foremost.length * FEATURES),
    bought: Uint8Array.from(foremost, (item) => (then.has(item) ? 1 : 0)),
    freshBought: foremost.length < PLACES ? listFresh(given, foremost).map((item) => then.has(item)) : [],
    wanted: then.size,
  };
}

const withoutDay = ({ items }: PastOrder): PastOrder => ({ items, day: null });

function listFresh({ statistics }: RankCase, bought: readonly string[]): readonly string[] {
  const known = new Set(bought);
  return statistics.byPopularity.filter((item) => !known.has(item)).slice(0, PLACES - bought.length);
}
