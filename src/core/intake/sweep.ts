/**
 * Ends the waiting for decisions that never came: a repriced order whose time is
 * over is cancelled, and what it held goes back.
 */
import type { Ledger, LedgerOrder } from './ledger.js';
import { moveOrder } from './order-move.js';

const ORDERS_PER_SWEEP = 100;

/** Returns the orders that it ended; at most a hundred at a time. */
export async function sweepUndecided(ledger: Ledger, now: number): Promise<readonly LedgerOrder[]> {
  const ended: LedgerOrder[] = [];
  for (const order of await ledger.undecided(new Date(now).toISOString(), ORDERS_PER_SWEEP)) {
    ended.push(await moveOrder(ledger, order, 'cancelled', { code: 'no-answer' }));
  }
  return ended;
}
