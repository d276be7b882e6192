/**
 * What an endpoint's folder holds, read by its own ledger out of a copy: whoever opens the database itself would put in
 * order what the endpoint has to find as the kill left it.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';

import type { KnownIntent } from '../../../src/core/intake/intent-ledger.js';
import type { LedgerLease } from '../../../src/core/intake/lease-ledger.js';
import type { LedgerOrder } from '../../../src/core/intake/order-ledger.js';
import type { PointCount } from '../../../src/core/intake/point-ledger.js';
import type { StockCount } from '../../../src/core/intake/stock-ledger.js';
import { openDatabase, type Database } from '../../../src/endpoint/database.js';
import { toKnownIntent } from '../../../src/endpoint/intent-row.js';
import { toLedgerLease } from '../../../src/endpoint/lease-row.js';
import { toLedgerOrder } from '../../../src/endpoint/order-row.js';
import { createSqlLedger } from '../../../src/endpoint/sql-ledger.js';
import type { Counts } from '../../simulation/audit.js';

export interface KeptBooks extends Counts {
  readonly orders: ReadonlyMap<string, { readonly order: LedgerOrder }>;
  readonly leases: ReadonlyMap<string, LedgerLease>;
  /** All that was taken in, in the order in which it came. */
  readonly intents: readonly KnownIntent[];
  /** The intents that placed orders, as they were received, by id. */
  readonly placed: ReadonlyMap<string, string>;
  /** Of points, by device. */
  readonly accounts: ReadonlyMap<string, PointCount>;
  /** What SQLite finds wrong with its file. */
  readonly faults: readonly string[];
}

/**
 * Of an endpoint that does not run.
 *
 * @param counted by `variant depot`
 */
export async function readBooks(data: string, shop: string, counted: Iterable<string>): Promise<KeptBooks> {
  const dir = await mkdtemp(join(tmpdir(), 'punnet-books-'));
  try {
    await copyFile(join(data, 'punnet.db'), join(dir, 'punnet.db'));
    // After a clean stop there is none.
    await copyFile(join(data, 'punnet.db-wal'), join(dir, 'punnet.db-wal')).catch(() => undefined);
    const database = await openDatabase(join(dir, 'punnet.db'));
    try {
      return await readDatabase(database, shop, counted);
    } finally {
      await database.destroy();
    }
  } finally {
    await rm(dir, { recursive: true });
  }
}

export async function readDatabase(
  database: Database,
  shop: string,
  counted: Iterable<string>,
): Promise<KeptBooks> {
  const orders = await database.selectFrom('orders').selectAll().execute();
  const leases = await database.selectFrom('leases').selectAll().execute();
  const places = await database.selectFrom('places').selectAll().execute();
  const counts = await readCounts(database, shop, counted);
  const intents = await database
    .selectFrom('intents')
    .selectAll()
    .orderBy(sql`rowid`)
    .execute();
  const checked = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database);
  const taken = new Map(places.map((row) => [`${row.depot} ${row.slot}`, Number(row.taken)]));
  return {
    orders: new Map(orders.map((row) => [row.id, { order: toLedgerOrder(row) }])),
    intents: intents.map(toKnownIntent),
    placed: new Map(intents.filter(({ type }) => type === 'order.place').map(({ id, jws }) => [id, jws])),
    accounts: await readAccounts(database, shop),
    leases: new Map<string, LedgerLease>(leases.map((row) => [row.device, toLedgerLease(row)])),
    countOf: (name) => counts.get(name),
    takenOf: (place) => taken.get(place) ?? 0,
    faults: checked.rows.map((row) => row.integrity_check).filter((words) => words !== 'ok'),
  };
}

function readCounts(
  database: Database,
  shop: string,
  counted: Iterable<string>,
): Promise<ReadonlyMap<string, StockCount>> {
  return createSqlLedger(database, shop).transaction(async (ledger) => {
    const counts = new Map<string, StockCount>();
    for (const name of counted) {
      const [variant = '', depot = ''] = name.split(' ');
      const count = await ledger.stockCount({ variant, depot });
      if (count) counts.set(name, count);
    }
    return counts;
  });
}

async function readAccounts(database: Database, shop: string): Promise<ReadonlyMap<string, PointCount>> {
  const devices = await database.selectFrom('points').select('device').execute();
  return createSqlLedger(database, shop).transaction(async (ledger) => {
    const accounts = new Map<string, PointCount>();
    for (const { device } of devices) {
      const count = await ledger.points(device);
      if (count) accounts.set(device, count);
    }
    return accounts;
  });
}
