/** What an endpoint tells the owner of a small shop, out of one month. */
import type { ExperimentInsight, InsightsAnswer } from '../../src/core/protocol/insights.js';
import { addDays } from '../../src/core/pickup/local-date.js';

export const FROM = '2026-10-26';
export const TO = '2026-11-24';
const DAYS = 30;
/** The last of three days, for what has nothing to do with how many there are. */
export const SHORT_TO = '2026-10-28';
const dayAt = (index: number) => addDays(FROM, index);

/** More at the week's end, as shops have it. */
const ordersOn = (index: number) => 6 + ((index * 5) % 7) + (index % 7 > 4 ? 5 : 0);

const ORDERS: InsightsAnswer['orders'] = Array.from({ length: DAYS }, (_, index) => [
  { day: dayAt(index), state: 'collected' as const, count: ordersOn(index), amount: ordersOn(index) * 1_460 },
  ...(index % 3 === 0 ? [{ day: dayAt(index), state: 'cancelled' as const, count: 1, amount: 900 }] : []),
  ...(index % 9 === 4 ? [{ day: dayAt(index), state: 'disputed' as const, count: 2, amount: 2_310 }] : []),
]).flat();

const LOOKS = Array.from({ length: 20 }, (_, index) => ({
  day: dayAt(index),
  lift: 0.03 + 0.03 / (index + 1) - (index % 3) * 0.002,
  reach: 0.2 / Math.sqrt(index + 1),
}));

const outcome = (name: 'added' | 'checkout' | 'saved' | 'settled', reached: number) => ({
  outcome: name,
  all: { seen: 2_010, reached },
  windows: { seen: 2_010, online: reached - 20, offline: 20 },
});

export const EXPERIMENT: ExperimentInsight = {
  id: 'quotes-by-product',
  tries: 'format',
  outcome: 'saved',
  worthKnowing: 0.03,
  from: FROM,
  split: 7,
  phase: 'running',
  changed: false,
  arms: [
    {
      ...{ id: 'none', weight: 1, shows: 'none', seen: 2_000, reached: 200 },
      ...{ share: 0.1, interval: [0.087, 0.114], looks: [], outcomes: [outcome('saved', 200)] },
    },
    {
      ...{ id: 'quotes', weight: 1, shows: 'quote', seen: 2_010, reached: 262 },
      ...{ share: 0.1303, interval: [0.116, 0.146], looks: LOOKS },
      finding: { kind: 'better', day: dayAt(17) },
      outcomes: [
        outcome('added', 540),
        outcome('saved', 262),
        { outcome: 'settled', all: null, windows: null },
      ],
    },
  ],
  groups: LOOKS.map(({ day }) => ({
    from: day,
    to: day,
    arms: [
      { id: 'none', seen: 100, reached: 10 },
      { id: 'quotes', seen: 101, reached: 13 },
    ],
  })),
  late: 0,
};

export function insights(changes: Partial<InsightsAnswer> = {}): InsightsAnswer {
  return {
    ...{ v: 1, shop: 'millrace', mode: 'live', currency: 'GBP' },
    at: '2026-11-24T07:10:00Z',
    from: FROM,
    to: TO,
    orders: ORDERS,
    disputes: [
      { state: 'disputed', cause: 'out-of-stock', count: 5 },
      { state: 'repriced', cause: 'price-changed', count: 2 },
      { state: 'cancelled', cause: 'no-answer', count: 1 },
    ],
    baskets: [
      { window: 'online', orders: 210, amount: 302_400 },
      { window: 'offline', orders: 38, amount: 66_880 },
    ],
    waits: { orders: 248, p50: 2, p95: 5_400, longest: 93_000, overADay: 1 },
    checkouts: [
      { from: FROM, to: dayAt(9), window: 'online', begun: 90, completed: 61 },
      { from: FROM, to: dayAt(9), window: 'offline', begun: 14, completed: null },
      { from: dayAt(10), to: dayAt(20), window: 'online', begun: 112, completed: 80 },
    ],
    lateCheckouts: 0,
    experiments: [EXPERIMENT],
    faults: [],
    stock: [
      { variant: 'oats-500', depot: 'station', pool: 12, leased: 2, sold: 6, owed: 0, buffer: 2 },
      { variant: 'honey-340', depot: 'station', pool: 0, leased: 0, sold: 3, owed: 1, buffer: 0 },
    ],
    depots: [{ id: 'station', status: 'degraded', reason: 'Short of staff' }],
    ...changes,
  };
}
