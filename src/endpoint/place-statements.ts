/** The ledger's queries over the places in slots: how many are taken, and which are over. */
import { sql } from 'kysely';

import type { Database } from './database.js';
import { prepare, prepareChange } from './prepared.js';

export function placeStatements(db: Database, shop: string) {
  return {
    ...overStatements(db, shop),
    takePlace: prepareChange((place: { depot: string; slot: string; end: number; capacity: number }) =>
      db
        .insertInto('places')
        .values({ shop, depot: place.depot, slot: place.slot, ends: place.end, taken: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['shop', 'depot', 'slot'])
            .doUpdateSet({ taken: sql`places.taken + 1` })
            .where('places.taken', '<', place.capacity),
        ),
    ),
    returnPlace: prepareChange(({ depot, slot }: { depot: string; slot: string }) =>
      db
        .updateTable('places')
        .set((row) => ({ taken: row('taken', '-', 1) }))
        .where('shop', '=', shop)
        .where('depot', '=', depot)
        .where('slot', '=', slot)
        .where('taken', '>', 0),
    ),
    listPlaces: prepare(({ now }: { now: number }) =>
      db
        .selectFrom('places')
        .select(['depot', 'slot', 'taken'])
        .where('shop', '=', shop)
        .where('ends', '>', now)
        .where('taken', '>', 0)
        .orderBy('slot'),
    ),
  };
}

function overStatements(db: Database, shop: string) {
  return {
    placesOver: prepare(({ time, limit }: { time: number; limit: number }) =>
      db
        .selectFrom('places')
        .select(['depot', 'slot'])
        .where('shop', '=', shop)
        .where('ends', '<', time)
        .orderBy('ends')
        .limit(limit),
    ),
    forgetPlace: prepareChange(({ depot, slot }: { depot: string; slot: string }) =>
      db.deleteFrom('places').where('shop', '=', shop).where('depot', '=', depot).where('slot', '=', slot),
    ),
  };
}
