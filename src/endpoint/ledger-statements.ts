/**
 * The ledger's queries for one shop: each step is one statement with its condition
 * in it, so that it holds on any engine whatever other transactions do meanwhile.
 */
import { sql } from 'kysely';

import type { Database } from './database.js';
import { eraseStatements } from './erase-statements.js';
import { orderChanges, orderQueries } from './order-statements.js';
import { leaseStatements } from './lease-statements.js';
import { ownerStatements } from './owner-statements.js';
import { prepare, prepareChange } from './prepared.js';
import { pointStatements } from './point-statements.js';
import { placeStatements } from './place-statements.js';
import { stallStatements } from './stall-statements.js';
import { stockStatements } from './stock-statements.js';
import type { IntentRow } from './tables.js';

type Columns<T> = { readonly [K in keyof T]: T[K] };

export type LedgerStatements = ReturnType<typeof createLedgerStatements>;

export function createLedgerStatements(db: Database, shop: string) {
  return {
    ...intentStatements(db, shop),
    ...deviceStatements(db, shop),
    ...orderQueries(db, shop),
    ...orderChanges(db, shop),
    ...stockStatements(db, shop),
    ...placeStatements(db, shop),
    ...leaseStatements(db, shop),
    ...ownerStatements(db, shop),
    points: pointStatements(db, shop),
    erase: eraseStatements(db, shop),
    ...stallStatements(db, shop),
  };
}

function intentStatements(db: Database, shop: string) {
  return {
    findIntent: prepare(({ id }: { id: string }) =>
      db.selectFrom('intents').selectAll().where('shop', '=', shop).where('id', '=', id),
    ),
    addIntent: prepareChange((row: Columns<Omit<IntentRow, 'shop'>>) =>
      db
        .insertInto('intents')
        .values({
          shop,
          id: row.id,
          hash: row.hash,
          device: row.device,
          seq: row.seq,
          type: row.type,
          order_id: row.order_id,
          forked: row.forked,
          jws: row.jws,
          received_at: row.received_at,
          refused: row.refused,
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
  };
}

function deviceStatements(db: Database, shop: string) {
  return {
    useNumber: prepareChange(({ device, seq, intent }: { device: string; seq: number; intent: string }) =>
      db
        .insertInto('device_numbers')
        .values({ shop, device, seq, intent })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    findNumber: prepare(({ device, seq }: { device: string; seq: number }) =>
      db
        .selectFrom('device_numbers')
        .select('intent')
        .where('shop', '=', shop)
        .where('device', '=', device)
        .where('seq', '=', seq),
    ),
    raiseChanges: prepareChange(({ device }: { device: string }) =>
      db
        .insertInto('devices')
        .values({ shop, device, changes: 1 })
        .onConflict((conflict) =>
          conflict.columns(['shop', 'device']).doUpdateSet({ changes: sql`devices.changes + 1` }),
        ),
    ),
    lastChange: prepare(({ device }: { device: string }) =>
      db.selectFrom('devices').select('changes').where('shop', '=', shop).where('device', '=', device),
    ),
  };
}
