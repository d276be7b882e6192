/**
 * The ledger's queries over what there is to sell: each step is one statement with its
 * condition in it, so that no number falls below zero whatever happens meanwhile.
 */
import { sql } from 'kysely';

import type { Database } from './database.js';
import { prepare, prepareChange } from './prepared.js';

export interface StockKey {
  readonly [column: string]: unknown;
  readonly variant: string;
  readonly depot: string;
}

export interface StockMoved extends StockKey {
  readonly quantity: number;
}

/** The row of a count, to be changed. */
function rowOf(db: Database, shop: string) {
  return ({ variant, depot }: StockKey) =>
    db
      .updateTable('stock')
      .where('shop', '=', shop)
      .where('variant', '=', variant)
      .where('depot', '=', depot);
}

export function stockStatements(db: Database, shop: string) {
  const row = rowOf(db, shop);
  return {
    sellStock: prepareChange((move: StockMoved) =>
      row(move)
        .set((old) => ({
          quantity: old('quantity', '-', move.quantity),
          sold: old('sold', '+', move.quantity),
        }))
        .where(sql<number>`quantity - buffer`, '>=', move.quantity),
    ),
    returnStock: prepareChange((move: StockMoved) =>
      row(move)
        .set((old) => ({ sold: old('sold', '-', move.quantity), ...comeBack(move.quantity) }))
        .where('sold', '>=', move.quantity),
    ),
    handOverStock: prepareChange((move: StockMoved) =>
      row(move)
        .set((old) => ({ sold: old('sold', '-', move.quantity) }))
        .where('sold', '>=', move.quantity),
    ),
    handOverUnsoldStock: prepareChange((move: StockMoved) =>
      row(move)
        .set((old) => ({ quantity: old('quantity', '-', move.quantity) }))
        .where('quantity', '>=', move.quantity),
    ),
    ...leasedStatements(row),
    ...countStatements(db, shop),
  };
}

type Row = ReturnType<typeof rowOf>;

/** Into a lease, back, and out of it into an order. */
function leasedStatements(row: Row) {
  return {
    leaseStock: prepareChange((move: StockMoved) =>
      row(move)
        .set((old) => ({
          quantity: old('quantity', '-', move.quantity),
          leased: old('leased', '+', move.quantity),
        }))
        .where(sql<number>`quantity - buffer`, '>=', move.quantity),
    ),
    unleaseStock: prepareChange((move: StockMoved) =>
      row(move)
        .set((old) => ({ leased: old('leased', '-', move.quantity), ...comeBack(move.quantity) }))
        .where('leased', '>=', move.quantity),
    ),
    sellLeasedStock: prepareChange((move: StockMoved) =>
      row(move)
        .set((old) => ({ leased: old('leased', '-', move.quantity), sold: old('sold', '+', move.quantity) }))
        .where('leased', '>=', move.quantity),
    ),
  };
}

/** What comes back makes good first what is owed, and makes no pool where none is counted. All read the row as it was. */
function comeBack(quantity: number) {
  return {
    quantity: sql<number>`quantity + case when ended = 1 then 0 when owed >= ${quantity} then 0 else ${quantity} - owed end`,
    owed: sql<number>`case when owed >= ${quantity} then owed - ${quantity} else 0 end`,
  };
}

/** The figures that a new count is made from: if one of them has changed, it has to be made anew. */
export interface CountColumns extends StockKey {
  readonly pool: number;
  readonly leased: number;
  readonly sold: number;
  readonly owed: number;
  readonly wasPool: number;
  readonly wasOwed: number;
  readonly buffer: number;
  readonly ended: number;
}

function countStatements(db: Database, shop: string) {
  return {
    findStock: prepare(({ variant, depot }: StockKey) =>
      db
        .selectFrom('stock')
        .selectAll()
        .where('shop', '=', shop)
        .where('variant', '=', variant)
        .where('depot', '=', depot),
    ),
    addStock: prepareChange(({ variant, depot, pool, buffer }: CountColumns) =>
      db
        .insertInto('stock')
        .values({ shop, variant, depot, quantity: pool, leased: 0, sold: 0, owed: 0, buffer, ended: 0 })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    recountStock: recountStock(db, shop),
    listStock: prepare(() =>
      db
        .selectFrom('stock')
        .select(['variant', 'depot', 'quantity', 'buffer', 'ended'])
        .where('shop', '=', shop)
        .orderBy('variant')
        .orderBy('depot'),
    ),
  };
}

function recountStock(db: Database, shop: string) {
  return prepareChange((count: CountColumns) =>
    db
      .updateTable('stock')
      .set({ quantity: count.pool, owed: count.owed, buffer: count.buffer, ended: count.ended })
      .where('shop', '=', shop)
      .where('variant', '=', count.variant)
      .where('depot', '=', count.depot)
      .where('quantity', '=', count.wasPool)
      .where('leased', '=', count.leased)
      .where('sold', '=', count.sold)
      .where('owed', '=', count.wasOwed),
  );
}
