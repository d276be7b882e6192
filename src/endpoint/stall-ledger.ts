/** What stalls are told of orders, over SQL. */
import type { StallLedger } from '../core/intake/stall-ledger.js';
import type { LedgerStatements } from './ledger-statements.js';
import { toLedgerOrder } from './order-row.js';
import type { Executor } from './prepared.js';
import { ALL_STALLS } from './stall-statements.js';

export function createStallLedger(db: Executor, does: LedgerStatements): StallLedger {
  return {
    stallChanges: async (after, limit) => {
      const rows = await does.stallChanges(db, { after, limit });
      return rows.map(({ collected_jws: collected, ...row }) => {
        return {
          change: row.stall_change ?? 0,
          order: toLedgerOrder(row),
          ...(collected === null ? {} : { collected }),
        };
      });
    },
    lastStallChange: async () => {
      const [row] = await does.lastChange(db, { device: ALL_STALLS });
      return row?.changes ?? 0;
    },
    firstStallChange: async (since) => {
      const [row] = await does.firstStallChange(db, { since });
      return row?.stall_change ?? undefined;
    },
    dueAt: async (depot, since, now, limit) =>
      (await does.dueAt(db, { depot, since, now, limit })).map(toLedgerOrder),
  };
}
