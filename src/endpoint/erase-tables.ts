/** The step that lets an endpoint forget: which devices are to be forgotten, and which contacts are old. */
import { sql, type Kysely } from 'kysely';

import type { Tables } from './tables.js';

export async function addForgotten(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('forgotten')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('forgotten_key', ['shop', 'device'] as never[])
    .execute();
  await db.schema.createIndex('contacts_by_age').on('contacts').columns(['shop', 'received_at']).execute();
  await sql`create index orders_by_contact on orders (shop, contact) where contact is not null`.execute(db);
}
