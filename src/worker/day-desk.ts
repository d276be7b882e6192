/**
 * Takes a stall's stock for its day, or gives it back. What the stall is to have is kept as a wish before it is asked
 * for, so that a request or an answer that is lost loses none of it: each request of the device says it again until
 * the answer to it has come. Where the endpoint does not answer to begin with, nothing is wished for.
 */
import { createIntentId } from '../core/order/sign-intent.js';
import type { ListedSlot } from '../core/pickup/slots.js';
import { countsOf } from '../core/lease/stall-day.js';
import { nameOfItem, type LeaseItem } from '../core/protocol/lease.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import { MOST_KINDS, MOST_UNITS } from '../core/stall/day-limits.js';
import { isStock, readDay, toDayItems, wishFor, type NewWish } from '../core/stall/day-stock.js';
import { keepStall } from '../core/stall/enrol.js';
import type { DayWish, Shortfall } from '../core/stall/stall-port.js';
import type { StallPorts } from './stall-desk.js';

/**
 * @param wishes all that the stall is to have at the depot; what else it has there goes back
 * @param named where the page says that the stall stands
 */
export async function takeStock(
  ports: StallPorts,
  wishes: readonly DayWish[],
  named?: string,
): Promise<Outcome<{ short: readonly Shortfall[] }>> {
  const depot = named ?? (await findDepot(ports));
  if (depot === undefined) return refuse('no-depot', 'Nobody has said where this stall stands.');
  const slots = listSlotsAt(ports, depot);
  const now = ports.room.clock.now();
  const toItems = (had: readonly LeaseItem[]) => toDayItems(wishes, { depot, had, slots }, now);
  const { day } = await readDay(ports.store, ports.room.clock.moment());
  const kinds = toItems(day?.wish ?? day?.own ?? []).filter(isStock);
  if (kinds.length > MOST_KINDS || kinds.some(({ quantity }) => quantity > MOST_UNITS))
    return refuse(
      'too-much',
      `A stall takes ${MOST_UNITS} of a variant, and ${MOST_KINDS} variants, at most.`,
    );
  const settled = await settle(ports, toItems);
  return settled.ok ? { ok: true, short: await listShort(ports, depot, wishes) } : settled;
}

export function giveBack(ports: StallPorts): Promise<Outcome> {
  return settle(ports, () => []);
}

async function settle(ports: StallPorts, toItems: NewWish['toItems']): Promise<Outcome> {
  const { room, store, lease, sync } = ports;
  // What is given up is given up before the request is sent, and whoever can't be reached would keep it from all others.
  const reached = await sync();
  if (!reached.ok) return reached;
  const id = createIntentId(ports);
  const asked = room.clock.moment();
  const { live } = await readDay(store, asked);
  const kept = await keepStall(ports, (stall) => ({
    day: wishFor(stall?.day, live, { id, asked, toItems }),
  }));
  if (!kept.ok) return refuse('not-kept', kept.message);
  await lease.look();
  room.tellTabs({ leases: true });
  const synced = await sync();
  const day = (await store.get(['stall']))?.day;
  if (day && day.id !== id) return refuse('replaced', 'Something else has been wished for since.');
  if (!day?.wish) return { ok: true };
  return synced.ok
    ? refuse('busy', 'An order of this device has not reached the endpoint.')
    : refuse('unsettled', 'No answer came. It is asked for again with the next request.');
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

async function listShort(
  { room, store }: StallPorts,
  depot: string,
  wishes: readonly DayWish[],
): Promise<readonly Shortfall[]> {
  const { own } = await readDay(store, room.clock.moment());
  const left = countsOf(own);
  return wishes.flatMap(({ variant, quantity }): Shortfall[] => {
    const granted = left.get(nameOfItem({ variant, depot, quantity })) ?? 0;
    return granted < quantity ? [{ variant, depot, asked: quantity, granted }] : [];
  });
}
