/**
 * The ledger's queries for one shop: each step is one statement with its condition
 * in it, so that it holds on any engine whatever other transactions do meanwhile.
 */
import { sql } from 'kysely';

import type { Database } from './database.js';
import { orderChanges, orderQueries } from './order-statements.js';
import { prepare, prepareChange } from './prepared.js';
import type { IntentRow } from './tables.js';

interface StockKey {
  readonly [column: string]: unknown;
  readonly variant: string;
  readonly depot: string;
}
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
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    keepContact: prepareChange(({ hash, jwe, at }: { hash: string; jwe: string; at: string }) =>
      db
        .insertInto('contacts')
        .values({ shop, hash, jwe, received_at: at })
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

function stockStatements(db: Database, shop: string) {
  return {
    takeStock: prepareChange(({ variant, depot, quantity }: StockKey & { quantity: number }) =>
      db
        .updateTable('stock')
        .set((row) => ({ quantity: row('quantity', '-', quantity) }))
        .where('shop', '=', shop)
        .where('variant', '=', variant)
        .where('depot', '=', depot)
        .where('quantity', '>=', quantity),
    ),
    returnStock: returnStock(db, shop),
    listStock: prepare(() =>
      db
        .selectFrom('stock')
        .select(['variant', 'depot', 'quantity'])
        .where('shop', '=', shop)
        .orderBy('variant')
        .orderBy('depot'),
    ),
  };
}

function returnStock(db: Database, shop: string) {
  return prepareChange(({ variant, depot, quantity }: StockKey & { quantity: number }) =>
    db
      .updateTable('stock')
      .set((row) => ({ quantity: row('quantity', '+', quantity) }))
      .where('shop', '=', shop)
      .where('variant', '=', variant)
      .where('depot', '=', depot),
  );
}

function placeStatements(db: Database, shop: string) {
  return {
    takePlace: prepareChange((place: { depot: string; slot: string; end: number; capacity: number }) =>
      db
        .insertInto('places')
        .values({ shop, depot: place.depot, slot: place.slot, ends: place.end, taken: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['shop', 'depot', 'slot'])
            .doUpdateSet({ taken: sql`places.taken + 1` })
            .where('places.taken', '<', place.capacity),
        ),
    ),
    returnPlace: prepareChange(({ depot, slot }: { depot: string; slot: string }) =>
      db
        .updateTable('places')
        .set((row) => ({ taken: row('taken', '-', 1) }))
        .where('shop', '=', shop)
        .where('depot', '=', depot)
        .where('slot', '=', slot)
        .where('taken', '>', 0),
    ),
    listPlaces: prepare(({ now }: { now: number }) =>
      db
        .selectFrom('places')
        .select(['depot', 'slot', 'taken'])
        .where('shop', '=', shop)
        .where('ends', '>', now)
        .where('taken', '>', 0)
        .orderBy('slot'),
    ),
  };
}
