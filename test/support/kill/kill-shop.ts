/**
 * The shop of the endpoint's kill loop: two depots that stand in for each other, slots with few places, and counts so
 * small that orders run short of them all the time. It gives points, enough of them that there are soon some to redeem.
 */
import type { Catalog } from '../../../src/core/catalog/catalog-schema.js';
import { findSlot, listSlots } from '../../../src/core/pickup/slots.js';
import type { PlaceBody } from '../../../src/core/protocol/intent.js';
import { catalogInput, readCatalog, SHOP, STATION } from '../catalog-input.js';
import { makeOwnersDir, type OwnersDir } from '../endpoint-process.js';

export const SHOP_ID = String(SHOP['id']);
export const COUNTED = ['honey-340', 'eggs-1', 'oats-500'] as const;
export const DEPOTS = ['station', 'market'] as const;

const HOUR_MS = 3_600_000;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** A place that was handed over at stays taken: here there are as many as the longest loop needs. */
const ROOMY = 100_000;
const SLOTS = [
  { days: DAYS, from: '07:00', to: '08:00', everyMinutes: 30, capacity: 4, cutoffMinutes: 60 },
  { days: DAYS, from: '09:00', to: '10:00', everyMinutes: 60, capacity: ROOMY, cutoffMinutes: 60 },
];
const CHANGES = {
  shop: { ...SHOP, timezone: 'UTC', minimum: 0, contact: {}, incentive: { percent: 5 } },
  loyalty: { pointsPerMajorUnit: 3, pointValue: 20 },
  depots: [
    { ...STATION, horizonDays: 5, fallbacks: ['market'], slots: SLOTS },
    { id: 'market', title: 'Market', horizonDays: 5, fallbacks: ['station'], slots: SLOTS },
  ],
};

/** What lies at each depot at first, by `variant depot`. Rye and plums are not on sale. */
export const FIRST_COUNTS: ReadonlyMap<string, number> = new Map(
  COUNTED.flatMap((variant) =>
    DEPOTS.map((depot) => [`${variant} ${depot}`, variant === 'eggs-1' ? 90 : 15] as const),
  ),
);

export const KILL_CATALOG: Catalog = readCatalog(CHANGES);

export interface KillShop {
  readonly owner: OwnersDir;
  /** First counts, as CSV. */
  readonly stock: string;
}

/** The catalog's file, the stock's, and a folder that is not there yet. */
export async function makeKillShop(): Promise<KillShop> {
  const owner = await makeOwnersDir();
  await owner.write('catalog.json', JSON.stringify(catalogInput(CHANGES)));
  const rows = [...FIRST_COUNTS].map(([name, quantity]) => `${name.replace(' ', ',')},${quantity}`);
  return { owner, stock: await owner.write('stock.csv', `variant,depot,quantity\n${rows.join('\n')}\n`) };
}

/** Times that stay open however long the loop runs. */
export function slotsAt(id: string): readonly string[] {
  const now = Date.now();
  const depot = KILL_CATALOG.depots.find((one) => one.id === id);
  return (depot ? listSlots(depot, KILL_CATALOG.shop.timezone, now) : [])
    .filter(({ cutoff }) => Date.parse(cutoff) > now + 12 * HOUR_MS)
    .map((slot) => slot.id);
}

/** Whether an order may be handed over there without a place that others go short of. */
export function isRoomy({ depot, slot }: PlaceBody['pickup']): boolean {
  return findSlot(KILL_CATALOG, depot, slot)?.capacity === ROOMY;
}
