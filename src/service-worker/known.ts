/**
 * Which addresses of the site are kept, and where. A worker must say at once whether it answers a request: it answers
 * those alone, and every other goes its way untouched. In the first moments after a start it does not know yet: what may
 * be kept by then is the site's own, and pictures of others.
 */
import { PICTURES_CACHE, SITE_CACHE } from './caches.js';
import { scope } from './scope.js';

const known = new Map<string, string>();
let reading: Promise<void> | undefined;
let isRead = false;

/** A page may name a part of a drawing: of that, no server hears. */
const toKey = (address: string) => address.replace(/#.*/, '');

/** Once. */
export function readKnown(): Promise<void> {
  reading ??= readCaches();
  return reading;
}

async function readCaches(): Promise<void> {
  try {
    for (const name of [SITE_CACHE, PICTURES_CACHE]) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) known.set(toKey(url), name);
    }
  } catch {
    // A browser that refuses what it keeps refuses it again: the site's server answers.
    known.clear();
  }
  isRead = true;
}

/** A Workbox plugin. */
export const remember = {
  cacheDidUpdate: async ({ cacheName, request }: { cacheName: string; request: Request }) =>
    void known.set(toKey(request.url), cacheName),
};

/** The name of the cache that has it. */
export const cacheOf = (address: string) => known.get(toKey(address));
export const mayBeKnown = ({ href, origin }: URL, request: Request) =>
  isRead ? known.has(toKey(href)) : origin === scope.location.origin || isPicture(request);

/** As Punnet's own tags ask for one. With `crossorigin`, WebKit would want CORS headers of a redirect too. */
export const isPicture = ({ destination, mode }: Request) => destination === 'image' && mode === 'no-cors';
