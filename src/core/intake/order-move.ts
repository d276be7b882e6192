/**
 * Moves one order to another state and gives back what it held, once. Who may ask
 * for it and when is decided elsewhere.
 */
import { isLegalMove } from '../order/order-states.js';
import type { ProvenState } from '../protocol/proof.js';
import type { Reason } from '../protocol/sync.js';
import type { Ledger, LedgerOrder } from './ledger.js';

const NOTHING_HELD = { stock: [], place: false } as const;

/** The order as it is afterwards; as it was, if the move is not legal or another batch was first. */
export async function moveOrder(
  ledger: Ledger,
  order: LedgerOrder,
  state: ProvenState,
  reason?: Reason,
): Promise<LedgerOrder> {
  if (order.state === state || !isLegalMove(order.state, state)) return order;
  const { until: _until, reason: _reason, ...kept } = order;
  const releases = state === 'cancelled' || state === 'expired';
  const moved: LedgerOrder = {
    ...kept,
    state,
    rev: order.rev + 1,
    held: releases ? NOTHING_HELD : order.held,
    ...(reason ? { reason } : {}),
  };
  if (!(await ledger.changeOrder(moved))) return (await ledger.order(order.id)) ?? order;
  if (releases) await giveBack(ledger, order);
  return moved;
}

async function giveBack(ledger: Ledger, { held, pickup }: LedgerOrder): Promise<void> {
  for (const { variant, quantity } of held.stock) await ledger.returnStock(variant, pickup.depot, quantity);
  if (held.place) await ledger.returnPlace(pickup);
}
