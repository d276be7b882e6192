/**
 * What a stall takes out of the shop's stock for its day, to sell it with no network: so many of each variant, and
 * with them so many orders' places in each time that is still to come, since an order is promised with its place or not
 * at all. It is the stall's lease, and lasts as long as that.
 */
import { timeLeft, type LeaseRecord, type Moment } from '../lease/lease.js';
import { dayToAsk, isOver, liveOf, ownOf, withGoods, type StallDay } from '../lease/stall-day.js';
import type { ListedSlot } from '../pickup/slots.js';
import type { DeviceStore } from '../ports.js';
import { countOfItem, withCount, type LeaseItem, type PlaceItem, type StockItem } from '../protocol/lease.js';
import { STALL_TERMS } from './day-limits.js';
import type { DayStock, DayWish } from './stall-port.js';

export interface DayShelf {
  readonly depot: string;
  /** The depot's. */
  readonly slots: readonly ListedSlot[];
  /** What the stall is to have by now: after a cut-off its places may be kept, and no more be taken. */
  readonly had: readonly LeaseItem[];
  /** For how many orders in each time. */
  readonly places: number;
}

/** What it has at other depots stays. */
export function toDayItems(
  wishes: readonly DayWish[],
  { depot, slots, had, places: each }: DayShelf,
  now: number,
): readonly LeaseItem[] {
  const elsewhere = had.filter((item) => 'depot' in item && item.depot !== depot);
  const stock = wishes
    .filter(({ quantity }) => quantity > 0)
    .map(({ variant, quantity }) => ({ variant, depot, quantity }));
  if (stock.length === 0) return elsewhere;
  const own = new Map(had.filter(isPlace).map((item) => [item.slot, countOfItem(item)]));
  const most = STALL_TERMS.slots - elsewhere.filter(isPlace).length;
  const places = slots
    .filter(({ id, open, start }) => (open || own.has(id)) && Date.parse(start) < now + STALL_TERMS.ttlMs)
    .slice(0, Math.max(0, most))
    .map(({ id, open }) => withCount({ depot, slot: id }, open ? each : Math.min(each, own.get(id) ?? 0)));
  return [...stock, ...places, ...elsewhere];
}

export const isPlace = (item: LeaseItem): item is PlaceItem => 'slot' in item;
export const isStock = (item: LeaseItem): item is StockItem => 'variant' in item;

/** What is left of the stall's own, places included as long as it has goods for them, and what the day stands on. */
export async function readDay(store: DeviceStore, moment: Moment) {
  const [stall, device] = await store.getMany([['stall'], ['device']]);
  const live = liveOf(await store.list('lease'), device?.id, moment);
  const day = stall?.day;
  return { day, live, own: day ? withGoods(ownOf(day, live)) : [] };
}

/** A wish instead of the one before it, over what orders have drawn since. */
export function wishFor(
  day: StallDay | undefined,
  live: readonly LeaseRecord[],
  { id, asked, toItems }: NewWish,
): Required<StallDay> {
  const had = day ? dayToAsk(day, live, asked) : [];
  const lastsMs = STALL_TERMS.ttlMs - STALL_TERMS.marginMs;
  return { id, own: day ? ownOf(day, live) : [], wish: toItems(had), asked, lastsMs };
}

export interface NewWish {
  readonly id: string;
  readonly asked: Moment;
  /** @param had what the stall is to have by now */
  readonly toItems: (had: readonly LeaseItem[]) => readonly LeaseItem[];
}

/** As a screen shows it; undefined where the stall has nothing and wishes for nothing. */
export async function toDayStock(store: DeviceStore, moment: Moment): Promise<DayStock | undefined> {
  const { day, live, own } = await readDay(store, moment);
  if (!day || (!day.wish && !day.own.some(isStock))) return undefined;
  const held = own
    .filter(isStock)
    .map(({ variant, depot, quantity }) => ({ variant, depot, left: quantity }));
  const until = moment.now + Math.max(0, ...live.map((lease) => timeLeft(lease, moment)));
  const time = own.length > 0 ? { until: new Date(until).toISOString() } : {};
  const standing = isOver(day, live, moment) ? 'over' : day.wish ? 'wished' : 'held';
  return { standing, ...time, held };
}
