/**
 * Asks for a lease, and keeps what is granted. A request takes over what is left of the
 * lease before it. So that nothing is promised twice meanwhile, the device first gives up
 * what it does not ask for any more; what it promises until the answer comes is taken
 * out of what that grants.
 */
import { createIntentId, type SignPorts } from '../order/sign-intent.js';
import type { Change, DeviceStore } from '../ports.js';
import {
  countOfItem,
  MAX_LEASE_ITEMS,
  nameOfItem,
  type LeaseGrant,
  type LeaseItem,
  type LeaseRequest,
} from '../protocol/lease.js';
import type { OutboxRecord, RecordKey } from '../records.js';
import { toLeaseRecord, withinWish, type LeaseRecord, type Moment } from './lease.js';
import { besideDay, dayToAsk, leftIn, liveOf, settleDay, type AskedDay } from './stall-day.js';

/** A request on its way. */
export interface LeaseAsk {
  readonly request: LeaseRequest;
  readonly device: string;
  readonly asked: Moment;
  /** How often the device had been erased by then. */
  readonly erased: number | undefined;
  /** What was left of the leases before, by key, when it was sent. */
  readonly before: ReadonlyMap<string, LeaseRecord>;
  /** What it asks for on behalf of a stall's day, and of which one. */
  readonly day?: AskedDay;
}

const ATTEMPTS = 8;

/** Rights to sell that a device wants, and the clocks that say how long it has them. */
export interface LeaseWish {
  readonly items: readonly LeaseItem[];
  readonly moment: () => Moment;
  /** Whoever wishes has nothing to give up: what a basket in another tab has held stays. */
  readonly beside?: true;
}

/**
 * Undefined if nothing may be asked for now: an order that may draw on the lease before is not in the
 * batch that the request goes with, other tabs kept changing the leases, or storage failed.
 */
export async function prepareAsk(
  ports: SignPorts,
  device: string,
  { items, moment, beside }: LeaseWish,
  batch: readonly OutboxRecord[],
): Promise<LeaseAsk | undefined> {
  const sent = new Set(batch.map(({ id }) => id));
  const asks = { device, erased: (await ports.store.get(['erased']))?.rev };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // In this order: what is promised between the two is seen by one of them.
    const leases = await ports.store.list('lease');
    const waiting = await ports.store.list('intent');
    if (waiting.some(({ id, type }) => type === 'order.place' && !sent.has(id))) return undefined;
    const day = (await ports.store.get(['stall']))?.day;
    const live = liveOf(leases, device, moment());
    const own = day ? dayToAsk(day, live, moment()) : [];
    const wish = together(items, own, beside ? besideDay(day, live) : []);
    const kept = leases.map((lease) => withinWish(lease, wish));
    const changed = kept.filter((lease, index) => lease !== leases[index]);
    if (changed.length > 0) {
      const committed = await ports.store.commit({
        expect: changed.map(({ key, rev }) => [['lease', key], rev - 1] as const),
        put: changed.map((lease) => [['lease', lease.key], lease] as const),
        durability: 'strict',
      });
      if (!committed.ok && committed.code === 'conflict') continue;
      if (!committed.ok) return undefined;
    }
    const newest = newestOf(leases);
    const request = { key: createIntentId(ports, newest), items: [...wish] };
    const before = new Map(kept.map((lease) => [lease.key, lease]));
    return { ...asks, request, asked: moment(), before, ...(day ? { day: { id: day.id, items: own } } : {}) };
  }
  return undefined;
}

function newestOf(leases: readonly LeaseRecord[]): string | undefined {
  const keys = leases.map(({ key }) => key).sort();
  return keys.at(-1);
}

/** The most of each that any of them names. */
function together(...wishes: readonly (readonly LeaseItem[])[]): readonly LeaseItem[] {
  const wanted = new Map<string, LeaseItem>();
  for (const item of wishes.flat()) {
    const other = wanted.get(nameOfItem(item));
    if (!other || countOfItem(item) > countOfItem(other)) wanted.set(nameOfItem(item), item);
  }
  return [...wanted.values()].slice(0, MAX_LEASE_ITEMS);
}

/**
 * The change that keeps what was granted: the new lease instead of those before it. With it goes what
 * other tabs promised from those since; if one more is promised meanwhile, it conflicts and is made again.
 * A stall's wish that was asked for is settled with it.
 */
async function keepGrant(store: DeviceStore, ask: LeaseAsk, grants: readonly LeaseGrant[]): Promise<boolean> {
  const grant = grants.find(({ key }) => key === ask.request.key);
  if (!grant) return false;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const leases = await store.list('lease');
    if (leases.some(({ key }) => key >= grant.key)) return false;
    const { device, asked } = ask;
    const { key, ttlMs, marginMs } = grant;
    const made = toLeaseRecord(grant.items, drawnSince(ask, leases), { key, device, ttlMs, marginMs, asked });
    const day = await settledDay(store, ask, made);
    const committed = await store.commit({
      expect: [
        [['erased'], ask.erased],
        [['lease', key], undefined],
        ...leases.map((lease) => [['lease', lease.key] as RecordKey, lease.rev] as const),
        ...day.expect,
      ],
      put: [...(grant.items.length > 0 ? [[['lease', key], made] as const] : []), ...day.put],
      remove: leases.map((lease) => ['lease', lease.key] as const),
      durability: 'strict',
    });
    if (committed.ok) return true;
    if (committed.code !== 'conflict') return false;
  }
  return false;
}

async function settledDay(
  store: DeviceStore,
  { day: asked }: LeaseAsk,
  made: LeaseRecord,
): Promise<Required<Pick<Change, 'expect' | 'put'>>> {
  const stall = asked && (await store.get(['stall']));
  if (!asked || !stall?.day) return { expect: [], put: [] };
  const { day, ...rest } = stall;
  const settled = settleDay(day, asked, leftIn([made]));
  const next = { ...rest, ...(settled ? { day: settled } : {}), rev: stall.rev + 1 };
  return { expect: [[['stall'], stall.rev]], put: [[['stall'], next]] };
}

/** What was promised out of the leases before since it was asked, by item. */
function drawnSince({ before }: LeaseAsk, leases: readonly LeaseRecord[]): ReadonlyMap<string, number> {
  const drawn = new Map<string, number>();
  for (const lease of leases) {
    const then = before.get(lease.key);
    for (const { item, left } of lease.items) {
      const name = nameOfItem(item);
      const had = then?.items.find((held) => nameOfItem(held.item) === name)?.left ?? countOfItem(item);
      if (had > left) drawn.set(name, (drawn.get(name) ?? 0) + had - left);
    }
  }
  return drawn;
}

/** What is held, to hear whether it still is. */
export async function listHeld(
  store: DeviceStore,
  device: { readonly id: string } | undefined,
): Promise<LeaseRequest[]> {
  const leases = device ? await store.list('lease') : [];
  return leases
    .filter((lease) => lease.device === device?.id)
    .slice(-MOST_HELD)
    .map(({ key, items }) => ({ key, items: items.map(({ item }) => item) }));
}

const MOST_HELD = 4;

/** @param told is called if the leases are others than before */
export async function keepLeases(
  store: DeviceStore,
  ask: LeaseAsk | undefined,
  grants: readonly LeaseGrant[],
  told: (() => void) | undefined,
): Promise<void> {
  if (grants.length === 0) return;
  const changed = ask ? await keepGrant(store, ask, grants) : await dropEnded(store, grants);
  if (changed) told?.();
}

/** A lease that the endpoint has ended is not promised from any more. */
async function dropEnded(store: DeviceStore, grants: readonly LeaseGrant[]): Promise<boolean> {
  const leases = await store.list('lease');
  const ended = leases.filter(({ key }) =>
    grants.some((grant) => grant.key === key && grant.items.length === 0),
  );
  if (ended.length === 0) return false;
  await store.commit({ remove: ended.map(({ key }) => ['lease', key] as const), durability: 'relaxed' });
  return true;
}
