/** The ledger of what there is to sell, over SQL. */
import type { StockLedger } from '../core/intake/stock-ledger.js';
import type { LedgerStatements } from './ledger-statements.js';
import type { Executor } from './prepared.js';
import { MOVES, toStockCount, toStockLeft, toStockName } from './stock-row.js';

export function createStockLedger(db: Executor, does: LedgerStatements): StockLedger {
  let counted: ReturnType<typeof listCounted> | undefined;
  return {
    moveStock: async (key, quantity, move) => {
      counted ??= listCounted(db, does);
      const { variant, depot } = key;
      const ended = (await counted).get(toStockName(key));
      if (ended === undefined || (ended && (move === 'sell' || move === 'lease'))) return 'not-counted';
      const moved = await does[MOVES[move]](db, { variant, depot, quantity });
      return moved > 0 ? 'moved' : 'none';
    },
    stockCount: async ({ variant, depot }) => {
      const [row] = await does.findStock(db, { variant, depot });
      return row && toStockCount(row);
    },
    setStock: async (before, count) => {
      counted = undefined;
      const ended = Number(count.ended === true);
      const columns = { ...count, ended, wasPool: before?.pool ?? 0, wasOwed: before?.owed ?? 0 };
      const change = before ? does.recountStock : does.addStock;
      return (await change(db, columns)) > 0;
    },
    stock: async () => {
      const rows = await does.listStock(db, {});
      return rows.filter(({ ended }) => ended === 0).map(toStockLeft);
    },
  };
}

/**
 * By name: whether the counting has ended. Once for a batch: what is counted is the owner's to say, and most orders hold
 * several variants.
 */
async function listCounted(db: Executor, does: LedgerStatements): Promise<ReadonlyMap<string, boolean>> {
  const rows = await does.listStock(db, {});
  return new Map(rows.map((row) => [toStockName(row), row.ended === 1]));
}
