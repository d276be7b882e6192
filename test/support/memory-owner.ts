/** What the owner has said, of a ledger in memory. */
import type {
  DepotRecord,
  DeviceRights,
  EnrolCode,
  OwnerLedger,
} from '../../src/core/intake/owner-ledger.js';
import type { UndoLog } from './undo-log.js';

const SHOPPER: DeviceRights = { class: 'shopper', manualReclaim: false };

export function memoryOwner(undo: UndoLog): OwnerLedger {
  const depots = new Map<string, DepotRecord>();
  const rightsOf = new Map<string, DeviceRights>();
  const codes = new Map<string, EnrolCode>();
  return {
    depots: async () => [...depots.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    setDepot: async (depot) => undo.set(depots, depot.id, depot),
    rights: async (device) => rightsOf.get(device) ?? SHOPPER,
    setRights: async (device, rights) => undo.set(rightsOf, device, rights),
    addEnrolCode: async (hash, rights, until) => {
      if (!codes.has(hash)) undo.set(codes, hash, { rights, until });
    },
    enrolCode: async (hash) => codes.get(hash),
    takeEnrolCode: async (hash, device) => {
      const code = codes.get(hash);
      if (!code || code.device !== undefined) return false;
      undo.set(codes, hash, { ...code, device });
      return true;
    },
    forgetEnrolCodes: async (kind) => {
      for (const [hash, { rights }] of codes) if (rights.class === kind) undo.delete(codes, hash);
    },
    hasOwner: async () => [...rightsOf.values()].some((rights) => rights.class === 'owner'),
  };
}
