/**
 * What becomes of `receipt.collect` and `receipt.return`: what a stall has handed over or
 * taken back, often hours ago and with no network. What has happened has happened, so that an
 * order that waits for an answer is collected as well; only what was collected before, or had come to
 * an end, is told back to the stall. The goods are gone then all the same.
 */
import { ORDER_STATES } from '../order/order-states.js';
import type { IntentOf } from '../protocol/intent.js';
import type { PaymentState } from '../protocol/proof.js';
import { countByVariant } from '../cart/price-lines.js';
import { giveBack, NOTHING_HELD } from './hold.js';
import type { IntakeContext } from './intake-context.js';
import type { Ledger } from './ledger.js';
import type { Held, LedgerOrder } from './order-ledger.js';
import { settleOn } from './order-move.js';
import {
  giveBackRetaken,
  moveReturned,
  retakePoints,
  settlePoints,
  withEarned,
  withReturned,
} from './order-points.js';

export type StallIntent = IntentOf<'receipt.collect' | 'receipt.return'>;

export type StallOutcome =
  | { readonly kind: 'refused'; readonly code: string }
  /** Nobody has brought the order yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done'; readonly order: LedgerOrder };

/** Whatever of it was given back: a receipt is good for one return. */
export const RETURNED = 'returned';

const refused = (code: string): StallOutcome => ({ kind: 'refused', code });

export async function serveOrder(
  ledger: Ledger,
  intent: StallIntent,
  device: string,
  { catalog }: IntakeContext,
): Promise<StallOutcome> {
  if (intent.mode !== catalog.shop.mode) return refused('wrong-mode');
  if ((await ledger.rights(device)).class === 'shopper') return refused('not-allowed');
  const order = await ledger.order(intent.body.order);
  if (!order) return { kind: 'waiting' };
  // The receipt was of other bytes than came here.
  if (order.hash !== intent.body.hash) return refused('other-order');
  if (intent.type === 'receipt.return') return takeBack(ledger, intent, order);
  return collect(ledger, intent, await withChoice(ledger, order, intent.body.chosen), catalog);
}

/** The customer came for what they have chosen: that is what was held for them, and what they were handed. */
async function withChoice(
  ledger: Ledger,
  order: LedgerOrder,
  chosen: IntentOf<'receipt.collect'>['body']['chosen'],
): Promise<LedgerOrder> {
  const alternate = order.alternates?.find(
    ({ depot, slot, amount }) => depot === chosen?.depot && slot === chosen.slot && amount === chosen.amount,
  );
  return alternate ? settleOn(ledger, order, alternate) : order;
}

async function collect(
  ledger: Ledger,
  { body }: IntentOf<'receipt.collect'>,
  order: LedgerOrder,
  catalog: IntakeContext['catalog'],
): Promise<StallOutcome> {
  if (ORDER_STATES[order.state].final) {
    await handOverUnsold(ledger, order);
    await retakePoints(ledger, order);
    return refused(order.state === 'collected' ? 'already-collected' : 'not-collectable');
  }
  const { until: _until, reason: _reason, alternates = [], ...kept } = order;
  const amount = toAmount(order, body.taken);
  const less = order.amount - amount;
  const payment = toPayment(order.payment, body.taken, amount);
  const served: LedgerOrder = {
    ...kept,
    state: 'collected',
    rev: order.rev + 1,
    amount,
    payment,
    ...(less > 0 ? { discount: order.discount + less, differs: true } : {}),
    held: NOTHING_HELD,
  };
  const collected = withEarned(served, payment === 'paid' ? amount : body.taken, catalog);
  if (!(await ledger.changeOrder(collected))) throw new Error('the order was changed meanwhile');
  // Before the goods go: what is held for a choice may be the very ones.
  for (const { held } of alternates) await giveBack(ledger, held);
  await handOver(ledger, order);
  await settlePoints(ledger, order, collected);
  return { kind: 'done', order: collected };
}

/** It was settled across the counter, at no more than was asked for, unless nothing was taken there. */
function toAmount({ payment, amount }: LedgerOrder, taken: number): number {
  return payment === 'at_pickup' && taken > 0 ? Math.min(taken, amount) : amount;
}

function toPayment(before: PaymentState, taken: number, amount: number): PaymentState {
  return taken >= amount ? 'paid' : before;
}

/** What it held is gone from what lies there; so is what one that was asked about did not hold. */
async function handOver(ledger: Ledger, order: LedgerOrder): Promise<void> {
  await leave(ledger, order.held);
  if (order.held.stock.length === 0 && ORDER_STATES[order.state].needsYou)
    await handOverUnsold(ledger, order);
}

/** Goods that nobody had set aside: as many fewer are there as were counted, and whoever else was promised some keeps the promise. */
async function handOverUnsold(ledger: Ledger, { lines, pickup }: LedgerOrder): Promise<void> {
  for (const [variant, quantity] of [...countByVariant(lines)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = { variant, depot: pickup.depot };
    const gone = Math.min(quantity, (await ledger.stockCount(key))?.pool ?? 0);
    if (gone > 0) await ledger.moveStock(key, gone, 'hand-over-unsold');
  }
}

/** The goods of an order are the customer's, and its time is over. */
export async function leave(ledger: Ledger, { stock }: Held): Promise<void> {
  for (const { quantity, ...key } of stock) await ledger.moveStock(key, quantity, 'hand-over');
}

async function takeBack(
  ledger: Ledger,
  { body }: IntentOf<'receipt.return'>,
  order: LedgerOrder,
): Promise<StallOutcome> {
  if (order.state !== 'collected') {
    await giveBackRetaken(ledger, order);
    return refused('not-collected');
  }
  if (order.reason?.code === RETURNED) return refused('already-returned');
  const paid = order.payment === 'paid' ? order.amount : 0;
  if (body.amount > paid) return refused('too-much');
  const whole = paid > 0 && body.amount === paid;
  const returned: LedgerOrder = {
    ...order,
    ...withReturned(order, body.amount, paid),
    payment: whole ? 'refunded' : order.payment,
    amount: whole ? order.amount : order.amount - body.amount,
    reason: { code: RETURNED },
    rev: order.rev + 1,
  };
  if (!(await ledger.changeOrder(returned))) throw new Error('the order was changed meanwhile');
  await moveReturned(ledger, order, returned);
  return { kind: 'done', order: returned };
}
