/** The places of slots, of a ledger in memory. */
import type { PlaceKey, PlaceLedger } from '../../src/core/intake/place-ledger.js';
import { matching } from './matching.js';
import type { UndoLog } from './undo-log.js';

interface Place extends PlaceKey {
  readonly end: number;
  readonly taken: number;
}

export class MemoryPlaces {
  readonly #places = new Map<string, Place>();
  readonly #undo: UndoLog;

  constructor(undo: UndoLog) {
    this.#undo = undo;
  }

  /** @param place `depot slot` */
  takenOf(place: string): number {
    return this.#places.get(place)?.taken ?? 0;
  }

  endOf(place: PlaceKey): number {
    return this.#places.get(toPlaceName(place))?.end ?? 0;
  }

  rows(): PlaceLedger {
    return {
      takePlace: async (place, end, capacity, places) => {
        const key = toPlaceName(place);
        const taken = this.takenOf(key);
        if (taken + places > capacity) return 'full';
        this.#undo.set(this.#places, key, { ...place, end, taken: taken + places });
        return 'taken';
      },
      returnPlace: async (place, places) => {
        const key = toPlaceName(place);
        const known = this.#places.get(key);
        if (known) this.#undo.set(this.#places, key, { ...known, taken: Math.max(0, known.taken - places) });
      },
      takenAt: async (place) => this.takenOf(toPlaceName(place)),
      placesOver: async (time, limit) =>
        matching(this.#places.values(), ({ end }) => end < time)
          .sort((a, b) => a.end - b.end)
          .slice(0, limit)
          .map(({ depot, slot }) => ({ depot, slot })),
      forgetPlace: async (place) => {
        this.#undo.delete(this.#places, toPlaceName(place));
      },
      placesTaken: async (now) =>
        matching(this.#places.values(), ({ end, taken }) => end > now && taken > 0)
          .sort((a, b) => (a.slot < b.slot ? -1 : 1))
          .map(({ depot, slot, taken }) => ({ depot, slot, taken })),
    };
  }
}

export function toPlaceName({ depot, slot }: PlaceKey): string {
  return `${depot} ${slot}`;
}
