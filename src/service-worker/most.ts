/** A Workbox plugin that keeps a cache at so many entries: what was used longest ago goes first. */
import { ExpirationPlugin } from 'workbox-expiration/ExpirationPlugin.js';
import type { CacheFirst } from 'workbox-strategies/CacheFirst.js';

type Plugin = CacheFirst['plugins'][number];

/** @param purgeOnQuotaError lets the whole cache go where the device is full: the rest of the site needs the room more */
export function atMost(maxEntries: number, purgeOnQuotaError = false): Plugin {
  // Its declaration leaves out that a plugin may lack some of the calls.
  return new ExpirationPlugin({ maxEntries, purgeOnQuotaError }) as Plugin;
}
