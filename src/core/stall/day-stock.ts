/**
 * What a stall takes out of the shop's stock for its day, to sell it with no network: so many of each variant, and
 * with them one order's place in each time that is still to come, since an order is promised with its place or not at
 * all. It is the stall's lease, and lasts as long as that.
 */
import { isLive, timeLeft, type HeldItem, type Moment } from '../lease/lease.js';
import type { ListedSlot } from '../pickup/slots.js';
import type { DeviceStore } from '../ports.js';
import { nameOfItem, type LeaseItem } from '../protocol/lease.js';
import { STALL_TERMS } from './day-limits.js';
import type { DayStock, DayWish } from './stall-port.js';

export interface DayShelf {
  readonly depot: string;
  /** The depot's. */
  readonly slots: readonly ListedSlot[];
  /** What the stall has now: a place that it has may be kept longer than one may be taken. */
  readonly held: readonly HeldItem[];
}

export function toDayItems(
  wishes: readonly DayWish[],
  { depot, slots, held }: DayShelf,
  now: number,
): readonly LeaseItem[] {
  const stock = wishes
    .filter(({ quantity }) => quantity > 0)
    .map(({ variant, quantity }) => ({ variant, depot, quantity }));
  if (stock.length === 0) return [];
  const own = new Set(held.flatMap(({ item }) => ('slot' in item ? [item.slot] : [])));
  const places = slots
    .filter(({ id, open, start }) => (open || own.has(id)) && Date.parse(start) < now + STALL_TERMS.ttlMs)
    .slice(0, STALL_TERMS.places)
    .map(({ id }) => ({ depot, slot: id }));
  return [...stock, ...places];
}

/** What is left of the stall's own, places included, and until when; nothing where its lease has ended. */
export async function readDay(
  store: DeviceStore,
  moment: Moment,
): Promise<{ readonly held: readonly HeldItem[]; readonly until: number }> {
  const [stall, device] = await store.getMany([['stall'], ['device']]);
  const own = (await store.list('lease')).filter((lease) => lease.device === device?.id);
  const [lease] = own.filter((each) => isLive(each, moment));
  if (!lease) return { held: [], until: 0 };
  const isDay = ({ item, left }: HeldItem) => left > 0 && stall?.day?.includes(nameOfItem(item));
  return { held: lease.items.filter(isDay), until: moment.now + timeLeft(lease, moment) };
}

/** As a screen shows it; undefined where nothing is held. */
export async function toDayStock(store: DeviceStore, moment: Moment): Promise<DayStock | undefined> {
  const { held, until } = await readDay(store, moment);
  const stock = held.flatMap(({ item, left }) =>
    'variant' in item ? [{ variant: item.variant, depot: item.depot, left }] : [],
  );
  return stock.length === 0 ? undefined : { until: new Date(until).toISOString(), held: stock };
}
