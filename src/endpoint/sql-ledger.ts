/** The ledger over SQL: the port's words for the queries of `ledger-statements.ts`, part by part. */
import { CompiledQuery } from 'kysely';

import type { Attempt, Ledger, LedgerStore } from '../core/intake/ledger.js';
import type { Database } from './database.js';
import { createEraseLedger } from './erase-ledger.js';
import { createIntentLedger } from './intent-ledger.js';
import { createLeaseLedger } from './lease-ledger.js';
import { createLedgerStatements, type LedgerStatements } from './ledger-statements.js';
import { createOrderLedger } from './order-ledger.js';
import { createOwnerLedger } from './owner-ledger.js';
import { createPlaceLedger } from './place-ledger.js';
import { createPointLedger } from './point-ledger.js';
import type { Executor } from './prepared.js';
import { createStallLedger } from './stall-ledger.js';
import { createStockLedger } from './stock-ledger.js';

export function createSqlLedger(db: Database, shop: string): LedgerStore {
  const statements = createLedgerStatements(db, shop);
  return {
    reads: createLedger(db, statements, shop),
    // Its connection is taken once: to be handed it anew for each statement costs more than many of them do.
    transaction: (work) =>
      db
        .transaction()
        .execute((transaction) =>
          transaction
            .getExecutor()
            .provideConnection((connection) => work(createLedger(connection, statements, shop))),
        ),
  };
}

function createLedger(db: Executor, statements: LedgerStatements, shop: string): Ledger {
  return {
    attempt: (work) => attempt(db, work),
    ...createIntentLedger(db, statements, shop),
    ...createOrderLedger(db, statements, shop),
    ...createStallLedger(db, statements),
    ...createStockLedger(db, statements),
    ...createPlaceLedger(db, statements),
    ...createLeaseLedger(db, statements, shop),
    ...createOwnerLedger(db, statements),
    ...createPointLedger(db, statements),
    ...createEraseLedger(db, statements),
  };
}

async function attempt<T>(db: Executor, work: () => Promise<T>): Promise<Attempt<T>> {
  const run = (text: string) => db.executeQuery(CompiledQuery.raw(text));
  await run('savepoint one_intent');
  try {
    const value = await work();
    await run('release savepoint one_intent');
    return { ok: true, value };
  } catch (error) {
    await run('rollback to savepoint one_intent');
    await run('release savepoint one_intent');
    return { ok: false, error };
  }
}
