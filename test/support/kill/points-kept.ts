/** Points as an endpoint has kept them: all of them add up, and every order has what it earned and redeemed once. */
import { auditEarned, auditPoints } from '../../simulation/points-audit.js';
import type { Promised } from '../../simulation/promised.js';
import type { KeptBooks } from './books.js';

/** @param promised what orders and leases hold by the same books */
export function auditKeptPoints(
  { accounts, orders }: Pick<KeptBooks, 'accounts' | 'orders'>,
  promised: Promised,
): readonly string[] {
  return [
    ...auditPoints(accounts, new Set(), promised),
    ...[...orders.values()].flatMap(({ order }) => auditEarned(order)),
  ];
}

/** Points that pay for a part of what was ordered. */
export function countRedeemed({ orders }: Pick<KeptBooks, 'orders'>): number {
  return [...orders.values()].reduce((sum, { order }) => sum + (order.points?.redeemed ?? 0), 0);
}

/** Orders that were handed over. */
export function countCollected({ orders }: Pick<KeptBooks, 'orders'>): number {
  return [...orders.values()].filter(({ order }) => order.state === 'collected').length;
}
