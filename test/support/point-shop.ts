/** A shop that gives points, with a stall beside it, and what its devices' accounts say. */
import type { PointCount } from '../../src/core/intake/point-ledger.js';
import type { PlaceBody } from '../../src/core/protocol/intent.js';
import { ADA, IntakeShop, STALL } from './intake-batch.js';

const LOYALTY = { pointsPerMajorUnit: 1, pointValue: 5 };
export const NONE: PointCount = { balance: 0, leased: 0, held: 0, spent: 0, owed: 0, earned: 0 };
/** Two jars for 1300 and 100 of deposits, of which 40 points pay for 200. */
export const REDEEMED: Partial<PlaceBody> = { redeem: { points: 40, off: 200 }, total: 1200 };

/** @param points what ADA has earned before */
export async function openPointShop(points = 0, changes: Record<string, unknown> = {}): Promise<IntakeShop> {
  const shop = new IntakeShop({ loyalty: LOYALTY, ...changes });
  const stall = { class: 'stall', manualReclaim: false } as const;
  await shop.ledger.transaction(async (rows) => {
    await rows.setRights(STALL, stall);
    if (points > 0) await rows.movePoints(ADA, points, 'earn');
  });
  return shop;
}

export function accountOf({ ledger }: IntakeShop, device = ADA): PointCount {
  return ledger.points.accounts.get(device) ?? NONE;
}
