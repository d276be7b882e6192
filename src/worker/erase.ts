/** Erases what this device keeps of its shopper, and shows it here and in the other tabs. What it takes is in core. */
import { eraseCopies, eraseDevice, type Erased, type ErasePorts } from '../core/consent/erase.js';
import { refuse } from '../core/refuse.js';
import type { EraseWish } from '../core/shop-port.js';
import { openCatalogShelf } from '../storage/catalog-shelf.js';
import { withDrainLock } from './drain-lock.js';
import type { Room } from './room.js';

/** Nothing is being sent meanwhile, in whichever tab: what waits is known, and what is erased is not on its way. */
export async function eraseShopper(
  room: Room,
  ports: ErasePorts,
  wish: EraseWish,
  shown: () => Promise<void>,
): Promise<Erased> {
  const task = {
    shop: room.shopId,
    mode: room.catalog().shop.mode,
    hasEndpoint: room.config.endpoint !== undefined,
    evenUnsent: wish.evenUnsent === true,
  };
  const erase = () => eraseDevice(ports, task);
  const { signal } = new AbortController();
  const erased = (await withDrainLock(`punnet:drain:${room.shopId}`, erase, signal)) as Erased;
  if (!erased.ok) return erased;
  await shown();
  const [isWhole] = await Promise.all([eraseCopies(ports).catch(() => false), forgetPages(room)]);
  return isWhole
    ? erased
    : refuse(
        'erase-unfinished',
        'Second copies could not be removed yet. They are never sent; erase once more.',
      );
}

/** Which pages of the shop's site were open here. */
async function forgetPages({ shopId, clock }: Room): Promise<void> {
  const shelf = openCatalogShelf();
  const key = `json-ld:${shopId}`;
  const checkedAt = new Date(clock.now()).toISOString();
  if (await shelf.get(key)) await shelf.put(key, { source: [], version: '', checkedAt, base: '' });
  await shelf.close();
}
