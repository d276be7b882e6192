/** The intents of a ledger in memory. */
import type { IntentLedger, KnownIntent } from '../../src/core/intake/intent-ledger.js';
import type { UndoLog } from './undo-log.js';

export class MemoryIntents {
  readonly intents = new Map<string, KnownIntent>();
  readonly #numbers = new Map<string, string>();
  readonly #undo: UndoLog;

  constructor(undo: UndoLog) {
    this.#undo = undo;
  }

  rows(): IntentLedger {
    return {
      intent: async (id) => this.intents.get(id),
      addIntent: async (intent) => {
        if (this.intents.has(intent.id)) return false;
        this.#undo.set(this.intents, intent.id, intent);
        return true;
      },
      useNumber: async (device, seq, intent) => {
        const key = `${device} ${seq}`;
        const first = this.#numbers.get(key);
        if (first !== undefined) return first;
        this.#undo.set(this.#numbers, key, intent);
        return intent;
      },
    };
  }
}
