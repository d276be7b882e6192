import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import LibSql from 'libsql';

import { openDatabase, type Database } from '../../src/endpoint/database.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';

/** The tables of the first step, as they stand in databases that it made. */
const FIRST = `
create table migrations (name text primary key, applied_at text not null);
insert into migrations values ('001-orders', '2026-11-20T09:00:00.000Z');
create table intents (shop text not null, id text not null, hash text not null, device text not null,
  seq bigint not null, type text not null, order_id text not null, forked integer not null, jws text not null,
  received_at text not null, primary key (shop, id));
create table orders (shop text not null, id text not null, hash text not null, device text not null,
  claim text not null, forked integer not null, state text not null, payment text not null, rev integer not null,
  amount bigint not null, lines text not null, deposits bigint not null, differs integer not null,
  depot text not null, slot text not null, held text not null, contact text, reason text, until text,
  placed_at text not null, received_at text not null, change integer not null, primary key (shop, id));
create table stock (shop text not null, variant text not null, depot text not null, quantity bigint not null,
  primary key (shop, variant, depot));
create table contacts (shop text not null, hash text not null, jwe text not null, received_at text not null,
  primary key (shop, hash));
create table places (shop text not null, depot text not null, slot text not null, ends bigint not null,
  taken integer not null, primary key (shop, depot, slot));
`;

async function withFirst(rows: string, work: (database: Database) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'punnet-'));
  const file = join(dir, 'punnet.db');
  const first = new LibSql(file);
  first.exec(FIRST + rows);
  first.close();
  const database = await openDatabase(file);
  try {
    await work(database);
  } finally {
    await database.destroy();
    await rm(dir, { recursive: true });
  }
}

function order(id: string, state: string, held: object): string {
  const columns = `'s', '${id}', 'h', 'd', 'c', 0, '${state}', 'at_pickup', 1, 900, '[]', 0, 0, 'station', 'station/1'`;
  return `insert into orders values (${columns}, '${JSON.stringify(held)}', null, null, null, 'p', 'r', 1);`;
}

describe('a database of an earlier version', () => {
  it('goes on with what its orders hold, and counts it beside the pool', () => {
    const rows = [
      "insert into stock values ('s', 'oats', 'station', 7);",
      "insert into intents values ('s', 'i', 'h', 'd', 0, 'order.place', 'one', 0, 'a.b.c', 'r');",
      order('one', 'confirmed', { stock: [{ variant: 'oats', quantity: 2 }], place: true }),
      order('two', 'confirmed', { stock: [{ variant: 'oats', quantity: 1 }], place: true }),
      order('three', 'cancelled', { stock: [], place: false }),
    ];
    return withFirst(rows.join('\n'), async (database) => {
      const { transaction } = createSqlLedger(database, 's');
      await transaction(async (ledger) => {
        const held = await Promise.all(['one', 'three'].map(async (id) => (await ledger.order(id))?.held));
        assert.deepEqual(held, [
          {
            stock: [{ variant: 'oats', depot: 'station', quantity: 2 }],
            places: [{ depot: 'station', slot: 'station/1' }],
          },
          { stock: [], places: [] },
        ]);
        const count = await ledger.stockCount({ variant: 'oats', depot: 'station' });
        assert.deepEqual([count?.pool, count?.sold, count?.leased, count?.owed], [7, 3, 0, 0]);
        assert.equal((await ledger.intent('i'))?.refused, undefined);
        assert.equal((await ledger.order('one'))?.discount, 0);
        assert.deepEqual(
          [(await ledger.order('one'))?.points, await ledger.points('d')],
          [undefined, undefined],
        );
        assert.equal(await ledger.pendingPoints('d', 100), 0);
      });
    });
  });
});
