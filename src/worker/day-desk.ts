/**
 * Takes a stall's stock for its day, or gives it back: both are one request for its lease, which an answer has to settle
 * while somebody waits for it. Where the endpoint can't be reached nothing is changed.
 */
import type { ListedSlot } from '../core/pickup/slots.js';
import { nameOfItem } from '../core/protocol/lease.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import { MOST_KINDS, MOST_UNITS } from '../core/stall/day-limits.js';
import { readDay, toDayItems } from '../core/stall/day-stock.js';
import { keepStall } from '../core/stall/enrol.js';
import type { DayWish, Shortfall } from '../core/stall/stall-port.js';
import type { StallPorts } from './stall-desk.js';

/**
 * @param wishes all that the stall is to have; what is not among them goes back
 * @param named where the page says that the stall stands
 */
export async function takeStock(
  ports: StallPorts,
  wishes: readonly DayWish[],
  named?: string,
): Promise<Outcome<{ short: readonly Shortfall[] }>> {
  const depot = named ?? (await findDepot(ports));
  if (depot === undefined) return refuse('no-depot', 'Nobody has said where this stall stands.');
  if (wishes.length > MOST_KINDS || wishes.some(({ quantity }) => quantity > MOST_UNITS))
    return refuse(
      'too-much',
      `A stall takes ${MOST_UNITS} of a variant, and ${MOST_KINDS} variants, at most.`,
    );
  const { room, store, lease, sync } = ports;
  // What is given up is given up before the request is sent, and whoever can't be reached would keep it from all others.
  const reached = await sync();
  if (!reached.ok) return reached;
  const { held } = await readDay(store, room.clock.moment());
  const items = toDayItems(wishes, { depot, held, slots: listSlotsAt(ports, depot) }, room.clock.now());
  const names = items.map(nameOfItem);
  const before = (await store.get(['stall']))?.day ?? [];
  // From the moment at which it is granted, another tab's basket leaves it alone.
  const kept = await keepStall(ports, { day: [...new Set([...before, ...names])] });
  if (!kept.ok) return kept;
  lease.day = items;
  const synced = await sync();
  const isAsked = lease.day === undefined;
  lease.day = undefined;
  if (!synced.ok) return synced;
  if (!isAsked) return refuse('busy', 'An order of this device has not reached the endpoint.');
  const noted = await keepStall(ports, { day: names });
  return noted.ok ? { ok: true, short: await listShort(ports, depot, wishes) } : noted;
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
  const { held } = await readDay(store, room.clock.moment());
  const left = new Map(held.map(({ item, left: count }) => [nameOfItem(item), count]));
  return wishes.flatMap(({ variant, quantity }): Shortfall[] => {
    const granted = left.get(nameOfItem({ variant, depot, quantity })) ?? 0;
    return granted < quantity ? [{ variant, asked: quantity, granted }] : [];
  });
}
