/** The step that keeps what was in an order's way first, beside why it is as it is now. */
import { sql, type Kysely } from 'kysely';

import type { Tables } from './tables.js';

/** Of orders that were there before, what is known is why they are as they are. */
export async function addCauses(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable('orders').addColumn('cause', 'text').execute();
  await sql`update orders set cause = case
    when state = 'repriced' then 'price-changed'
    when json_extract(reason, '$.code') <> 'returned' then json_extract(reason, '$.code') end`.execute(db);
}
