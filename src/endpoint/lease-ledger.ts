/** The ledger of leases over SQL. */
import type { LeaseLedger } from '../core/intake/lease-ledger.js';
import { toLeaseRow, toLedgerLease } from './lease-row.js';
import type { LedgerStatements } from './ledger-statements.js';
import type { Executor } from './prepared.js';

export function createLeaseLedger(db: Executor, does: LedgerStatements, shop: string): LeaseLedger {
  return {
    lease: async (device) => {
      const [row] = await does.findLease(db, { device });
      return row && toLedgerLease(row);
    },
    putLease: async (lease) => {
      const row = toLeaseRow(shop, lease);
      const put = lease.rev === 1 ? does.addLease : does.changeLease;
      return (await put(db, { ...row, before: lease.rev - 1 })) > 0;
    },
    overdueLeases: async (now, limit) => (await does.overdueLeases(db, { now, limit })).map(toLedgerLease),
    openLeases: async () => (await does.openLeases(db, {})).map(toLedgerLease),
    leasesFrom: async (address, device) => {
      const [row] = await does.countLeases(db, { address, device });
      return Number(row?.count ?? 0);
    },
  };
}
