/** What the endpoint of a scarce stand has kept, held against what a page told of leases, points and choices, and a stall of what it handed over. */
import type { LedgerOrder } from '../../../src/core/intake/order-ledger.js';
import { findSlot } from '../../../src/core/pickup/slots.js';
import { auditAmount, auditHeld, auditStock } from '../../simulation/audit.js';
import { Promised } from '../../simulation/promised.js';
import { readBooks } from '../kill/books.js';
import { isPromisedWhole, payloadOf } from '../kill/payload.js';
import { auditKeptPoints, countCollected, countRedeemed } from '../kill/points-kept.js';
import { shelvesBy } from '../kill/shelves.js';
import { faultsOfStaff } from '../kill/verdict.js';
import { readScarceCatalog, SCARCE } from './counted-orders.js';
import type { StallBeside } from './stall-beside.js';

export interface ScarceTold {
  /** Orders that were called held when the button was pressed. */
  readonly held: ReadonlySet<string>;
  /** Points that the page said pay for a part of an order. */
  readonly redeemed: ReadonlyMap<string, number>;
  /** Where an order goes since a choice that the page said was saved. */
  readonly chosen: ReadonlyMap<string, string>;
  /** What the page shows in the end, by order. */
  readonly shown: ReadonlyMap<string, string>;
  readonly stall: Pick<StallBeside, 'staff'>;
}

export interface ScarceVerdict {
  readonly held: number;
  /** Orders that draw all that they need out of a lease. */
  readonly promised: number;
  readonly chosen: number;
  /** Orders that the stall handed over. */
  readonly collected: number;
  /** Points that pay for a part of an order. */
  readonly redeemed: number;
  /** What was told and is not so, and counts that do not add up. */
  readonly broken: readonly string[];
}

/** Once all has drained and the endpoint has stopped. All of it is within ttl and grace. */
export async function judgeScarce(data: string, told: ScarceTold): Promise<ScarceVerdict> {
  const catalog = readScarceCatalog();
  const books = await readBooks(data, catalog.shop.id, SCARCE.keys());
  const kept = Promised.of(books.orders.values(), books.leases.values());
  const capacity = (place: string) => {
    const [depot = '', slot = ''] = place.split(' ');
    return findSlot(catalog, depot, slot)?.capacity ?? Infinity;
  };
  const promised = new Set([...books.placed].filter(([, jws]) => isPromisedWhole(jws)).map(([id]) => id));
  const broken = [
    ...books.faults,
    ...auditStock(books, shelvesBy(books, SCARCE), kept, capacity),
    ...auditKeptPoints(books, kept),
    ...faultsOfStaff(told.stall.staff, books),
  ];
  for (const { order } of books.orders.values()) {
    const placed = payloadOf(books.placed.get(order.id) ?? '');
    const body = placed.type === 'order.place' ? placed.body : undefined;
    const redeems = told.redeemed.get(order.id) ?? body?.redeem?.points ?? 0;
    broken.push(...auditHeld(order, (name) => SCARCE.has(name)), ...auditAmount(order, body?.total ?? 0));
    broken.push(...faultsOfOrder(order, promised.has(order.id), redeems, told));
  }
  for (const id of told.held)
    if (!promised.has(id)) broken.push(`${id} was called held, and draws on no lease`);
  return {
    ...{ held: told.held.size, promised: promised.size, chosen: told.chosen.size },
    ...{ collected: countCollected(books), redeemed: countRedeemed(books), broken },
  };
}

/** Nobody calls one off, and no price changes: whatever was said of it is so. */
function faultsOfOrder(
  { id, state, pickup, points }: LedgerOrder,
  promised: boolean,
  redeems: number,
  { chosen, shown }: ScarceTold,
): readonly string[] {
  const found: string[] = [];
  const stands = state === 'confirmed' || state === 'collected';
  const now = `is ${state} at ${pickup.depot}`;
  // Whatever was short has gone elsewhere.
  if (promised && (!stands || pickup.depot !== 'station'))
    found.push(`${id} was promised at the station, and ${now}`);
  const wanted = chosen.get(id);
  if (wanted !== undefined && (!stands || pickup.depot !== wanted))
    found.push(`${id} was to go to ${wanted}, and ${now}`);
  if (shown.has(id) && shown.get(id) !== state) found.push(`${id} ${now}, and is shown ${shown.get(id)}`);
  if (points?.redeemed !== redeems)
    found.push(`${id} was to redeem ${redeems} points, and redeems ${points?.redeemed}`);
  return found;
}
