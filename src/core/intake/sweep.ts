/**
 * What time ends and what the owner closed, looked after before every batch: what is
 * left of leases goes back once their grace is over; orders that wait for a decision that never came are cancelled, and what they held goes
 * back; orders for a depot that is closed are asked about.
 */
import { closeLease } from './close-lease.js';
import { DECISION_GRACE_MS, disputeOrder } from './dispute.js';
import type { IntakeContext } from './intake-context.js';
import type { Ledger, LedgerOrder } from './ledger.js';
import { moveOrder } from './order-move.js';

const ORDERS_PER_SWEEP = 100;
const LEASES_PER_SWEEP = 200;

export type SweepContext = Pick<IntakeContext, 'now' | 'catalog' | 'closed'>;

/** Returns the orders that it changed; at most a hundred of each kind at a time. */
export async function sweep(ledger: Ledger, context: SweepContext): Promise<readonly LedgerOrder[]> {
  for (const lease of await ledger.overdueLeases(context.now, LEASES_PER_SWEEP))
    await closeLease(ledger, lease);
  const undecided = await endUndecided(ledger, context.now);
  const disputed = await disputeClosed(ledger, context);
  return [...undecided, ...disputed];
}

async function endUndecided(ledger: Ledger, now: number): Promise<readonly LedgerOrder[]> {
  const ended: LedgerOrder[] = [];
  const over = new Date(now - DECISION_GRACE_MS).toISOString();
  for (const order of await ledger.undecided(over, ORDERS_PER_SWEEP)) {
    ended.push(await moveOrder(ledger, order, 'cancelled', { code: 'no-answer' }));
  }
  return ended;
}

async function disputeClosed(ledger: Ledger, context: SweepContext): Promise<readonly LedgerOrder[]> {
  const disputed: LedgerOrder[] = [];
  for (const depot of context.closed) {
    for (const order of await ledger.promisedAt(depot, context.now, ORDERS_PER_SWEEP)) {
      const reason = { code: 'depot-closed', ...order.pickup };
      disputed.push(await disputeOrder(ledger, order, reason, context));
    }
  }
  return disputed;
}
