/** What the endpoint of a scarce stand has kept, held against what a page told of leases and choices. */
import { findSlot } from '../../../src/core/pickup/slots.js';
import { auditAmount, auditHeld, auditStock } from '../../simulation/audit.js';
import { Promised } from '../../simulation/promised.js';
import { readBooks } from '../kill/books.js';
import { isPromisedWhole, payloadOf } from '../kill/payload.js';
import { readScarceCatalog, SCARCE } from './counted-orders.js';

export interface ScarceTold {
  /** Orders that were called held when the button was pressed. */
  readonly held: ReadonlySet<string>;
  /** Where an order goes since a choice that the page said was saved. */
  readonly chosen: ReadonlyMap<string, string>;
  /** What the page shows in the end, by order. */
  readonly shown: ReadonlyMap<string, string>;
}

export interface ScarceVerdict {
  readonly held: number;
  /** Orders that draw all that they need out of a lease. */
  readonly promised: number;
  readonly chosen: number;
  /** What was told and is not so, and counts that do not add up. */
  readonly broken: readonly string[];
}

/** Once all has drained and the endpoint has stopped. All of it is within ttl and grace. */
export async function judgeScarce(data: string, { held, chosen, shown }: ScarceTold): Promise<ScarceVerdict> {
  const catalog = readScarceCatalog();
  const books = await readBooks(data, catalog.shop.id, SCARCE.keys());
  const kept = Promised.of(books.orders.values(), books.leases.values());
  const capacity = (place: string) => {
    const [depot = '', slot = ''] = place.split(' ');
    return findSlot(catalog, depot, slot)?.capacity ?? Infinity;
  };
  const broken = [...books.faults, ...auditStock(books, SCARCE, kept, capacity)];
  const promised = new Set([...books.placed].filter(([, jws]) => isPromisedWhole(jws)).map(([id]) => id));
  for (const { order } of books.orders.values()) {
    const { id, state, pickup } = order;
    const placed = payloadOf(books.placed.get(id) ?? '');
    const accepted = placed.type === 'order.place' ? placed.body.total : 0;
    broken.push(...auditHeld(order, (name) => SCARCE.has(name)), ...auditAmount(order, accepted));
    const now = `is ${state} at ${pickup.depot}`;
    // Whatever was short has gone elsewhere.
    if (promised.has(id) && (state !== 'confirmed' || pickup.depot !== 'station'))
      broken.push(`${id} was promised at the station, and ${now}`);
    const wanted = chosen.get(id);
    if (wanted !== undefined && (state !== 'confirmed' || pickup.depot !== wanted))
      broken.push(`${id} was to go to ${wanted}, and ${now}`);
    if (shown.has(id) && shown.get(id) !== state) broken.push(`${id} ${now}, and is shown ${shown.get(id)}`);
  }
  for (const id of held) if (!promised.has(id)) broken.push(`${id} was called held, and draws on no lease`);
  return { held: held.size, promised: promised.size, chosen: chosen.size, broken };
}
