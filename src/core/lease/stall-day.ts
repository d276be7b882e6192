/**
 * What a stall has of the shop's stock for its day, out of its device's one lease, by its counts: what a basket has held
 * beside it is never the stall's. What the stall is to have instead stays a wish until the answer to a request with it.
 */
import { countOfItem, nameOfItem, withCount, type Draw, type LeaseItem } from '../protocol/lease.js';
import { ageOf, isLive, type LeaseRecord, type Moment } from './lease.js';

export interface StallDay {
  /** Of the newest wish: the answer to another one does not settle it. */
  readonly id: string;
  /** The stall's own, as far as the lease has so many left. */
  readonly own: readonly LeaseItem[];
  /** All that it is to have instead; absent once that is settled. */
  readonly wish?: readonly LeaseItem[];
  readonly asked: Moment;
  /** A wish that nothing has settled for so long is none any more. */
  readonly lastsMs: number;
}

/** What a request has of it. */
export interface AskedDay {
  readonly id: string;
  readonly items: readonly LeaseItem[];
}

type Counts = ReadonlyMap<string, number>;

/** Of this device, as long as they may be promised from. */
export function liveOf(
  leases: readonly LeaseRecord[],
  device: string | undefined,
  moment: Moment,
): readonly LeaseRecord[] {
  return leases.filter((lease) => lease.device === device && isLive(lease, moment));
}

/** It ends with the lease, and a wish with its own time. */
export function isOver(
  { wish, asked, lastsMs }: StallDay,
  live: readonly LeaseRecord[],
  moment: Moment,
): boolean {
  return wish ? ageOf({ asked }, moment) >= lastsMs : live.length === 0;
}

/** The next request has to say something of it: a wish, or that something goes back. */
export function isDue(day: StallDay, live: readonly LeaseRecord[], moment: Moment): boolean {
  const own = ownOf(day, live);
  return day.wish !== undefined || isOver(day, live, moment) || withGoods(own).length < own.length;
}

/** Of its own, what is left of the leases: places as well with which there is nothing to sell any more. */
export function ownOf({ own }: StallDay, live: readonly LeaseRecord[]): readonly LeaseItem[] {
  return within(own, leftIn(live));
}

/** Without the places of a depot of which there are no goods: nothing could be promised with them. */
export function withGoods(items: readonly LeaseItem[]): readonly LeaseItem[] {
  const depots = new Set(items.flatMap((item) => ('variant' in item ? [item.depot] : [])));
  return items.filter((item) => !('slot' in item) || depots.has(item.depot));
}

/**
 * What a request asks for on the stall's behalf. Nothing once the day is over, and no places where the goods are sold:
 * that gives back whatever is still kept.
 */
export function dayToAsk(day: StallDay, live: readonly LeaseRecord[], moment: Moment): readonly LeaseItem[] {
  return isOver(day, live, moment) ? [] : withGoods(day.wish ?? ownOf(day, live));
}

/** What is left beyond the stall's own: some basket has asked for that. */
export function besideDay(
  day: Pick<StallDay, 'own'> | undefined,
  live: readonly LeaseRecord[],
): readonly LeaseItem[] {
  const own = countsOf(day?.own ?? []);
  return live
    .flatMap(({ items }) => items)
    .filter(({ item, left }) => left > (own.get(nameOfItem(item)) ?? 0))
    .map(({ item, left }) => withCount(item, left));
}

/** @param left what the answer has granted and no order has drawn since */
export function settleDay(day: StallDay, asked: AskedDay, left: Counts): StallDay | undefined {
  const { wish, ...kept } = day;
  if (day.id !== asked.id) return { ...day, own: within(asked.items, left) };
  const own = within(within(wish ?? day.own, countsOf(asked.items)), left);
  return own.length > 0 ? { ...kept, own } : undefined;
}

/** What an order draws is sold, and not to be asked for again. */
export function withoutDrawn(day: StallDay, draws: readonly Draw[]): StallDay {
  const drawn = new Map<string, number>();
  for (const item of draws.flatMap(({ items }) => items))
    drawn.set(nameOfItem(item), (drawn.get(nameOfItem(item)) ?? 0) + countOfItem(item));
  const rest = (items: readonly LeaseItem[]) =>
    items.flatMap((item) => upTo(item, countOfItem(item) - (drawn.get(nameOfItem(item)) ?? 0)));
  return { ...day, own: rest(day.own), ...(day.wish ? { wish: rest(day.wish) } : {}) };
}

export function leftIn(leases: readonly Pick<LeaseRecord, 'items'>[]): Counts {
  const left = new Map<string, number>();
  for (const held of leases.flatMap(({ items }) => items))
    left.set(nameOfItem(held.item), (left.get(nameOfItem(held.item)) ?? 0) + held.left);
  return left;
}

export function countsOf(items: readonly LeaseItem[]): Counts {
  return new Map(items.map((item) => [nameOfItem(item), countOfItem(item)]));
}

function within(items: readonly LeaseItem[], most: Counts): readonly LeaseItem[] {
  return items.flatMap((item) => upTo(item, most.get(nameOfItem(item)) ?? 0));
}

function upTo(item: LeaseItem, most: number): readonly LeaseItem[] {
  return most > 0 ? [withCount(item, Math.min(countOfItem(item), most))] : [];
}
