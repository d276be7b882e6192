/** Whether an order is a real one or of a rehearsal: its intent says so, which is kept as it was signed. */
import { parseJws, readJsonPart } from '../crypto/jws.js';
import type { Database } from './database.js';

/** What an intent was verified by when it came needs no second look. */
export function modeOf(jws: string): unknown {
  const parsed = parseJws(jws);
  return parsed && (readJsonPart(parsed.payload) as { readonly mode?: unknown } | undefined)?.mode;
}

export async function readModeOf(database: Database, shop: string, order: string): Promise<unknown> {
  const row = await database
    .selectFrom('intents')
    .select('jws')
    .where('shop', '=', shop)
    .where('id', '=', order)
    .executeTakeFirst();
  return row && modeOf(row.jws);
}
