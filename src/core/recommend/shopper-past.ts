/**
 * What a shopper's last orders say, counted once for all of their items. It reads no more than `ORDERS` of them, since a
 * network that learnt from short histories makes nothing sensible of long ones.
 */
import type { PastOrder, RankCase } from './past-orders.js';

/** So many orders count, the last ones. */
export const ORDERS = 100;

export interface ShopperPast {
  /** How many orders there are, `ORDERS` at most. */
  readonly orders: number;
  /** How many days ago each was, the oldest first. Undefined: of one of them, or of now, nobody knows the day. */
  readonly ago: readonly number[] | undefined;
  /** How near each is to now in the week. */
  readonly week: Nearness | undefined;
  /** And in the day: undefined as well where days have no hours. */
  readonly hour: Nearness | undefined;
  /** Which of the orders an item is in, by their places, the oldest first. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** Items in an order, on average. */
  readonly size: number;
  /** Of the items of all orders but the first, those that were in an earlier one. */
  readonly repeats: number;
  /** Of the items of all orders but the first, those that were in the one just before. */
  readonly follows: number;
  /** Days from one order to the next, on average. Undefined: of one of them nobody knows the day, or there is one only. */
  readonly intervalDays: number | undefined;
}

export interface Nearness {
  /** 1 at the same moment of the circle, 0 far from it. */
  readonly each: readonly number[];
  /** What is to be expected of any order of this shopper. */
  readonly usual: number;
}

/** Half of the width of what is near, and how long the circle is, in days. */
const WEEK = { reach: 1, circle: 7 };
const HOUR = { reach: 1 / 8, circle: 1 };
/** So many orders at no time in particular count among a shopper's. */
const ANY_ORDERS = 2;

export function readShopperPast({ history, day }: RankCase): ShopperPast {
  const last = history.slice(-ORDERS);
  const ago = daysAgo(last, day);
  const hasHours = ago?.some((days) => days % 1 !== 0);
  const span = ago && ago.length > 1 ? (ago[0] ?? 0) - (ago.at(-1) ?? 0) : undefined;
  return {
    orders: last.length,
    ago,
    week: ago && toNearness(ago, WEEK),
    hour: ago && hasHours ? toNearness(ago, HOUR) : undefined,
    intervalDays: span === undefined ? undefined : span / (last.length - 1),
    ...countItems(last),
  };
}

/** A clock that was set back puts no order into the future. */
function daysAgo(orders: readonly PastOrder[], now: number | null): number[] | undefined {
  if (now === null || !Number.isFinite(now)) return undefined;
  const days: number[] = [];
  for (const { day } of orders) {
    if (day === null || !Number.isFinite(day)) return undefined;
    days.push(Math.max(0, now - day));
  }
  return days;
}

function toNearness(ago: readonly number[], { reach, circle }: typeof WEEK): Nearness {
  const each = ago.map((days) => {
    const along = days % circle;
    return Math.max(0, 1 - Math.min(along, circle - along) / reach);
  });
  const sum = each.reduce((one, other) => one + other, (ANY_ORDERS * reach) / circle);
  return { each, usual: sum / (each.length + ANY_ORDERS) };
}

function countItems(
  orders: readonly PastOrder[],
): Pick<ShopperPast, 'places' | 'size' | 'repeats' | 'follows'> {
  const places = new Map<string, number[]>();
  let all = 0;
  let repeats = 0;
  let follows = 0;
  orders.forEach(({ items }, at) => {
    all += items.length;
    for (const item of items) {
      const before = places.get(item);
      if (before) {
        repeats += 1;
        if (before.at(-1) === at - 1) follows += 1;
        before.push(at);
      } else places.set(item, [at]);
    }
  });
  const later = Math.max(1, all - (orders[0]?.items.length ?? 0));
  return {
    places,
    size: all / Math.max(1, orders.length),
    repeats: repeats / later,
    follows: follows / later,
  };
}
