/**
 * An order as a row and back. Rows were written by this code alone, so reading one
 * trusts its shape.
 */
import { causeOf } from '../core/insight/order-sums.js';
import type { Held, LedgerAlternate, LedgerOrder } from '../core/intake/order-ledger.js';
import type { OrderPoints } from '../core/intake/point-ledger.js';
import type { IntentLine } from '../core/protocol/intent.js';
import type { PaymentState, ProvenState } from '../core/protocol/proof.js';
import type { Reason } from '../core/protocol/sync.js';
import type { OrderRow } from './tables.js';

/** The columns that an order's changes write; the others never change. */
export function toChangeableColumns(order: LedgerOrder) {
  return {
    state: order.state,
    payment: order.payment,
    rev: order.rev,
    amount: order.amount,
    accepted: order.accepted,
    lines: JSON.stringify(order.lines),
    deposits: order.deposits,
    discount: order.discount,
    differs: Number(order.differs),
    depot: order.pickup.depot,
    slot: order.pickup.slot,
    held: JSON.stringify(order.held),
    alternates: order.alternates ? JSON.stringify(order.alternates) : null,
    reason: order.reason ? JSON.stringify(order.reason) : null,
    cause: causeOf(order) ?? null,
    until: order.until ?? null,
    redeemed: order.points?.redeemed ?? 0,
    redeemed_off: order.points?.off ?? 0,
    earned: order.points?.earned ?? null,
    released: order.points?.released ?? 0,
  };
}

export function toOrderRow(shop: string, order: LedgerOrder): Omit<OrderRow, 'change' | 'stall_change'> {
  return {
    shop,
    id: order.id,
    hash: order.hash,
    device: order.device,
    claim: order.claim,
    forked: Number(order.forked),
    ...toChangeableColumns(order),
    contact: order.contact ?? null,
    point_rate: order.points?.rate ?? 0,
    placed_at: order.placedAt,
    received_at: order.receivedAt,
    waited_ms: order.waitedMs ?? null,
    mode: order.mode ?? null,
  };
}

/** Of the column `held`, where some of the variant, or of any, is in it. `!` has a sign stand for itself. */
export function toPattern(variant: string | undefined): string {
  if (variant === undefined) return '%';
  return `%"variant":${JSON.stringify(variant).replace(/[!%_]/g, '!$&')}%`;
}

export function toLedgerOrder(row: OrderRow): LedgerOrder {
  return {
    id: row.id,
    hash: row.hash,
    device: row.device,
    claim: row.claim,
    forked: row.forked === 1,
    state: row.state as ProvenState,
    payment: row.payment as PaymentState,
    rev: row.rev,
    amount: Number(row.amount),
    accepted: Number(row.accepted),
    lines: JSON.parse(row.lines) as IntentLine[],
    deposits: Number(row.deposits),
    discount: Number(row.discount),
    ...toPoints(row),
    differs: row.differs === 1,
    pickup: { depot: row.depot, slot: row.slot },
    held: JSON.parse(row.held) as Held,
    ...(row.alternates === null ? {} : { alternates: JSON.parse(row.alternates) as LedgerAlternate[] }),
    ...(row.contact === null ? {} : { contact: row.contact }),
    ...(row.reason === null ? {} : { reason: JSON.parse(row.reason) as Reason }),
    ...(row.until === null ? {} : { until: row.until }),
    placedAt: row.placed_at,
    receivedAt: row.received_at,
    ...(row.waited_ms === null ? {} : { waitedMs: Number(row.waited_ms) }),
    ...(row.mode === null ? {} : { mode: row.mode as NonNullable<LedgerOrder['mode']> }),
  };
}

function toPoints(row: OrderRow): { points?: OrderPoints } {
  const [rate, redeemed, gone] = [Number(row.point_rate), Number(row.redeemed), Number(row.released)];
  if (rate === 0 && redeemed === 0 && gone === 0) return {};
  const released = gone > 0 ? { released: gone } : {};
  const earned = row.earned === null ? {} : { earned: Number(row.earned) };
  return { points: { rate, redeemed, off: Number(row.redeemed_off), ...released, ...earned } };
}
