/** What the endpoint keeps of persons and forgets, over SQL. */
import type { EraseLedger } from '../core/intake/erase-ledger.js';
import type { LedgerStatements } from './ledger-statements.js';
import type { Executor } from './prepared.js';

export function createEraseLedger(db: Executor, { erase: does }: LedgerStatements): EraseLedger {
  const forgottenAt = async (device: string) => (await does.findForgotten(db, { device }))[0]?.at;
  return {
    forgottenAt,
    keepContact: async (hash, jwe, at, device) => {
      if ((await does.keepContact(db, { hash, jwe, at, device })) > 0) return true;
      // It was there already, or it may not be.
      return (await forgottenAt(device)) === undefined;
    },
    forgetContacts: async (device) => {
      await does.dropContactsOf(db, { device });
      await does.unnameOrdersOf(db, { device });
    },
    forgetContact: async (id) => {
      await does.dropContactOf(db, { id });
      await does.unnameOrder(db, { id });
    },
    forgetDevice: async (device, at) => {
      await does.addForgotten(db, { device, at });
      await does.dropPointsOfOrders(db, { device });
      await does.dropAccount(db, { device });
    },
    forgetOldContacts: async (before, day, limit) => {
      const old = await does.oldContacts(db, { before, day, limit });
      for (const { hash } of old) {
        await does.dropContact(db, { hash });
        await does.unnameContact(db, { hash });
      }
      return old.length;
    },
  };
}
