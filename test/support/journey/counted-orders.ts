/**
 * A shop in which no two orders are alike, so that an order that is lost, doubled or
 * changed on its way is seen by what it is of, whatever id it comes under.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Catalog } from '../../../src/core/catalog/catalog-schema.js';
import { parseCatalog } from '../../../src/core/catalog/parse-catalog.js';
import type { ReceivedOrder } from '../../../src/endpoint/received-orders.js';
import { Stand, type StandOptions } from './stand.js';

export const VARIANTS = 500;
/** Of one, whatever it is of, in minor units. */
const PRICE = 100;

const ALL_HOURS = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '06:00',
  to: '22:00',
  everyMinutes: 60,
  capacity: 100_000,
};

const CATALOG = {
  shop: {
    id: 'counted',
    name: 'Counted orders',
    currency: 'GBP',
    timezone: 'Europe/London',
    contact: { name: 'off', email: 'off', phone: 'off' },
  },
  version: '1',
  products: Array.from({ length: VARIANTS }, (_, index) => ({
    id: `p${index}`,
    title: `Food ${index}`,
    variants: [{ id: `v${index}`, title: '', price: PRICE }],
  })),
  depots: [{ id: 'station', title: 'Station kiosk', horizonDays: 7, slots: [ALL_HOURS] }],
  payment: ['at-pickup'],
};

/** Where orders for the station go that it has too little for: what lies there is not counted. */
const MARKET = { id: 'market', title: 'Market', horizonDays: 7, slots: [ALL_HOURS] };
/** Two orders that were collected pay for a third. */
const LOYALTY = { pointsPerMajorUnit: 10, pointValue: 5 };
const SCARCE_CATALOG = { ...CATALOG, loyalty: LOYALTY, depots: [...CATALOG.depots, MARKET] };

/**
 * What lies at the station of each variant that is counted there, by `variant depot`: nothing of some, enough for the
 * first orders of others.
 */
export const SCARCE: ReadonlyMap<string, number> = new Map(
  Array.from({ length: VARIANTS }, (_, index) => index)
    .filter((index) => index % 10 === 4 || index % 10 === 7)
    .map((index) => [`v${index} station`, index % 20 === 7 ? 0 : 10]),
);

/** The catalog of a stand whose station has too little, and that gives points. */
export function readScarceCatalog(): Catalog {
  const parsed = parseCatalog(SCARCE_CATALOG);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.catalog;
}

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Counted orders</title>
  <!-- The compiler that runs this file names functions by a call that a page has not got. -->
  <script>globalThis.__name = (named) => named;</script>
  <script type="module" src="{{PUNNET}}/punnet.js"></script>
  <punnet-shop catalog="/catalog.json" endpoint="{{ENDPOINT}}"><punnet-cart></punnet-cart></punnet-shop>
</html>`;

/** What the attempt with this number orders: a variant and how many of it. */
export const toWish = (attempt: number) => ({
  variant: `v${attempt % VARIANTS}`,
  quantity: 1 + Math.floor(attempt / VARIANTS),
});
const wishKey = ({ variant, quantity }: { readonly variant: string; readonly quantity: number }) =>
  `${quantity} × ${variant}`;

/**
 * @param options.front see `StandOptions`
 * @param options.scarce the station has too little of some, and points are given
 */
export async function openCountedStand({
  scarce,
  ...options
}: Pick<StandOptions, 'front'> & { readonly scarce?: boolean } = {}): Promise<{
  stand: Stand;
  close(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'punnet-counted-'));
  const catalog = join(folder, 'catalog.json');
  await writeFile(catalog, JSON.stringify(scarce ? SCARCE_CATALOG : CATALOG));
  await writeFile(join(folder, 'index.html'), PAGE);
  const stock = join(folder, 'stock.csv');
  const rows = [...SCARCE].map(([name, left]) => `${name.replace(' ', ',')},${left}\n`);
  if (scarce) await writeFile(stock, `variant,depot,quantity\n${rows.join('')}`);
  const stand = await Stand.open({ pages: folder, catalog, ...(scarce ? { stock } : {}), ...options });
  const close = async () => {
    await stand.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { stand, close };
}

export interface Tally {
  readonly reported: number;
  readonly arrived: number;
  readonly lost: number;
  readonly doubled: number;
  /** One line for each that was lost or doubled. */
  readonly troubles: readonly string[];
}

/**
 * @param reported attempt by the id of each order that the page said was saved
 * @param ended what became of those that are not confirmed any more, by id
 */
export function compare(
  reported: ReadonlyMap<string, number>,
  received: readonly ReceivedOrder[],
  ended: ReadonlyMap<string, ReceivedOrder['state']> = new Map(),
): Tally {
  const byId = new Map(received.map((order) => [order.id, order]));
  const lost = [...reported].filter(
    ([id, attempt]) => !isAsWished(byId.get(id), attempt, ended.get(id) ?? 'confirmed'),
  );
  const wishes = received.map(({ lines }) => lines.map(wishKey).join());
  const doubled = wishes.filter((wish, index) => wishes.indexOf(wish) !== index);
  return {
    reported: reported.size,
    arrived: reported.size - lost.length,
    lost: lost.length,
    doubled: doubled.length,
    troubles: [
      ...lost.map(([id, attempt]) => `lost: ${id}, ${wishKey(toWish(attempt))}`),
      ...doubled.map((wish) => `doubled: ${wish}`),
    ],
  };
}

/** There, in its state, and what was ordered at what it costs, in money and points. */
function isAsWished(order: ReceivedOrder | undefined, attempt: number, state: string): boolean {
  const wish = toWish(attempt);
  const line = order?.lines[0];
  return (
    order?.state === state &&
    order.total + (order.redeemed?.off ?? 0) === PRICE * wish.quantity &&
    order.lines.length === 1 &&
    line !== undefined &&
    wishKey(line) === wishKey(wish)
  );
}
