/** The steps that give every device an account of points, and say of each order what it has to do with it. */
import { sql, type Kysely } from 'kysely';

import type { Tables } from './tables.js';

const PARTS = ['balance', 'leased', 'held', 'spent', 'owed', 'earned'] as const;

/** Orders that were there before earn none: the shop gave none when they were placed. */
export async function addPoints(db: Kysely<Tables>): Promise<void> {
  let create = db.schema
    .createTable('points')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('device', 'text', (column) => column.notNull());
  for (const part of PARTS) create = create.addColumn(part, 'bigint', (column) => column.notNull());
  await create.addPrimaryKeyConstraint('points_key', ['shop', 'device'] as never[]).execute();
  for (const name of ['point_rate', 'redeemed', 'redeemed_off'] as const)
    await db.schema
      .alterTable('orders')
      .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  await db.schema.alterTable('orders').addColumn('earned', 'bigint').execute();
  await sql`create index orders_unsettled on orders (shop, device) where point_rate > 0 and earned is null`.execute(
    db,
  );
}

/** What an order had redeemed before it came to nothing. */
export async function addReleasedPoints(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('orders')
    .addColumn('released', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
}
