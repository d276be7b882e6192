/**
 * The queries over what stalls are told. Orders that changed are counted for the whole shop, not those that were placed:
 * the count is one row that writers wait for, and most orders are placed and change once.
 */
import { sql } from 'kysely';

import type { Database } from './database.js';
import { ordersWithPlaces } from './order-statements.js';
import { prepare, prepareChange } from './prepared.js';

/** Stands among the devices, whose names are all longer. */
export const ALL_STALLS = 'stalls';

export function stallStatements(db: Database, shop: string) {
  return {
    /** After the order's own change, in its transaction: numbers are seen in their order. */
    markForStalls: prepareChange(({ id }: { id: string }) =>
      db
        .updateTable('orders')
        .set({
          stall_change: db
            .selectFrom('devices')
            .select('changes')
            .where('shop', '=', shop)
            .where('device', '=', ALL_STALLS)
            .$asScalar(),
        })
        .where('shop', '=', shop)
        .where('id', '=', id),
    ),
    firstStallChange: prepare(({ since }: { since: string }) =>
      db
        .selectFrom('orders')
        .select('stall_change')
        .where('shop', '=', shop)
        .where('stall_change', 'is not', null)
        .where('received_at', '>=', since)
        .orderBy('stall_change')
        .limit(1),
    ),
    dueAt: dueAt(db, shop),
    stallChanges: stallChanges(db, shop),
  };
}

function stallChanges(db: Database, shop: string) {
  return prepare(({ after, limit }: { after: number; limit: number }) =>
    db
      .selectFrom('orders')
      .selectAll('orders')
      .select((row) =>
        row
          .selectFrom('intents')
          .select('jws')
          .whereRef('intents.shop', '=', 'orders.shop')
          .whereRef('intents.order_id', '=', 'orders.id')
          .where(sql<boolean>`intents.type = 'receipt.collect'`)
          .where('intents.refused', 'is', null)
          .limit(1)
          .as('collected_jws'),
      )
      .where('orders.shop', '=', shop)
      .where('stall_change', '>', after)
      .orderBy('stall_change')
      .limit(limit),
  );
}

export interface DueAt {
  readonly [column: string]: unknown;
  readonly depot: string;
  readonly since: number;
  readonly now: number;
  readonly limit: number;
}

/** A stall serves those who come first: a slot's name sorts as its start does, up to an hour that a clock is set back. */
function dueAt(db: Database, shop: string) {
  return prepare(({ depot, since, now, limit }: DueAt) =>
    ordersWithPlaces(db, shop, depot, since)
      .orderBy(sql`case when places.ends > ${now} then 0 else 1 end`)
      .orderBy('orders.slot')
      .orderBy('orders.id')
      .limit(limit),
  );
}
