/** Sums of what an owner is told, as their screen shows them. Nothing is worked out of a number that is not told. */
import type { InsightsAnswer } from '../protocol/insights.js';
import type { ProvenState } from '../protocol/proof.js';
import { daysOf } from './days.js';

/** The order stands; it waits for its shopper; it came to nothing. */
export type Standing = 'standing' | 'asked' | 'over';

const STANDINGS: Readonly<Record<ProvenState, Standing>> = {
  confirmed: 'standing',
  confirmed_late: 'standing',
  collected: 'standing',
  disputed: 'asked',
  repriced: 'asked',
  rejected: 'over',
  cancelled: 'over',
  expired: 'over',
};

export interface OrderSum {
  readonly standing: number;
  readonly asked: number;
  readonly over: number;
  /** What those that stand come to, in minor units. */
  readonly amount: number;
}

export interface OrderDay extends OrderSum {
  readonly day: string;
}

const NONE: OrderSum = { standing: 0, asked: 0, over: 0, amount: 0 };

type Orders = readonly InsightsAnswer['orders'][number][];

export interface OrderRange {
  readonly orders: Orders;
  readonly from: string;
  readonly to: string;
}

export function sumOrders(orders: Orders): OrderSum {
  return orders.reduce((sum, { state, count, amount }) => {
    const standing = STANDINGS[state];
    const money = standing === 'standing' ? amount : 0;
    return { ...sum, [standing]: sum[standing] + count, amount: sum.amount + money };
  }, NONE);
}

/** One for each day of the range, also for those without orders. */
export function toOrderDays({ orders, from, to }: OrderRange): readonly OrderDay[] {
  const byDay = new Map<string, Orders[number][]>();
  for (const entry of orders) byDay.set(entry.day, [...(byDay.get(entry.day) ?? []), entry]);
  return daysOf({ from, to }).map((day): OrderDay => ({ day, ...sumOrders(byDay.get(day) ?? []) }));
}

/** Orders by how they stand now, the most first. */
export function countStates(
  orders: Orders,
): readonly { state: ProvenState; count: number; amount: number }[] {
  const sums = new Map<ProvenState, { count: number; amount: number }>();
  for (const { state, count, amount } of orders) {
    const sum = sums.get(state) ?? { count: 0, amount: 0 };
    sums.set(state, { count: sum.count + count, amount: sum.amount + amount });
  }
  return [...sums]
    .map(([state, sum]) => ({ state, ...sum }))
    .sort((one, other) => other.count - one.count || one.state.localeCompare(other.state));
}

/** Undefined where there were none. */
export function averageOf(amount: number, orders: number): number | undefined {
  return orders > 0 ? Math.round(amount / orders) : undefined;
}

type Stock = InsightsAnswer['stock'][number];

/** What lies there: promised units that nobody has collected included, and those that are owed left out. */
export function countOf({ pool, leased, sold, owed }: Stock): number {
  return pool + leased + sold - owed;
}
