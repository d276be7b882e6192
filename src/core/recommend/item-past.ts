/** What a shopper's last orders say of one item: how often, how long ago, and how regularly it was bought. */
import { ORDERS, type ShopperPast } from './shopper-past.js';

export interface ItemPast {
  /** In how many of the orders it is. */
  readonly count: number;
  /** The same, where an order counts less than the one after it: much less, and hardly less. */
  readonly fresh: number;
  readonly steady: number;
  /** Orders since it was bought first, last, and the time before that; all orders that there are where it was not. */
  readonly sinceFirst: number;
  readonly sinceLast: number;
  readonly sinceSecond: number;
  /** How many orders on end have it, up to the last. */
  readonly streak: number;
  /** From one time to the next, in orders. */
  readonly byOrder: Rhythm;
  /** In days. Undefined: days are not known. */
  readonly byDay: Rhythm | undefined;
  /** How near the times that it was bought are to now in the week, and in the day: their sum. Undefined: nobody knows. */
  readonly week: number | undefined;
  readonly hour: number | undefined;
}

export interface Rhythm {
  /** Since the last time. */
  readonly since: number;
  /** From one time to the next: undefined where it was bought once. */
  readonly mean: number | undefined;
  readonly latest: number | undefined;
  /** How far the steps are from their mean, as a share of it: undefined where there is one step only. */
  readonly unevenness: number | undefined;
  /** Of the steps there were, those that were no longer than it is now; between none and all where there are few. */
  readonly due: number;
}

/** What an order counts, by how many came after it. */
const FRESH = toPowers(0.8);
const STEADY = toPowers(0.99);

function toPowers(decay: number): readonly number[] {
  return Array.from({ length: ORDERS }, (_, back) => decay ** back);
}

export function readItemPast(past: ShopperPast, item: string): ItemPast {
  const places = past.places.get(item) ?? [];
  const { orders, ago } = past;
  const backwards = places.map((at) => orders - 1 - at);
  const [first = orders] = backwards;
  return {
    count: places.length,
    fresh: sumAt(FRESH, backwards),
    steady: sumAt(STEADY, backwards),
    sinceFirst: first,
    sinceLast: backwards.at(-1) ?? orders,
    sinceSecond: backwards.at(-2) ?? orders,
    streak: countStreak(backwards),
    byOrder: readRhythm(backwards.map((back) => back + 1)),
    byDay: ago && readRhythm(places.map((at) => ago[at] ?? 0)),
    week: past.week && sumAt(past.week.each, places),
    hour: past.hour && sumAt(past.hour.each, places),
  };
}

function sumAt(numbers: readonly number[], places: readonly number[]): number {
  let sum = 0;
  for (const at of places) sum += numbers[at] ?? 0;
  return sum;
}

/** @param backwards the last order is 0 */
function countStreak(backwards: readonly number[]): number {
  let streak = 0;
  while (backwards.at(-1 - streak) === streak) streak += 1;
  return streak;
}

/** @param ago how long ago each time was, the longest first */
function readRhythm(ago: readonly number[]): Rhythm {
  const since = ago.at(-1) ?? 0;
  const steps = ago.slice(1).map((later, at) => (ago[at] ?? later) - later);
  if (steps.length === 0)
    return { since, mean: undefined, latest: undefined, unevenness: undefined, due: 0.5 };
  const mean = ((ago[0] ?? 0) - since) / steps.length;
  let squares = 0;
  let short = 0;
  for (const step of steps) {
    squares += (step - mean) * (step - mean);
    if (step <= since) short += 1;
  }
  return {
    since,
    mean,
    latest: steps.at(-1),
    unevenness: steps.length > 1 && mean > 0 ? Math.sqrt(squares / steps.length) / mean : undefined,
    due: (short + 0.5) / (steps.length + 1),
  };
}
