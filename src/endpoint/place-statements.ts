/** The ledger's queries over the places in slots: how many are taken, and which are over. */
import { sql } from 'kysely';

import type { Database } from './database.js';
import { prepare, prepareChange } from './prepared.js';

type Place = { depot: string; slot: string };

export function placeStatements(db: Database, shop: string) {
  return {
    ...overStatements(db, shop),
    ...countingStatements(db, shop),
    findPlace: prepare(({ depot, slot }: Place) =>
      db
        .selectFrom('places')
        .select('taken')
        .where('shop', '=', shop)
        .where('depot', '=', depot)
        .where('slot', '=', slot),
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

function countingStatements(db: Database, shop: string) {
  return {
    takePlace: prepareChange((place: Place & { end: number; places: number; most: number }) =>
      db
        .insertInto('places')
        .values({ shop, depot: place.depot, slot: place.slot, ends: place.end, taken: place.places })
        .onConflict((conflict) =>
          conflict
            .columns(['shop', 'depot', 'slot'])
            .doUpdateSet({ taken: sql`places.taken + excluded.taken` })
            .where('places.taken', '<=', place.most),
        ),
    ),
    returnPlace: prepareChange((place: Place & { places: number }) =>
      db
        .updateTable('places')
        .set({ taken: sql`case when taken > ${place.places} then taken - ${place.places} else 0 end` })
        .where('shop', '=', shop)
        .where('depot', '=', place.depot)
        .where('slot', '=', place.slot)
        .where('taken', '>', 0),
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
    forgetPlace: prepareChange(({ depot, slot }: Place) =>
      db.deleteFrom('places').where('shop', '=', shop).where('depot', '=', depot).where('slot', '=', slot),
    ),
  };
}
