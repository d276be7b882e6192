/** What the owner has said, over SQL. */
import type { OwnerLedger } from '../core/intake/owner-ledger.js';
import type { DepotState } from '../core/protocol/fields.js';
import { toEnrolCode, toRights, toRightsColumns } from './lease-row.js';
import type { LedgerStatements } from './ledger-statements.js';
import type { Executor } from './prepared.js';

export function createOwnerLedger(db: Executor, does: LedgerStatements): OwnerLedger {
  return {
    depots: async () => {
      const rows = await does.listDepots(db, {});
      return rows.map(({ id, status, reason }) => {
        return { id, status: status as DepotState, ...(reason === null ? {} : { reason }) };
      });
    },
    setDepot: async ({ id, status, reason }) => {
      await does.setDepot(db, { id, status, reason: reason ?? null });
    },
    rights: async (device) => {
      const [row] = await does.findRights(db, { device });
      return toRights(row);
    },
    setRights: async (device, rights) => {
      await does.setRights(db, { device, ...toRightsColumns(rights) });
    },
    addEnrolCode: async (hash, rights, until) => {
      await does.addCode(db, { hash, ...toRightsColumns(rights), until });
    },
    enrolCode: async (hash) => {
      const [row] = await does.findCode(db, { hash });
      return row && toEnrolCode(row);
    },
    takeEnrolCode: async (hash, device) => (await does.takeCode(db, { hash, device })) > 0,
    forgetEnrolCodes: async (kind) => {
      await does.forgetCodes(db, { class: kind });
    },
    hasOwner: async () => (await does.findOwner(db, {})).length > 0,
  };
}
