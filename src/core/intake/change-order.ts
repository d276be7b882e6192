/**
 * What becomes of `order.cancel`, `order.accept` and `order.choose`. A stranger is answered as if
 * the order did not exist.
 */
import { ORDER_STATES } from '../order/order-states.js';
import type { ChangeIntent } from '../protocol/intent.js';
import { DECISION_GRACE_MS } from './dispute.js';
import type { Ledger } from './ledger.js';
import type { LedgerOrder } from './order-ledger.js';
import { moveOrder, settleOn } from './order-move.js';

/** The order, if this device placed it or `secretHash` is its claim. */
export async function findOwnOrder(
  ledger: Ledger,
  id: string,
  device: string,
  secretHash: string | undefined,
): Promise<LedgerOrder | undefined> {
  const order = await ledger.order(id);
  if (!order) return undefined;
  return order.device === device || order.claim === secretHash ? order : undefined;
}

/** Does what the intent asks where the order's state allows it; else leaves the order as it is. */
export async function changeOrder(
  ledger: Ledger,
  intent: ChangeIntent,
  order: LedgerOrder,
  now: number,
): Promise<LedgerOrder> {
  if (intent.type === 'order.cancel') {
    // What counts as handed over has spent its points.
    const isOver = order.points?.earned !== undefined;
    return ORDER_STATES[order.state].cancellable && !isOver ? moveOrder(ledger, order, 'cancelled') : order;
  }
  if (intent.type === 'order.choose') {
    const chosen = order.alternates?.find(({ id }) => id === intent.body.alternate);
    const inTime = chosen && now < Date.parse(chosen.until) + DECISION_GRACE_MS;
    return inTime ? settleOn(ledger, order, chosen) : order;
  }
  const agreed = order.state === 'repriced' && intent.body.amount === order.amount;
  return agreed ? moveOrder(ledger, { ...order, accepted: order.amount }, 'confirmed') : order;
}
