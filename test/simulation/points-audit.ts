/** What must always hold of points: none comes from nowhere, none is redeemed twice, and accounts are what orders and leases say. */
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { PointCount } from '../../src/core/intake/point-ledger.js';
import type { Promised } from './promised.js';

/** I9: nothing below zero, and balance + leased + held + spent - owed is what was earned. */
export function auditAccount(device: string, count: PointCount): readonly string[] {
  const { balance, leased, held, spent, owed, earned } = count;
  const found: string[] = [];
  if (Math.min(balance, leased, held, spent, owed, earned) < 0)
    found.push(`I9 ${device}: an account has a part below zero`);
  if (balance + leased + held + spent - owed !== earned)
    found.push(`I9 ${device}: ${balance} + ${leased} + ${held} + ${spent} - ${owed} is not ${earned}`);
  return found;
}

const PARTS = ['held', 'spent', 'earned', 'leased'] as const;

/**
 * I9, once a transaction is over: accounts are what orders and leases hold of them, and nobody's hold any.
 *
 * @param forgotten devices that have no account any more, whatever comes of what they order later
 */
export function auditPoints(
  accounts: ReadonlyMap<string, PointCount>,
  forgotten: { has(device: string): boolean },
  promised: Promised,
): readonly string[] {
  const found: string[] = [];
  for (const [device, count] of accounts) {
    if (forgotten.has(device)) found.push(`I9 ${device}: is forgotten, and has an account`);
    found.push(...auditAccount(device, count));
    for (const part of PARTS) comparePart(device, part, count[part], promised, found);
  }
  for (const part of PARTS)
    for (const device of promised.points[part].keys())
      if (!accounts.has(device) && !forgotten.has(device)) comparePart(device, part, 0, promised, found);
  return found;
}

function comparePart(
  device: string,
  part: (typeof PARTS)[number],
  count: number,
  { points }: Promised,
  found: string[],
): void {
  const said = points[part].get(device) ?? 0;
  if (count !== said) found.push(`I9 ${device}: ${count} are ${part}, and ${said} by what holds them`);
}

/** I9: an order earns by what was paid for its goods, once it is collected; what comes to nothing has nothing to do with points. */
export function auditEarned({
  id,
  state,
  amount,
  deposits,
  points,
  payment,
  reason,
}: LedgerOrder): readonly string[] {
  if (!points) return [];
  const { rate, redeemed, released, earned } = points;
  const ended = state === 'cancelled' || state === 'rejected' || state === 'expired';
  if (ended && redeemed > 0 && redeemed !== released)
    return [`I9 ${id}: is ${state} and keeps ${redeemed} points`];
  const due = Math.floor((Math.max(0, amount - deposits) * rate) / 100);
  const whole = state === 'collected' && payment === 'paid' && reason === undefined;
  return whole && earned !== due ? [`I9 ${id}: has earned ${earned} and not ${due}`] : [];
}

/**
 * I9: points that had come back are taken again for goods that a stall has handed over, and for nothing else.
 *
 * @param handedOver whether a stall ever said so
 */
export function auditRetaken(
  { id, state, points }: LedgerOrder,
  handedOver: (id: string) => boolean,
): readonly string[] {
  if (state === 'collected' || !points?.released || points.redeemed === 0 || handedOver(id)) return [];
  return [`I9 ${id}: is ${state} and keeps points, though nobody has handed it over`];
}
