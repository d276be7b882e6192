/**
 * What a device forgets of its orders by itself, once nothing is left to come of them: first what they held, later the receipt.
 * An order that is not sent, that needs its shopper, that is to be collected, or whose money is on its way is left alone.
 */
import type { Order, OrderRecord } from '../order/order.js';
import { ORDER_STATES } from '../order/order-states.js';
import type { Change, DeviceStore } from '../ports.js';
import type { PaymentState } from '../protocol/proof.js';
import { DAY_MS, isPulseForgotten, RETENTION_DAYS } from './retention.js';

export type Aged = 'kept' | 'receipt' | 'forgotten';

const MONEY_MOVES: readonly PaymentState[] = ['due', 'pending', 'refund_due'];
const COLLECTED_BY_NOW: readonly Order['state'][] = ['confirmed', 'confirmed_late'];

/**
 * What may be kept of an order.
 *
 * @param waits something of it is not answered
 * @param now epoch milliseconds
 */
export function ageOf(order: Order, waits: boolean, now: number): Aged {
  const settledAt = waits ? undefined : findSettled(order);
  if (settledAt === undefined) return 'kept';
  const days = (now - settledAt) / DAY_MS;
  if (days <= RETENTION_DAYS.settledOrder) return 'kept';
  return days <= RETENTION_DAYS.receipt && order.receipt ? 'receipt' : 'forgotten';
}

/** Since when nothing is left to come of it, in epoch milliseconds; undefined: something is. */
function findSettled({ state, payment, choice, parked, events, pickup }: Order): number | undefined {
  if (choice !== undefined || parked !== undefined || MONEY_MOVES.includes(payment.state)) return undefined;
  if (ORDER_STATES[state].final) return Date.parse(events.at(-1)?.at ?? pickup.end);
  // Where no stall says so, nobody hears that it was collected.
  return COLLECTED_BY_NOW.includes(state) ? Date.parse(pickup.end) : undefined;
}

/** What its receipt needs: code, token, where and when, and what it came to. */
export function toReceiptAlone(order: OrderRecord): OrderRecord {
  const {
    tax: _tax,
    reason: _reason,
    undecidedBy: _by,
    decision: _decision,
    chosen: _chosen,
    ...rest
  } = order;
  return { ...rest, lines: [], events: order.events.slice(-1), rev: order.rev + 1 };
}

/**
 * One change, whole or not at all: an order that is changed meanwhile, in whichever tab, is looked at again next time.
 *
 * @returns whether there is less than before
 */
export async function pruneOrders(store: DeviceStore, now: number): Promise<boolean> {
  await prunePulse(store, now);
  // In this order: what is answered in between is seen as waiting, and kept.
  const intents = await store.list('intent');
  const waiting = new Set(intents.map(({ order }) => order));
  const orders = await store.list('order');
  const aged = orders.map((order) => ({ order, age: ageOf(order, waiting.has(order.id), now) }));
  const shorter = aged.filter(({ order, age }) => age === 'receipt' && order.lines.length > 0);
  const gone = aged.filter(({ age }) => age === 'forgotten');
  if (shorter.length + gone.length === 0) return false;
  const change: Change = {
    expect: [...shorter, ...gone].map(({ order }) => [['order', order.id], order.rev]),
    put: shorter.map(({ order }) => [['order', order.id], toReceiptAlone(order)]),
    remove: gone.map(({ order }) => ['order', order.id]),
    durability: 'relaxed',
  };
  return (await store.commit(change)).ok;
}

/** What may not be shown any more is not kept either. */
async function prunePulse(store: DeviceStore, now: number): Promise<void> {
  const kept = await store.get(['pulse']);
  if (!kept || !isPulseForgotten(kept.at, now)) return;
  await store.commit({ expect: [[['pulse'], kept.rev]], remove: [['pulse']], durability: 'relaxed' });
}
