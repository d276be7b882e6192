/**
 * What this device may sell by itself, and until when. The time counts from the moment
 * at which the request was first sent, since an answer may be old when it comes; and
 * only as long as the clocks say how much of it has passed.
 */
import { countOfItem, nameOfItem, type LeaseItem } from '../protocol/lease.js';

/** What the clocks of a device show. */
export interface Moment {
  /** Wall time, epoch milliseconds, never behind what was seen before. */
  readonly now: number;
  /** Milliseconds since the engine began; never goes back, and runs on while the device sleeps where that is known. */
  readonly elapsed: number;
  /** Names the run of the engine that `elapsed` belongs to. */
  readonly session: string;
  /** The wall clock is behind what was seen before: it does not say how long the engine was away. */
  readonly behind: boolean;
}

export interface HeldItem {
  readonly item: LeaseItem;
  /** Not promised to an order yet. */
  readonly left: number;
}

/** As it is kept, under its key. */
export interface LeaseRecord {
  readonly rev: number;
  readonly key: string;
  /** Thumbprint of the device key that it was granted to. */
  readonly device: string;
  readonly items: readonly HeldItem[];
  readonly ttlMs: number;
  readonly marginMs: number;
  /** When it was asked for. */
  readonly asked: Moment;
}

/** How much of its time has passed; Infinity if nobody knows. */
export function ageOf({ asked }: Pick<LeaseRecord, 'asked'>, moment: Moment): number {
  const byWall = moment.now - asked.now;
  if (asked.session === moment.session) return Math.max(byWall, moment.elapsed - asked.elapsed);
  return asked.behind || moment.behind || byWall < 0 ? Infinity : byWall;
}

/** Milliseconds for which it may still be promised from; 0 or less: it may not. */
export function timeLeft(lease: LeaseRecord, moment: Moment): number {
  return lease.ttlMs - lease.marginMs - ageOf(lease, moment);
}

export function isLive(lease: LeaseRecord, moment: Moment): boolean {
  return timeLeft(lease, moment) > 0;
}

/** The lease as it is granted: what was promised since it was asked for is out of it already. */
export function toLeaseRecord(
  granted: readonly LeaseItem[],
  drawn: ReadonlyMap<string, number>,
  rest: Omit<LeaseRecord, 'items' | 'rev'>,
): LeaseRecord {
  const items = granted.map((item) => {
    const left = countOfItem(item) - (drawn.get(nameOfItem(item)) ?? 0);
    return { item, left: Math.max(0, left) };
  });
  return { ...rest, items, rev: 0 };
}

/** What a newer request leaves of it: no more of anything than that asks for. */
export function withinWish(lease: LeaseRecord, wish: readonly LeaseItem[]): LeaseRecord {
  const wanted = new Map(wish.map((item) => [nameOfItem(item), countOfItem(item)]));
  const items = lease.items.map((held) => {
    return { ...held, left: Math.min(held.left, wanted.get(nameOfItem(held.item)) ?? 0) };
  });
  const same = items.every(({ left }, index) => left === lease.items[index]?.left);
  return same ? lease : { ...lease, items, rev: lease.rev + 1 };
}
