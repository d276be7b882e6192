/** The ledger of the places of slots, over SQL. */
import type { PlaceLedger } from '../core/intake/place-ledger.js';
import type { LedgerStatements } from './ledger-statements.js';
import type { Executor } from './prepared.js';

export function createPlaceLedger(db: Executor, does: LedgerStatements): PlaceLedger {
  return {
    takePlace: async ({ depot, slot }, end, capacity, places) => {
      const most = capacity - places;
      if (most < 0) return 'full';
      const taken = await does.takePlace(db, { depot, slot, end, places, most });
      return taken > 0 ? 'taken' : 'full';
    },
    returnPlace: async ({ depot, slot }, places) => {
      await does.returnPlace(db, { depot, slot, places });
    },
    takenAt: async ({ depot, slot }) => (await does.findPlace(db, { depot, slot }))[0]?.taken ?? 0,
    placesOver: (time, limit) => does.placesOver(db, { time, limit }),
    forgetPlace: async ({ depot, slot }) => {
      await does.forgetPlace(db, { depot, slot });
    },
    placesTaken: (now) => does.listPlaces(db, { now }),
  };
}
