/** The catalog's pictures: fetched before anybody asks, kept until there are too many; never without being readable. */
import { CacheFirst } from 'workbox-strategies/CacheFirst.js';
import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';

import { PICTURES_CACHE } from './caches.js';
import { remember } from './known.js';
import { atMost } from './most.js';
import { picturesOf } from './pictures-of.js';
import { readable } from './readable.js';
import type { LifetimeEvent } from './scope.js';

const MOST_PICTURES = 300;
/** At a time: the page that is open needs the line more. */
const AT_ONCE = 4;

const options = {
  cacheName: PICTURES_CACHE,
  matchOptions: { ignoreVary: true },
  plugins: [readable, remember, atMost(MOST_PICTURES, true)],
};
const kept = new CacheFirst(options);
const fresh = new NetworkFirst(options);

export const answerPicture = kept;

/**
 * @param address the catalog's
 * @param again also those that are kept, since the catalog is another
 */
export async function keepPictures(
  catalog: Response,
  address: string,
  event: LifetimeEvent,
  again: boolean,
): Promise<void> {
  const all = picturesOf(await catalog.json().catch(() => null), address).slice(0, MOST_PICTURES);
  // The cache itself is asked: on a full device, it may have gone.
  const found = (await (await caches.open(PICTURES_CACHE)).keys()).map(({ url }) => url);
  const wanted = again ? all : all.filter((url) => !found.includes(url));
  const strategy = again ? fresh : kept;
  const next = wanted.values();
  const work = async () => {
    for (const url of next) {
      const request = new Request(url, { mode: 'cors', credentials: 'same-origin', cache: 'no-cache' });
      // One that can't be had, or read from another origin, is shown by its first letter.
      await Promise.all(strategy.handleAll({ event, request })).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
