/** The ledger of orders over SQL. Whatever changes an order raises its device's count, and a later change that of the stalls. */
import type { OrderLedger } from '../core/intake/order-ledger.js';
import type { LedgerStatements } from './ledger-statements.js';
import { toChangeableColumns, toLedgerOrder, toOrderRow, toPattern } from './order-row.js';
import type { Executor } from './prepared.js';
import { ALL_STALLS } from './stall-statements.js';

type Changes = 'addOrder' | 'removeOrder' | 'changeOrder';

export function createOrderLedger(db: Executor, does: LedgerStatements, shop: string): OrderLedger {
  return { ...createQueries(db, does), ...createChanges(db, does, shop) };
}

function createQueries(db: Executor, does: LedgerStatements): Omit<OrderLedger, Changes> {
  return {
    order: async (id) => {
      const [row] = await does.findOrder(db, { id });
      return row && toLedgerOrder(row);
    },
    changesFor: (device, after, limit) => does.changesFor(db, { device, after, limit }),
    lastChange: async (device) => {
      const [row] = await does.lastChange(db, { device });
      return row?.changes ?? 0;
    },
    hasOrdered: async (device) => (await does.takenOf(db, { device })).length > 0,
    undecided: async (now, limit) => (await does.undecided(db, { now, limit })).map(toLedgerOrder),
    promisedAt: async (depot, now, limit, variant) => {
      const rows = await does.promisedAt(db, { depot, now, limit, holding: toPattern(variant) });
      return rows.map(toLedgerOrder);
    },
    heldAt: async ({ depot, slot }, limit) =>
      (await does.heldAt(db, { depot, slot, limit })).map(toLedgerOrder),
  };
}

function createChanges(db: Executor, does: LedgerStatements, shop: string): Pick<OrderLedger, Changes> {
  return {
    addOrder: async (order) => {
      await does.raiseChanges(db, { device: order.device });
      await does.addOrder(db, toOrderRow(shop, order));
    },
    removeOrder: async ({ id, rev }) => (await does.removeOrder(db, { id, rev })) > 0,
    changeOrder: async (order) => {
      const { id, rev, device } = order;
      await does.raiseChanges(db, { device });
      const columns = { ...toChangeableColumns(order), id, before: rev - 1, device };
      if ((await does.changeOrder(db, columns)) === 0) return false;
      await does.raiseChanges(db, { device: ALL_STALLS });
      await does.markForStalls(db, { id });
      return true;
    },
  };
}
