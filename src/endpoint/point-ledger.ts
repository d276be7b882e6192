/** The ledger of the points of devices, over SQL. */
import type { PointCount, PointLedger } from '../core/intake/point-ledger.js';
import type { LedgerStatements } from './ledger-statements.js';
import type { Executor } from './prepared.js';

export function createPointLedger(db: Executor, { points: does }: LedgerStatements): PointLedger {
  return {
    points: async (device) => {
      const [row] = await does.findPoints(db, { device });
      return row && toPointCount(row);
    },
    movePoints: async (device, points, move) => (await does.movePoints[move](db, { device, points })) > 0,
    pendingPoints: async (device, unit) => {
      const [row] = await does.pendingPoints(db, { device, unit });
      return Number(row?.pending ?? 0);
    },
  };
}

function toPointCount(row: Readonly<Record<keyof PointCount, number>>): PointCount {
  const { balance, leased, held, spent, owed, earned } = row;
  return {
    balance: Number(balance),
    leased: Number(leased),
    held: Number(held),
    spent: Number(spent),
    owed: Number(owed),
    earned: Number(earned),
  };
}
