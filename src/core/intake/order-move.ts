/**
 * Moves one order to another state and gives back what it does not need there, once.
 * Who may ask for it and when is decided elsewhere.
 */
import { isLegalMove } from '../order/order-states.js';
import type { ProvenState } from '../protocol/proof.js';
import type { Reason } from '../protocol/sync.js';
import { giveBack, NOTHING_HELD } from './hold.js';
import type { Ledger } from './ledger.js';
import type { LedgerAlternate, LedgerOrder } from './order-ledger.js';
import { releasePoints, returnRest, withoutPoints, withRedeemed } from './order-points.js';

/** The order as it is afterwards; as it was, if the move is not legal or another batch was first. */
export async function moveOrder(
  ledger: Ledger,
  order: LedgerOrder,
  state: ProvenState,
  reason?: Reason,
): Promise<LedgerOrder> {
  if (order.state === state || !isLegalMove(order.state, state)) return order;
  const { until: _until, reason: _reason, alternates: _alternates, ...kept } = order;
  const releases = state === 'cancelled' || state === 'expired';
  const moved: LedgerOrder = {
    ...kept,
    state,
    rev: order.rev + 1,
    held: releases ? NOTHING_HELD : order.held,
    ...(releases ? withoutPoints(order) : {}),
    ...(reason ? { reason } : {}),
  };
  if (!(await ledger.changeOrder(moved))) return (await ledger.order(order.id)) ?? order;
  if (releases) {
    await giveBack(ledger, order.held);
    await releasePoints(ledger, order);
  }
  await giveBackAll(ledger, order.alternates ?? []);
  return moved;
}

/** The order as the shopper has chosen it: what was held for that stays, the rest goes back. */
export async function settleOn(
  ledger: Ledger,
  order: LedgerOrder,
  chosen: LedgerAlternate,
): Promise<LedgerOrder> {
  const { until: _until, reason: _reason, alternates = [], ...kept } = order;
  const { depot, slot, lines, amount, deposits, discount, held } = chosen;
  const settled: LedgerOrder = {
    ...kept,
    state: 'confirmed',
    rev: order.rev + 1,
    lines,
    pickup: { depot, slot },
    amount,
    accepted: amount,
    deposits,
    discount,
    ...withRedeemed(order, chosen.redeem),
    differs: true,
    held,
  };
  if (!(await ledger.changeOrder(settled))) return (await ledger.order(order.id)) ?? order;
  await giveBack(ledger, order.held);
  await returnRest(ledger, order, settled);
  await giveBackAll(
    ledger,
    alternates.filter(({ id }) => id !== chosen.id),
  );
  return settled;
}

async function giveBackAll(ledger: Ledger, alternates: readonly LedgerAlternate[]): Promise<void> {
  for (const { held } of alternates) await giveBack(ledger, held);
}
