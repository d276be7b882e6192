/**
 * What a model is told of each candidate: numbers that mean the same in every shop, none of which names an item.
 *
 * Equal items have equal numbers whatever order they come in, and two browsers make the same ones: there are no ranks, and
 * each number is rounded to what single precision holds exactly. Each is finite and lies within `BOUND` of 0, also where a
 * history is empty, undated or out of its mind.
 */
import { scoreByFormula } from './formula.js';
import { readItemPast, type ItemPast, type Rhythm } from './item-past.js';
import { ROWS } from './network.js';
import type { RankCase } from './past-orders.js';
import { readShopperPast, type Nearness, type ShopperPast } from './shopper-past.js';

/** No number is further from 0. */
export const BOUND = 8;
/** Steps of a number: with `BOUND` they fill the 24 bits that single precision keeps. */
const STEPS = 2 ** 20;

interface Subject {
  readonly item: ItemPast;
  readonly all: ShopperPast;
  /** Logarithms: of the formula's score, and of its highest and its mean over the candidates. */
  readonly formula: number;
  readonly highest: number;
  readonly mean: number;
  readonly candidates: number;
  /** Logarithms as well. */
  readonly popularity: number;
  readonly usualPopularity: number;
  readonly rebuy: number | undefined;
}

type Column = readonly [name: string, of: (subject: Subject) => number];

/** The first is what the model corrects; what follows is scaled so that most of it lies between -2 and 2. */
const COLUMNS: readonly Column[] = [
  ['formula', ({ formula }) => formula],
  ['formula-below-highest', ({ formula, highest }) => (formula - highest) / 2],
  ['formula-above-mean', ({ formula, mean }) => formula - mean],
  ['candidates', ({ candidates }) => Math.log(1 + candidates) / 3],
  ['orders', ({ all }) => Math.log(1 + all.orders) / 2.5],
  ['basket-size', ({ all }) => Math.log(1 + all.size) / 2],
  ['repeat-share', ({ all }) => all.repeats * 2],
  ['follow-share', ({ all }) => all.follows * 2],

  ['count', ({ item }) => Math.log(1 + item.count)],
  ['bought-once', ({ item }) => (item.count === 1 ? 1 : 0)],
  ['bought-twice', ({ item }) => (item.count === 2 ? 1 : 0)],
  ['share', ({ item, all }) => (2 * item.count) / Math.max(1, all.orders)],
  ['share-since-first', ({ item }) => (2 * item.count) / (item.sinceFirst + 2)],
  ['fresh-count', ({ item }) => Math.log(0.1 + item.fresh)],
  ['steady-count', ({ item }) => Math.log(0.1 + item.steady)],

  ['since-last', ({ item }) => Math.log(1 + item.sinceLast) / 2],
  ['in-last', ({ item }) => (item.sinceLast === 0 ? 1 : 0)],
  ['in-second-last', ({ item }) => (item.sinceLast === 1 || item.sinceSecond === 1 ? 1 : 0)],
  ['streak', ({ item }) => Math.log(1 + item.streak)],
  ['since-first', ({ item }) => Math.log(1 + item.sinceFirst) / 2.5],
  ['between-last-two', ({ item }) => Math.log(1 + item.sinceSecond - item.sinceLast) / 2],
  ['step', ({ item }) => Math.log(item.byOrder.mean ?? 1) / 2],
  ['since-by-step', ({ item }) => sinceBy(item.byOrder, item.byOrder.mean)],
  ['unevenness', ({ item }) => item.byOrder.unevenness ?? 0.5],
  ['due', ({ item }) => item.byOrder.due * 2 - 1],

  ['popularity', ({ popularity }) => popularity / 3],
  ['popularity-above-usual', ({ popularity, usualPopularity }) => (popularity - usualPopularity) / 2],
  ['rebuy', ({ rebuy }) => (rebuy === undefined ? 0 : Math.log((rebuy + 0.02) / 0.15))],
  ['rebuy-known', ({ rebuy }) => (rebuy === undefined ? 0 : 1)],

  ['dated', ({ all }) => (all.ago ? 1 : 0)],
  ['interval-days', ({ all }) => (all.intervalDays === undefined ? 0 : Math.log(0.1 + all.intervalDays) / 2)],
  ['days-since-order', ({ all }) => toRatio(all.ago?.at(-1), all.intervalDays)],
  ['days-since-last', ({ item }) => (item.byDay ? Math.log(0.1 + item.byDay.since) / 2.5 : 0)],
  ['days-since-by-interval', ({ item, all }) => toRatio(item.byDay?.since, all.intervalDays)],
  ['days-since-by-step', ({ item }) => (item.byDay ? sinceBy(item.byDay, item.byDay.mean) : 0)],
  ['days-since-by-latest', ({ item }) => (item.byDay ? sinceBy(item.byDay, item.byDay.latest) : 0)],
  ['days-unevenness', ({ item }) => (item.byDay ? (item.byDay.unevenness ?? 0.5) : 0)],
  ['days-due', ({ item }) => (item.byDay ? item.byDay.due * 2 - 1 : 0)],
  ['same-weekday', ({ item, all }) => toMatch(item.week, all.week, item.count)],
  ['timed', ({ all }) => (all.hour ? 1 : 0)],
  ['same-hour', ({ item, all }) => toMatch(item.hour, all.hour, item.count)],
];

/** How many numbers a candidate has. */
export const FEATURES = COLUMNS.length;
export const FEATURE_NAMES: readonly string[] = COLUMNS.map(([name]) => name);

/** @returns a row for each candidate, the first `ROWS` of them, and zeros after them */
export function toFeatures(given: RankCase, candidates: readonly string[]): Float32Array {
  const features = new Float32Array(ROWS * FEATURES);
  let at = 0;
  for (const subject of readSubjects(given, candidates.slice(0, ROWS))) {
    for (const [, of] of COLUMNS) features[at++] = settle(of(subject));
  }
  return features;
}

function readSubjects(given: RankCase, candidates: readonly string[]): Subject[] {
  const { statistics } = given;
  const all = readShopperPast(given);
  const formulas = Array.from(scoreByFormula(given, candidates), logOf);
  const popularities = candidates.map((item) => logOf(statistics.popularity(item)));
  const shared = {
    all,
    highest: formulas.reduce((one, other) => Math.max(one, other), -BOUND),
    mean: meanOf(formulas),
    usualPopularity: meanOf(popularities),
    candidates: candidates.length,
  };
  return candidates.map((name, at) => ({
    ...shared,
    item: readItemPast(all, name),
    formula: formulas[at] ?? -BOUND,
    popularity: popularities[at] ?? -BOUND,
    rebuy: statistics.rebuy(name),
  }));
}

const logOf = (value: number): number => Math.max(-BOUND, Math.log(value));

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** A logarithm; 0, as if they were equal, where one of them is not known. */
function toRatio(value: number | undefined, usual: number | undefined): number {
  return value === undefined || usual === undefined ? 0 : Math.log((value + 0.25) / (usual + 0.25)) / 1.5;
}

const sinceBy = ({ since }: Rhythm, step: number | undefined): number => toRatio(since, step);

/** How much nearer to now the orders with an item were than any order is; few orders say little. */
function toMatch(sum: number | undefined, nearness: Nearness | undefined, count: number): number {
  if (sum === undefined || !nearness) return 0;
  return Math.log((sum + 0.5) / (count * nearness.usual + 0.5));
}

function settle(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.round(Math.min(BOUND, Math.max(-BOUND, value)) * STEPS) / STEPS;
}
