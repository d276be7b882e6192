/**
 * Grants a device what it asks to sell by itself. It has one lease at a time: a newer
 * request takes over what is left of the one before, gives back what it no longer
 * asks for and takes the rest from the pool, so that a shopper's own lease is never
 * in the shopper's way. The same key gets the same lease; an older one gets nothing.
 */
import { findVariant } from '../catalog/lookup.js';
import {
  countOfItem,
  nameOfItem,
  withCount,
  type LeaseGrant,
  type LeaseItem,
  type LeaseRequest,
  type PlaceItem,
} from '../protocol/lease.js';
import { putBack, toLeaseItem } from './close-lease.js';
import type { IntakeContext } from './intake-context.js';
import type { LeasedItem, LedgerLease } from './lease-ledger.js';
import { MOST_PER_ADDRESS, termsOf, type LeaseTerms } from './lease-terms.js';
import type { Ledger } from './ledger.js';
import type { PlaceKey } from './place-ledger.js';
import { findKnownSlot } from './slots-by-id.js';
import type { StockCount } from './stock-ledger.js';

/** Who asks. */
export interface Asker {
  readonly device: string;
  readonly address?: string;
}

export async function grantLease(
  ledger: Ledger,
  asker: Asker,
  request: LeaseRequest,
  context: IntakeContext,
): Promise<LeaseGrant> {
  const { device } = asker;
  const before = await ledger.lease(device);
  if (before && request.key <= before.key) return toGrant(before, request.key);
  const rights = await ledger.rights(device);
  const terms = termsOf(rights.class);
  const barred = rights.class === 'shopper' && (await isCrowded(ledger, asker));
  const wanted = toWanted(request.items, terms);
  const granting = { device, terms, context, barred };
  const items = await moveItems(ledger, before?.open ? before.items : [], wanted, granting);
  const graceMs = rights.manualReclaim ? null : terms.graceMs;
  const { ttlMs, marginMs } = terms;
  const lease: LedgerLease = {
    device,
    key: request.key,
    items,
    ttlMs,
    marginMs,
    graceMs,
    reclaimAt: graceMs === null ? null : context.now + ttlMs + graceMs,
    open: items.length > 0,
    ...(asker.address === undefined ? {} : { address: asker.address }),
    rev: (before?.rev ?? 0) + 1,
  };
  if (!(await ledger.putLease(lease))) throw new Error('the lease was changed meanwhile');
  return toGrant(lease, request.key);
}

/** Made-up devices cost nothing: they share what their address may hold. */
async function isCrowded(ledger: Ledger, { device, address }: Asker): Promise<boolean> {
  if (address === undefined) return false;
  return (await ledger.leasesFrom(address, device)) >= MOST_PER_ADDRESS;
}

/** Of the lease as it was granted; nothing, if it has ended or is another's. */
function toGrant({ key, items, open, ttlMs, marginMs, graceMs }: LedgerLease, asked: string): LeaseGrant {
  const held = open && key === asked ? items : [];
  return { key: asked, items: held.map(toLeaseItem), ttlMs, marginMs, graceMs };
}

/** Each once, and no more than the class may have. */
function toWanted(items: readonly LeaseItem[], terms: LeaseTerms): ReadonlyMap<string, LeaseItem> {
  const wanted = new Map<string, LeaseItem>();
  let slots = 0;
  for (const item of items.slice(0, terms.items)) {
    if ('slot' in item && ++slots > terms.slots) continue;
    wanted.set(nameOfItem(item), withCount(item, Math.min(countOfItem(item), mostOf(item, terms))));
  }
  return wanted;
}

function mostOf(item: LeaseItem, { units, places }: LeaseTerms): number {
  if ('points' in item) return Infinity;
  return 'variant' in item ? units : places;
}

interface Granting {
  readonly device: string;
  readonly terms: LeaseTerms;
  readonly context: IntakeContext;
  /** It keeps what it has, which it may be promising at this moment, and gets no more. */
  readonly barred: boolean;
}

async function moveItems(
  ledger: Ledger,
  before: readonly LeasedItem[],
  wanted: ReadonlyMap<string, LeaseItem>,
  granting: Granting,
): Promise<readonly LeasedItem[]> {
  const held = new Map(before.map((item) => [nameOfItem(toLeaseItem(item)), item]));
  for (const [name, item] of held) {
    const keep = Math.min(item.left, wanted.has(name) ? countOfItem(wanted.get(name) as LeaseItem) : 0);
    await putBack(ledger, granting.device, item, item.left - keep);
  }
  const items: LeasedItem[] = [];
  // One order of items for all, so that two batches never wait for each other crosswise.
  for (const [name, item] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const own = held.get(name);
    const granted = await leaseOne(ledger, item, own, granting);
    if (granted) items.push(granted);
  }
  return items;
}

function leaseOne(
  ledger: Ledger,
  item: LeaseItem,
  own: LeasedItem | undefined,
  granting: Granting,
): Promise<LeasedItem | undefined> {
  if ('points' in item) return leasePoints(ledger, item.points, own?.left ?? 0, granting);
  return 'variant' in item
    ? leaseStock(ledger, item, own && 'variant' in own ? own : undefined, granting)
    : leasePlaces(ledger, item, own?.left ?? 0, granting);
}

/** They are the device's own, and nobody else goes short of them. */
async function leasePoints(
  ledger: Ledger,
  asked: number,
  had: number,
  { device }: Granting,
): Promise<LeasedItem | undefined> {
  const kept = Math.min(had, asked);
  const more = Math.min(asked - kept, (await ledger.points(device))?.balance ?? 0);
  const leased = more > 0 && (await ledger.movePoints(device, more, 'lease')) ? more : 0;
  const granted = kept + leased;
  return granted > 0 ? { points: granted, left: granted } : undefined;
}

async function leaseStock(
  ledger: Ledger,
  { variant, depot, quantity }: Extract<LeaseItem, { variant: string }>,
  own: Extract<LeasedItem, { variant: string }> | undefined,
  { device, terms, context, barred }: Granting,
): Promise<LeasedItem | undefined> {
  const known = await ledger.stockCount({ variant, depot });
  const count = known?.ended ? undefined : known;
  const had = Math.min(own?.left ?? 0, quantity);
  // What was put aside for it before the counting ended is not any more, and nothing was before it began.
  const backed = own === undefined || (own.uncounted === true) === (count === undefined);
  if (!backed && own) await putBack(ledger, device, own, had);
  const kept = backed ? had : 0;
  const onSale = findVariant(context.catalog, variant)?.variant.available === true;
  const servable = onSale && !barred && !context.closed.has(depot);
  const asked = servable ? quantity - kept : 0;
  const more = count ? await takeIntoLease(ledger, count, asked, terms) : asked;
  const granted = kept + more;
  if (granted === 0) return undefined;
  return { variant, depot, granted, left: granted, ...(count ? {} : { uncounted: true as const }) };
}

/** As many as there are, up to what is asked for and to the part of it all that may be leased. */
async function takeIntoLease(
  ledger: Ledger,
  { variant, depot, pool, buffer, leased }: StockCount,
  asked: number,
  terms: LeaseTerms,
): Promise<number> {
  const share = Math.ceil(terms.share * (pool + leased)) - leased;
  const most = Math.min(asked, pool - buffer, share);
  if (most <= 0) return 0;
  return (await ledger.moveStock({ variant, depot }, most, 'lease')) === 'moved' ? most : 0;
}

/** What it has may be kept until the slot is over, and more be taken until its cut-off. */
async function leasePlaces(
  ledger: Ledger,
  item: PlaceItem,
  had: number,
  { context, barred }: Granting,
): Promise<LeasedItem | undefined> {
  const { depot, slot } = item;
  const kept = Math.min(had, countOfItem(item));
  const known = context.closed.has(depot) ? undefined : findKnownSlot(context.catalog, { depot, slot });
  if (!known || context.now >= Date.parse(known.end)) {
    if (kept > 0) await ledger.returnPlace({ depot, slot }, kept);
    return undefined;
  }
  const asked = barred || context.now >= Date.parse(known.cutoff) ? 0 : countOfItem(item) - kept;
  const end = Date.parse(known.end);
  const more = await takeFreePlaces(ledger, { depot, slot }, { end, capacity: known.capacity, asked });
  const granted = kept + more;
  return granted > 0 ? { depot, slot, granted, left: granted, end } : undefined;
}

/** As many as are asked for and free. */
async function takeFreePlaces(
  ledger: Ledger,
  place: PlaceKey,
  { end, capacity, asked }: { end: number; capacity: number | null; asked: number },
): Promise<number> {
  const all = capacity ?? Number.MAX_SAFE_INTEGER;
  const most = asked > 0 ? Math.min(asked, all - (await ledger.takenAt(place))) : 0;
  return most > 0 && (await ledger.takePlace(place, end, all, most)) === 'taken' ? most : 0;
}
