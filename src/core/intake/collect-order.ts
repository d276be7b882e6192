/**
 * What becomes of `receipt.collect` and `receipt.return`: what a stall has handed over or
 * taken back, often hours ago and with no network. What has happened has happened, so that an
 * order that waits for an answer is collected as well; only what was collected before, or had come to
 * an end, is told back to the stall.
 */
import { ORDER_STATES } from '../order/order-states.js';
import type { IntentOf } from '../protocol/intent.js';
import type { PaymentState } from '../protocol/proof.js';
import { countByVariant } from '../cart/price-lines.js';
import { giveBack, NOTHING_HELD } from './hold.js';
import type { IntakeContext } from './intake-context.js';
import type { Held, Ledger, LedgerOrder } from './ledger.js';

export type StallIntent = IntentOf<'receipt.collect' | 'receipt.return'>;

export type StallOutcome =
  | { readonly kind: 'refused'; readonly code: string }
  /** Nobody has brought the order yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done'; readonly order: LedgerOrder };

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
  return intent.type === 'receipt.collect' ? collect(ledger, intent, order) : takeBack(ledger, intent, order);
}

async function collect(
  ledger: Ledger,
  { body }: IntentOf<'receipt.collect'>,
  order: LedgerOrder,
): Promise<StallOutcome> {
  if (order.state === 'collected') return refused('already-collected');
  if (ORDER_STATES[order.state].final) return refused('not-collectable');
  const { until: _until, reason: _reason, alternates = [], ...kept } = order;
  // What was asked about has been settled across the counter.
  const amount = ORDER_STATES[order.state].needsYou ? body.taken : order.amount;
  const collected: LedgerOrder = {
    ...kept,
    state: 'collected',
    rev: order.rev + 1,
    amount,
    payment: toPayment(order.payment, body.taken, amount),
    held: NOTHING_HELD,
  };
  if (!(await ledger.changeOrder(collected))) throw new Error('the order was changed meanwhile');
  // Before the goods go: what is held for a choice may be the very ones.
  for (const { held } of alternates) await giveBack(ledger, held);
  await handOver(ledger, order);
  return { kind: 'done', order: collected };
}

function toPayment(before: PaymentState, taken: number, amount: number): PaymentState {
  return taken >= amount ? 'paid' : before;
}

/** What it held is gone from what lies there; so is what one that was asked about did not hold, as far as it was counted. */
async function handOver(ledger: Ledger, { state, held, lines, pickup }: LedgerOrder): Promise<void> {
  await leave(ledger, held);
  if (held.stock.length > 0 || !ORDER_STATES[state].needsYou) return;
  const { depot } = pickup;
  for (const [variant, quantity] of [...countByVariant(lines)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = { variant, depot };
    if ((await ledger.moveStock(key, quantity, 'sell')) === 'moved')
      await ledger.moveStock(key, quantity, 'hand-over');
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
  if (order.state !== 'collected') return refused('not-collected');
  if (order.payment === 'refunded') return refused('already-returned');
  if (body.amount > order.amount) return refused('too-much');
  const returned: LedgerOrder = { ...order, payment: 'refunded', rev: order.rev + 1 };
  if (!(await ledger.changeOrder(returned))) throw new Error('the order was changed meanwhile');
  return { kind: 'done', order: returned };
}
