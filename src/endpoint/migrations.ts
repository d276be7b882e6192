/**
 * Brings a database's tables forward, one named step after the other, each in its
 * own transaction. Steps are never edited once released, only added; there is no
 * way back.
 */
import { sql, type Kysely } from 'kysely';

import { addCauses } from './cause-tables.js';
import { addMeasures, addUneven } from './measure-tables.js';
import { addForgotten } from './erase-tables.js';
import { addModes } from './order-mode.js';
import { addPoints, addReleasedPoints } from './point-tables.js';
import type { Tables } from './tables.js';

interface Migration {
  readonly name: string;
  up(db: Kysely<Tables>): Promise<void>;
}

const MIGRATIONS: readonly Migration[] = [
  { name: '001-orders', up: createOrderTables },
  { name: '002-promises', up: addPromises },
  { name: '003-collections', up: addCollections },
  { name: '004-accepted', up: addAccepted },
  { name: '005-points', up: addPoints },
  { name: '006-stall', up: addStallChanges },
  { name: '007-released-points', up: addReleasedPoints },
  { name: '008-used-codes', up: addUsedCodes },
  { name: '009-measures', up: addMeasures },
  { name: '010-forgotten', up: addForgotten },
  { name: '011-causes', up: addCauses },
  { name: '012-uneven', up: addUneven },
  { name: '013-modes', up: addModes },
];

/** Two processes may start at once: each step looks for its own mark inside its transaction. */
export async function migrate(db: Kysely<Tables>, now: () => number): Promise<void> {
  await db.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .execute();
  for (const { name, up } of MIGRATIONS) {
    await db.transaction().execute(async (step) => {
      const done = await step.selectFrom('migrations').select('name').where('name', '=', name).execute();
      if (done.length > 0) return;
      await up(step);
      const row = { name, applied_at: new Date(now()).toISOString() };
      await step.insertInto('migrations').values(row).execute();
    });
  }
  await refuseNewer(db);
}

async function refuseNewer(db: Kysely<Tables>): Promise<void> {
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  for (const { name } of await db.selectFrom('migrations').select('name').execute()) {
    if (!known.has(name)) throw new Error(`the database was written by a newer punnet (it has step ${name})`);
  }
}

async function createOrderTables(db: Kysely<Tables>): Promise<void> {
  await createTables(db, ORDER_TABLES);
  await db.schema
    .createIndex('orders_by_change')
    .on('orders')
    .columns(['shop', 'device', 'change'])
    .execute();
  await sql`create index orders_undecided on orders (shop, until) where until is not null`.execute(db);
  await db.schema.createIndex('places_by_end').on('places').columns(['shop', 'ends']).execute();
}

/** Codes that were used before are gone: their devices are known, and nobody can use them again. */
async function addUsedCodes(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable('enrol_codes').addColumn('device', 'text').execute();
}

async function createTables(db: Kysely<Tables>, tables: Readonly<Record<string, Columns>>): Promise<void> {
  for (const [table, columns] of Object.entries(tables)) {
    let create = db.schema.createTable(table);
    for (const [name, type] of Object.entries(columns.types)) {
      create = create.addColumn(name, type, (column) =>
        columns.nullable?.includes(name) ? column : column.notNull(),
      );
    }
    await create.addPrimaryKeyConstraint(`${table}_key`, ['shop', ...columns.key] as never[]).execute();
  }
}

interface HeldBefore {
  readonly stock: readonly { readonly variant: string; readonly quantity: number }[];
  readonly place: boolean;
}

/** Leases and disputes: what orders hold names its places, and what is promised is counted beside the pool. */
async function addPromises(db: Kysely<Tables>): Promise<void> {
  for (const name of ['leased', 'sold', 'owed', 'buffer'] as const)
    await db.schema
      .alterTable('stock')
      .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  await db.schema
    .alterTable('orders')
    .addColumn('discount', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('orders').addColumn('alternates', 'text').execute();
  await db.schema.alterTable('intents').addColumn('refused', 'text').execute();
  await createTables(db, PROMISE_TABLES);
  await sql`create index leases_overdue on leases (shop, reclaim_at) where open = 1`.execute(db);
  await sql`create index leases_by_address on leases (shop, address) where open = 1`.execute(db);
  await db.schema.createIndex('orders_by_place').on('orders').columns(['shop', 'depot', 'slot']).execute();
  const orders = db.selectFrom('orders').select(['shop', 'id', 'depot', 'slot', 'held']);
  for (const order of await orders.where('held', '<>', '{"stock":[],"place":false}').execute())
    await renewHeld(db, order);
  const held = JSON.stringify({ stock: [], places: [] });
  await db.updateTable('orders').set({ held }).where('held', '=', '{"stock":[],"place":false}').execute();
}

/** What was promised while stock was counted stays known when it is counted no more. */
async function addCollections(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('stock')
    .addColumn('ended', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

/** What was agreed to is told apart from what it costs. Of earlier orders that were asked about, it is not known: as much as they cost. */
async function addAccepted(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('orders')
    .addColumn('accepted', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db
    .updateTable('orders')
    .set((row) => ({ accepted: row.ref('amount') }))
    .execute();
}

/** What changed is told to every stall, with who handed it over. */
async function addStallChanges(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable('orders').addColumn('stall_change', 'integer').execute();
  await sql`create index orders_by_stall_change on orders (shop, stall_change) where stall_change is not null`.execute(
    db,
  );
  await sql`create index intents_collecting on intents (shop, order_id) where type = 'receipt.collect'`.execute(
    db,
  );
}

async function renewHeld(
  db: Kysely<Tables>,
  { shop, id, depot, slot, held }: Pick<Tables['orders'], 'shop' | 'id' | 'depot' | 'slot' | 'held'>,
): Promise<void> {
  const before = JSON.parse(held) as HeldBefore;
  const stock = before.stock.map(({ variant, quantity }) => ({ variant, depot, quantity }));
  const renewed = JSON.stringify({ stock, places: before.place ? [{ depot, slot }] : [] });
  await db
    .updateTable('orders')
    .set({ held: renewed })
    .where('shop', '=', shop)
    .where('id', '=', id)
    .execute();
  for (const { variant, quantity } of before.stock)
    await db
      .updateTable('stock')
      .set((row) => ({ sold: row('sold', '+', quantity) }))
      .where('shop', '=', shop)
      .where('variant', '=', variant)
      .where('depot', '=', depot)
      .execute();
}

interface Columns {
  readonly types: Readonly<Record<string, 'text' | 'integer' | 'bigint'>>;
  /** After `shop`. */
  readonly key: readonly string[];
  readonly nullable?: readonly string[];
}

const ORDER_TABLES: Readonly<Record<string, Columns>> = {
  intents: {
    types: {
      shop: 'text',
      id: 'text',
      hash: 'text',
      device: 'text',
      seq: 'bigint',
      type: 'text',
      order_id: 'text',
      forked: 'integer',
      jws: 'text',
      received_at: 'text',
    },
    key: ['id'],
  },
  orders: {
    types: {
      shop: 'text',
      id: 'text',
      hash: 'text',
      device: 'text',
      claim: 'text',
      forked: 'integer',
      state: 'text',
      payment: 'text',
      rev: 'integer',
      amount: 'bigint',
      lines: 'text',
      deposits: 'bigint',
      differs: 'integer',
      depot: 'text',
      slot: 'text',
      held: 'text',
      contact: 'text',
      reason: 'text',
      until: 'text',
      placed_at: 'text',
      received_at: 'text',
      change: 'integer',
    },
    key: ['id'],
    nullable: ['contact', 'reason', 'until'],
  },
  devices: { types: { shop: 'text', device: 'text', changes: 'integer' }, key: ['device'] },
  device_numbers: {
    types: { shop: 'text', device: 'text', seq: 'bigint', intent: 'text' },
    key: ['device', 'seq'],
  },
  stock: {
    types: { shop: 'text', variant: 'text', depot: 'text', quantity: 'bigint' },
    key: ['variant', 'depot'],
  },
  places: {
    types: { shop: 'text', depot: 'text', slot: 'text', ends: 'bigint', taken: 'integer' },
    key: ['depot', 'slot'],
  },
  contacts: { types: { shop: 'text', hash: 'text', jwe: 'text', received_at: 'text' }, key: ['hash'] },
  catalogs: {
    types: { shop: 'text', version: 'text', hash: 'text', source: 'text', received_at: 'text' },
    key: ['version'],
  },
};

const PROMISE_TABLES: Readonly<Record<string, Columns>> = {
  depots: {
    types: { shop: 'text', id: 'text', status: 'text', reason: 'text' },
    key: ['id'],
    nullable: ['reason'],
  },
  device_rights: {
    types: { shop: 'text', device: 'text', class: 'text', manual: 'integer' },
    key: ['device'],
  },
  enrol_codes: {
    types: { shop: 'text', hash: 'text', class: 'text', manual: 'integer', until: 'text' },
    key: ['hash'],
  },
  leases: {
    types: {
      shop: 'text',
      device: 'text',
      key: 'text',
      items: 'text',
      ttl_ms: 'bigint',
      margin_ms: 'bigint',
      grace_ms: 'bigint',
      reclaim_at: 'bigint',
      open: 'integer',
      address: 'text',
      rev: 'integer',
    },
    key: ['device'],
    nullable: ['grace_ms', 'reclaim_at', 'address'],
  },
};
