/** What there is to sell, of a ledger in memory. */
import type { StockCount, StockKey, StockLedger } from '../../src/core/intake/stock-ledger.js';
import type { Stock } from '../../src/core/protocol/sync.js';
import { moveStock } from './stock-move.js';
import type { UndoLog } from './undo-log.js';

const NOTHING_PROMISED = { leased: 0, sold: 0, owed: 0, buffer: 0 };

export class MemoryStock {
  readonly #stock = new Map<string, StockCount>();
  readonly #undo: UndoLog;

  constructor(undo: UndoLog) {
    this.#undo = undo;
  }

  /** @param name `variant depot` */
  countOf(name: string): StockCount | undefined {
    return this.#stock.get(name);
  }

  /** As if it had always been so. */
  begin(key: StockKey, pool: number): void {
    this.#stock.set(toName(key), { ...key, pool, ...NOTHING_PROMISED });
  }

  rows(): StockLedger {
    return {
      moveStock: async (key, quantity, move) => {
        const count = this.#stock.get(toName(key));
        const frees = move !== 'sell' && move !== 'lease';
        if (!count || (count.ended && !frees)) return 'not-counted';
        const moved = moveStock(count, quantity, move);
        if (!moved) return 'none';
        this.#undo.set(this.#stock, toName(key), moved);
        return 'moved';
      },
      stockCount: async (key) => this.#stock.get(toName(key)),
      setStock: async (before, count) => {
        const key = toName(count);
        if (isOther(this.#stock.get(key), before)) return false;
        const kept = before ? { ...count, leased: before.leased, sold: before.sold } : count;
        this.#undo.set(this.#stock, key, kept);
        return true;
      },
      stock: async () => [...this.#stock.keys()].sort().flatMap((name) => toLeft(this.#stock.get(name))),
    };
  }
}

export function toName({ variant, depot }: StockKey): string {
  return `${variant} ${depot}`;
}

/** What is left to be had, of what is still counted. */
function toLeft(count: StockCount | undefined): readonly Stock[] {
  if (!count || count.ended) return [];
  const { variant, depot, pool, buffer } = count;
  return [{ variant, depot, left: Math.max(0, pool - buffer) }];
}

/** As far as a new count is made from it: the buffer is the owner's to set, whatever it was. */
function isOther(count: StockCount | undefined, before: StockCount | undefined): boolean {
  const figures = ({ pool, leased, sold, owed }: StockCount) => JSON.stringify([pool, leased, sold, owed]);
  return count && before ? figures(count) !== figures(before) : count !== before;
}
