/** The ledger of intents over SQL: the first that has an id, or uses a number, is the one that stays. */
import type { IntentLedger } from '../core/intake/intent-ledger.js';
import { toIntentRow, toKnownIntent } from './intent-row.js';
import type { LedgerStatements } from './ledger-statements.js';
import type { Executor } from './prepared.js';

export function createIntentLedger(db: Executor, does: LedgerStatements, shop: string): IntentLedger {
  return {
    intent: async (id) => {
      const [row] = await does.findIntent(db, { id });
      return row && toKnownIntent(row);
    },
    addIntent: async (intent) => (await does.addIntent(db, toIntentRow(shop, intent))) > 0,
    useNumber: async (device, seq, intent) => {
      if ((await does.useNumber(db, { device, seq, intent })) > 0) return intent;
      const [first] = await does.findNumber(db, { device, seq });
      if (!first) throw new Error('the number of an intent was not written');
      return first.intent;
    },
  };
}
