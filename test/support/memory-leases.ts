/** The leases of a ledger in memory. */
import type { LeaseLedger, LedgerLease } from '../../src/core/intake/lease-ledger.js';
import { matching } from './matching.js';
import type { UndoLog } from './undo-log.js';

export class MemoryLeases {
  readonly leases = new Map<string, LedgerLease>();
  readonly #undo: UndoLog;

  constructor(undo: UndoLog) {
    this.#undo = undo;
  }

  rows(): LeaseLedger {
    const open = () => matching(this.leases.values(), (lease) => lease.open);
    return {
      lease: async (device) => this.leases.get(device),
      putLease: async (lease) => {
        if ((this.leases.get(lease.device)?.rev ?? 0) !== lease.rev - 1) return false;
        this.#undo.set(this.leases, lease.device, lease);
        return true;
      },
      overdueLeases: async (now, limit) =>
        matching(
          this.leases.values(),
          ({ open, reclaimAt }) => open && reclaimAt !== null && reclaimAt <= now,
        )
          .sort((a, b) => (a.reclaimAt ?? 0) - (b.reclaimAt ?? 0))
          .slice(0, limit),
      openLeases: async () => open().sort((a, b) => (a.device < b.device ? -1 : 1)),
      leasesFrom: async (address, device) =>
        open().filter((lease) => lease.address === address && lease.device !== device).length,
    };
  }
}
