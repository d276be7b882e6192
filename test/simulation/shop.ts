/** The shop of the simulation: what it sells where and when, and how much of it there is. */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { findSlot } from '../../src/core/pickup/slots.js';
import { STATION, readCatalog } from '../support/catalog-input.js';
import type { MemoryLedger } from '../support/memory-ledger.js';
import type { SeededRandom } from '../support/seeded-random.js';

export const VARIANTS = ['honey-340', 'eggs-1', 'oats-500'];

const SLOTS = [
  {
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    from: '07:00',
    to: '08:30',
    everyMinutes: 30,
    capacity: 6,
    cutoffMinutes: 60,
  },
];

export const CATALOG = readCatalog({
  shop: {
    ...(readCatalog().shop as object),
    timezone: 'UTC',
    minimum: 0,
    contact: {},
    incentive: { percent: 5 },
  },
  // Ten points buy a box of eggs, so that there are soon some to redeem.
  loyalty: { pointsPerMajorUnit: 3, pointValue: 20 },
  depots: [
    { ...STATION, fallbacks: ['market'], slots: SLOTS },
    { id: 'market', title: 'Market', slots: SLOTS },
  ],
});

/** Eggs are sold by six. */
export function unitsOf(variant: string, quantity: number): number {
  return variant === 'eggs-1' ? 6 * quantity : quantity;
}

/** Fills the shelves; some things are not counted. @returns units by `variant depot` */
export function stockShelves(ledger: MemoryLedger, catalog: Catalog, random: SeededRandom) {
  const shelves = new Map<string, number>();
  for (const { id } of catalog.depots)
    for (const variant of VARIANTS) {
      if (random.below(4) === 0) continue;
      const quantity = unitsOf(variant, random.below(40));
      ledger.countStock(variant, id, quantity);
      shelves.set(`${variant} ${id}`, quantity);
    }
  return shelves;
}

/** How many orders a slot takes, by `depot slot`; Infinity: as many as there are. */
export function createCapacity(catalog: Catalog): (place: string) => number {
  const known = new Map<string, number>();
  return (place) => {
    let capacity = known.get(place);
    if (capacity === undefined) {
      const [depot = '', slot = ''] = place.split(' ');
      known.set(place, (capacity = findSlot(catalog, depot, slot)?.capacity ?? Infinity));
    }
    return capacity;
  };
}
