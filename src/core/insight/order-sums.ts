/** What a shop's orders come to, taken one after the other, so that a year of them needs little memory. */
import { DAY_MS } from '../consent/retention.js';
import { RETURNED } from '../intake/collect-order.js';
import type { LedgerOrder } from '../intake/order-ledger.js';
import { REQUEST_TIMEOUT_MS } from '../outbox/schedule.js';
import { toLocalDate } from '../pickup/zone.js';
import type { InsightsAnswer } from '../protocol/insights.js';
import type { ProvenState } from '../protocol/proof.js';

/** An order of the ledger, as far as it is counted. */
export interface OrderFacts {
  readonly state: ProvenState;
  /** Minor units. */
  readonly amount: number;
  /** ISO 8601, UTC: by the endpoint's clock. */
  readonly receivedAt: string;
  /** How long it had waited on its device when it was sent, by that device's clock alone; where the device has said so. */
  readonly waitedMs?: number;
  /** What was in the way first, whatever has become of it since: a code. */
  readonly cause?: string;
}

/** An order that left its device at once, or was given up once by then, was placed with a connection. */
export const OFFLINE_AFTER_MS = REQUEST_TIMEOUT_MS;

export type OrderSummary = Pick<InsightsAnswer, 'orders' | 'disputes' | 'baskets' | 'waits'>;

/** A new price is the shop's answer to an order, and no code says so. */
const REPRICED = 'price-changed';

/** @returns the code of why an order is not as it was asked for; what was taken back had been served */
export function causeOf({ state, reason }: Pick<LedgerOrder, 'state' | 'reason'>): string | undefined {
  if (state === 'repriced') return REPRICED;
  return reason?.code === RETURNED ? undefined : reason?.code;
}

/** Neither waits for its shopper nor came to nothing: the same orders that a screen adds up. */
const STANDS: readonly ProvenState[] = ['confirmed', 'confirmed_late', 'collected'];

type Windows = OrderSummary['baskets'][number]['window'];

export class OrderSums {
  readonly #zone: string;
  readonly #orders = new Map<string, OrderSummary['orders'][number]>();
  readonly #disputes = new Map<string, OrderSummary['disputes'][number]>();
  readonly #baskets = new Map<Windows, { orders: number; amount: number }>();
  readonly #waits: number[] = [];

  /** @param zone of the shop, such as `Europe/London` */
  constructor(zone: string) {
    this.#zone = zone;
  }

  add(order: OrderFacts): void {
    const { state, amount, waitedMs } = order;
    const day = toLocalDate(Date.parse(order.receivedAt), this.#zone);
    const key = `${day} ${state}`;
    const before = this.#orders.get(key) ?? { day, state, count: 0, amount: 0 };
    this.#orders.set(key, { ...before, count: before.count + 1, amount: before.amount + amount });
    this.#addDispute(order);
    if (waitedMs !== undefined) this.#waits.push(waitedMs);
    if (!STANDS.includes(state)) return;
    const window = waitedMs === undefined ? 'unknown' : waitedMs > OFFLINE_AFTER_MS ? 'offline' : 'online';
    const basket = this.#baskets.get(window) ?? { orders: 0, amount: 0 };
    this.#baskets.set(window, { orders: basket.orders + 1, amount: basket.amount + amount });
  }

  #addDispute({ state, cause }: OrderFacts): void {
    if (cause === undefined) return;
    const key = `${state} ${cause}`;
    const { count } = this.#disputes.get(key) ?? { count: 0 };
    this.#disputes.set(key, { state, cause, count: count + 1 });
  }

  read(): OrderSummary {
    return {
      orders: inOrder(this.#orders),
      disputes: inOrder(this.#disputes),
      baskets: (['online', 'offline', 'unknown'] as const).flatMap((window) => {
        const sums = this.#baskets.get(window);
        return sums ? [{ window, ...sums }] : [];
      }),
      waits: this.#readWaits(),
    };
  }

  #readWaits(): OrderSummary['waits'] {
    const waits = this.#waits.sort((one, other) => one - other);
    if (waits.length === 0) return null;
    const at = (share: number) => toSeconds(waits[Math.ceil(share * waits.length) - 1] ?? 0);
    const overADay = waits.filter((wait) => wait > DAY_MS).length;
    return { orders: waits.length, p50: at(0.5), p95: at(0.95), longest: at(1), overADay };
  }
}

const inOrder = <T>(sums: ReadonlyMap<string, T>) =>
  [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);

const toSeconds = (ms: number) => Math.round(ms / 1000);
