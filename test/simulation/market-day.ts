/**
 * A stall's device among the phones: it may have what a market day takes, several places in a time with it. What it is
 * to have stands on its disk as a wish, by core's own code, until the answer to a request with it has come.
 */
import type { DeviceRights } from '../../src/core/intake/owner-ledger.js';
import type { LeaseWish } from '../../src/core/lease/ask.js';
import { isDue, liveOf } from '../../src/core/lease/stall-day.js';
import { createDevice, createIntentId } from '../../src/core/order/sign-intent.js';
import { withCount, type LeaseItem, type PlaceItem } from '../../src/core/protocol/lease.js';
import { readDay, wishFor } from '../../src/core/stall/day-stock.js';
import { keepStall } from '../../src/core/stall/enrol.js';
import type { MemoryLedger } from '../support/memory-ledger.js';
import type { SeededRandom } from '../support/seeded-random.js';
import type { Phone } from './phone.js';
import { unitsOf, VARIANTS } from './shop.js';

/** The shop's word, before anything happens. @returns the device */
export async function enrol({ ports }: Phone, ledger: MemoryLedger, rights: DeviceRights): Promise<string> {
  const device = await createDevice(ports.crypto);
  await ports.store.commit({ put: [[['device'], device]], durability: 'strict' });
  await ledger.transaction((rows) => rows.setRights(device.id, rights));
  return device.id;
}

/** Wishes for other stock than before, with places for some orders in the time; now and then for none, which gives all back. */
export async function restock(
  { ports, clock }: Phone,
  random: SeededRandom,
  { depot, slot }: PlaceItem,
): Promise<void> {
  const stock = VARIANTS.map((variant) => ({
    variant,
    depot,
    quantity: unitsOf(variant, 1 + random.below(8)),
  }));
  const places = withCount({ depot, slot }, 1 + random.below(4));
  const items = random.below(6) === 0 ? [] : [places, ...stock];
  const [id, asked] = [createIntentId(ports), clock.moment()];
  const { live } = await readDay(ports.store, asked);
  await keepStall(ports, (stall) => ({
    day: wishFor(stall?.day, live, { id, asked, toItems: () => items }),
  }));
}

/** What the next request has to ask for: what a basket needs, or the day's stock alone. */
export function toWish({ disk, clock }: Phone, items: readonly LeaseItem[]): LeaseWish | undefined {
  const moment = () => clock.moment();
  if (items.length > 0) return { items, moment };
  const { device, lease, stall } = disk.rows;
  const [[kept], [own]] = [[...stall.values()], [...device.values()]];
  if (!kept?.day) return undefined;
  const live = liveOf([...lease.values()], own?.id, moment());
  return isDue(kept.day, live, moment()) ? { items, moment, beside: true } : undefined;
}
