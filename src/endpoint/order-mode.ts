/**
 * Whether an order is a real one or of a rehearsal: its intent says so, which is kept as it was signed, or the receipt that
 * it came by, whose word is kept with it.
 */
import type { Kysely } from 'kysely';

import { parseJws, readJsonPart } from '../crypto/jws.js';
import type { Database } from './database.js';
import type { Tables } from './tables.js';

/** As an order is kept, beside its intent where that has come. */
export interface KeptMode {
  readonly mode: string | null;
  readonly jws: string | null;
}

/** Undefined of what came by its receipt before that word was kept. */
export function modeOf({ mode, jws }: KeptMode): unknown {
  if (jws === null) return mode ?? undefined;
  // What an intent was verified by when it came needs no second look.
  const parsed = parseJws(jws);
  return parsed && (readJsonPart(parsed.payload) as { readonly mode?: unknown } | undefined)?.mode;
}

/** The shop's orders, each with what says its mode. */
export function selectWithMode(database: Database, shop: string) {
  return database
    .selectFrom('orders')
    .leftJoin('intents', (join) =>
      join.onRef('intents.shop', '=', 'orders.shop').onRef('intents.id', '=', 'orders.id'),
    )
    .select(['orders.id', 'orders.mode', 'intents.jws'])
    .where('orders.shop', '=', shop);
}

/** The step that keeps what a receipt says of it. */
export async function addModes(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable('orders').addColumn('mode', 'text').execute();
}
