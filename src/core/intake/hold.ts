/**
 * Takes what an order needs, its slot's place and its stock, and says what was taken
 * and what was not to be had, so that exactly that can be given back.
 */
import type { LeaseRights } from './lease-rights.js';
import type { Ledger } from './ledger.js';
import type { Held } from './order-ledger.js';
import type { PlaceKey } from './place-ledger.js';

export interface Need {
  readonly pickup: PlaceKey;
  /** Epoch milliseconds: when the slot is over. */
  readonly end: number;
  /** How many orders the slot takes; null: not limited. */
  readonly capacity: number | null;
  /** The slot has ended, so that its count may be forgotten: it is begun again, for what it holds to be found by. */
  readonly over?: boolean;
  readonly quantities: ReadonlyMap<string, number>;
}

export interface Taken {
  readonly held: Held;
  /** The slot has no place left. */
  readonly full: boolean;
  /** Variants of which there is less than is needed. */
  readonly short: readonly string[];
}

export const NOTHING_HELD: Held = { stock: [], places: [] };

/** @param rights to what is in a lease already, which is taken first */
export async function take(ledger: Ledger, need: Need, rights?: LeaseRights): Promise<Taken> {
  const { pickup, end, quantities, over = false } = need;
  const { depot } = pickup;
  const capacity = (over ? null : need.capacity) ?? Number.MAX_SAFE_INTEGER;
  const counted = rights?.drawPlace(pickup) === true && !over;
  const full = !counted && (await ledger.takePlace(pickup, end, capacity, 1)) === 'full';
  const stock: Held['stock'][number][] = [];
  const short: string[] = [];
  // One order of variants for all, so that two batches never wait for each other crosswise.
  for (const [variant, quantity] of [...quantities].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const drawn = (await rights?.drawStock(ledger, { variant, depot }, quantity)) ?? 0;
    const rest = quantity - drawn;
    const moved = rest > 0 ? await ledger.moveStock({ variant, depot }, rest, 'sell') : 'moved';
    const held = moved === 'moved' ? quantity : drawn;
    if (held > 0) stock.push({ variant, depot, quantity: held });
    if (moved === 'none') short.push(variant);
  }
  return { held: { stock, places: full ? [] : [pickup] }, full, short };
}

/** As `take`, but all or nothing. */
export async function takeWhole(ledger: Ledger, need: Need): Promise<Held | undefined> {
  const { held, full, short } = await take(ledger, need);
  if (!full && short.length === 0) return held;
  await giveBack(ledger, held);
  return undefined;
}

export async function giveBack(ledger: Ledger, { stock, places }: Held): Promise<void> {
  for (const { quantity, ...key } of stock) await ledger.moveStock(key, quantity, 'return');
  for (const place of places) await ledger.returnPlace(place, 1);
}
