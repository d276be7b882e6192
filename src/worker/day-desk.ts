/**
 * Takes a stall's stock for its day, or gives it back. What the stall is to have is kept as a wish before it is asked
 * for, so that a request or an answer that is lost loses none of it: each request of the device says it again until
 * the answer to it has come. Where the endpoint does not answer to begin with, nothing is wished for.
 */
import { createIntentId } from '../core/order/sign-intent.js';
import type { ListedSlot } from '../core/pickup/slots.js';
import { countsOf, isDue } from '../core/lease/stall-day.js';
import {
  countOfItem,
  nameOfItem,
  type LeaseItem,
  type PlaceItem,
  type StockItem,
} from '../core/protocol/lease.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import { MOST_KINDS, MOST_PLACES, MOST_UNITS } from '../core/stall/day-limits.js';
import { isPlace, isStock, readDay, toDayItems, wishFor, type NewWish } from '../core/stall/day-stock.js';
import { keepStall } from '../core/stall/enrol.js';
import type { DayWish, PlaceShortfall, Shortfall, Shortfalls } from '../core/stall/stall-port.js';
import type { StallRecord } from '../core/stall/stall-record.js';
import type { StallPorts } from './stall-desk.js';

export interface DayAsk {
  /** All that the stall is to have at the depot; what else it has there goes back. */
  readonly wishes: readonly DayWish[];
  /** Where the page says that the stall stands. */
  readonly named?: string | undefined;
  /** How many orders it is to have a place for in each time; one, unless it says so. */
  readonly places?: number | undefined;
}

export async function takeStock(
  ports: StallPorts,
  { wishes, named, places = 1 }: DayAsk,
): Promise<Outcome<Shortfalls>> {
  const depot = named ?? (await findDepot(ports));
  if (depot === undefined) return refuse('no-depot', 'Nobody has said where this stall stands.');
  const slots = listSlotsAt(ports, depot);
  const now = ports.room.clock.now();
  const toItems = (had: readonly LeaseItem[]) => toDayItems(wishes, { depot, had, slots, places }, now);
  const { day } = await readDay(ports.store, ports.room.clock.moment());
  if (isTooMuch(toItems(day?.wish ?? day?.own ?? []).filter(isStock), places))
    return refuse(
      'too-much',
      `A stall takes ${MOST_UNITS} of a variant, ${MOST_KINDS} variants and a place for 1 to ${MOST_PLACES} orders in a time, at most.`,
    );
  const settled = await settle(ports, toItems, { places });
  if (!settled.ok) return settled;
  const { own } = await readDay(ports.store, ports.room.clock.moment());
  const granted = countsOf(own);
  const isForGoods = own.filter(isStock).some((item) => item.depot === depot);
  const asked = isForGoods ? settled.wish.filter(isPlace).filter((item) => item.depot === depot) : [];
  return { ok: true, short: listShort(granted, depot, wishes), fewer: listFewer(granted, asked, slots) };
}

function isTooMuch(kinds: readonly StockItem[], places: number): boolean {
  if (!Number.isSafeInteger(places) || places < 1 || places > MOST_PLACES) return true;
  return kinds.length > MOST_KINDS || kinds.some(({ quantity }) => quantity > MOST_UNITS);
}

export async function giveBack(ports: StallPorts): Promise<Outcome> {
  const settled = await settle(ports, () => []);
  return settled.ok ? { ok: true } : settled;
}

/**
 * @param remembered what the stall remembers of it, kept in the same change
 * @returns all that was wished for
 */
async function settle(
  ports: StallPorts,
  toItems: NewWish['toItems'],
  remembered: Pick<StallRecord, 'places'> = {},
): Promise<Outcome<{ readonly wish: readonly LeaseItem[] }>> {
  const { room, store, lease, sync } = ports;
  // What is given up is given up before the request is sent, and whoever can't be reached would keep it from all others.
  const reached = await sync();
  if (!reached.ok) return reached;
  const id = createIntentId(ports);
  const asked = room.clock.moment();
  const { live } = await readDay(store, asked);
  let wish: readonly LeaseItem[] = [];
  const kept = await keepStall(ports, (stall) => {
    const wished = wishFor(stall?.day, live, { id, asked, toItems });
    ({ wish } = wished);
    return { ...remembered, day: wished };
  });
  if (!kept.ok) return refuse('not-kept', kept.message);
  await lease.look();
  room.tellTabs({ leases: true });
  const synced = await sync();
  const moment = room.clock.moment();
  const { day, live: left } = await readDay(store, moment);
  if (day && day.id !== id) return refuse('replaced', 'Something else has been wished for since.');
  if (!day?.wish) {
    if (day && isDue(day, left, moment)) await returnPlaces(ports);
    return { ok: true, wish };
  }
  return synced.ok
    ? refuse('busy', 'An order of this device has not reached the endpoint.')
    : refuse('unsettled', 'No answer came. It is asked for again with the next request.');
}

/** Where only places were to be had: they are no good without goods. If no answer comes, the next request does the same. */
async function returnPlaces({ lease, sync }: StallPorts): Promise<void> {
  await lease.look();
  await sync();
}

function listSlotsAt({ room, listSlots }: StallPorts, depot: string): readonly ListedSlot[] {
  const { depots, shop } = room.catalog();
  const at = depots.find(({ id }) => id === depot);
  return at ? listSlots(at, shop.timezone, room.clock.now()) : [];
}

/** Where the helper has said, or the only one that there is. */
async function findDepot({ room, store }: StallPorts): Promise<string | undefined> {
  const [only, ...others] = room.catalog().depots;
  return (await store.get(['stall']))?.depot ?? (others.length === 0 ? only?.id : undefined);
}

type Counts = ReturnType<typeof countsOf>;

function listShort(left: Counts, depot: string, wishes: readonly DayWish[]): readonly Shortfall[] {
  return wishes.flatMap(({ variant, quantity }): Shortfall[] => {
    const granted = left.get(nameOfItem({ variant, depot, quantity })) ?? 0;
    return granted < quantity ? [{ variant, depot, asked: quantity, granted }] : [];
  });
}

function listFewer(
  left: Counts,
  asked: readonly PlaceItem[],
  slots: readonly ListedSlot[],
): readonly PlaceShortfall[] {
  const wanted = new Map(asked.map((item) => [item.slot, item]));
  return slots.flatMap(({ id, start }): PlaceShortfall[] => {
    const item = wanted.get(id);
    const granted = (item && left.get(nameOfItem(item))) ?? 0;
    return item && granted < countOfItem(item)
      ? [{ depot: item.depot, start, asked: countOfItem(item), granted }]
      : [];
  });
}
