/**
 * What time ends and what the owner closed, looked after before every batch: what is
 * left of leases goes back once their grace is over; orders that wait for a decision that never came are cancelled, and what they held goes
 * back; orders for a depot that is closed are asked about.
 */
import { closeLease } from './close-lease.js';
import { leave } from './collect-order.js';
import { DECISION_GRACE_MS, disputeOrder } from './dispute.js';
import { NOTHING_HELD } from './hold.js';
import type { IntakeContext } from './intake-context.js';
import type { Ledger } from './ledger.js';
import type { LedgerOrder } from './order-ledger.js';
import { moveOrder } from './order-move.js';
import { settlePoints, withEarned } from './order-points.js';

const HANDED_OVER_AFTER_MS = 24 * 60 * 60 * 1000;
const PLACES_PER_SWEEP = 10;
const ORDERS_PER_SWEEP = 100;
const LEASES_PER_SWEEP = 200;

export type SweepContext = Pick<IntakeContext, 'now' | 'catalog' | 'closed'>;

/** Returns the orders that it changed; at most a hundred of each kind at a time. */
export async function sweep(ledger: Ledger, context: SweepContext): Promise<readonly LedgerOrder[]> {
  for (const lease of await ledger.overdueLeases(context.now, LEASES_PER_SWEEP))
    await closeLease(ledger, lease);
  await handOverPast(ledger, context);
  const undecided = await endUndecided(ledger, context.now);
  const disputed = await disputeClosed(ledger, context);
  return [...undecided, ...disputed];
}

/**
 * Where no stall says what it hands over, an order is taken to be collected a day after its
 * time: what lies there then is counted without it, and what it redeemed is spent. It brings no points and its state stays, since nobody has
 * said so.
 */
async function handOverPast(ledger: Ledger, { now, catalog }: SweepContext): Promise<void> {
  for (const place of await ledger.placesOver(now - HANDED_OVER_AFTER_MS, PLACES_PER_SWEEP)) {
    const orders = await ledger.heldAt(place, ORDERS_PER_SWEEP);
    let whole = orders.length < ORDERS_PER_SWEEP;
    for (const order of orders) {
      const served = { ...order, held: NOTHING_HELD, rev: order.rev + 1 };
      const over = withEarned(served, 0, catalog);
      // Another batch was first: the next sweep looks at it again.
      if (!(await ledger.changeOrder(over))) {
        whole = false;
        continue;
      }
      await leave(ledger, order.held);
      await settlePoints(ledger, order, over);
    }
    if (whole) await ledger.forgetPlace(place);
  }
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
