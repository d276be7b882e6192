/** A Workbox plugin that keeps a cache at so many entries: what was used longest ago goes first. */
import { ExpirationPlugin } from 'workbox-expiration/ExpirationPlugin.js';
import type { CacheFirst } from 'workbox-strategies/CacheFirst.js';

type Plugin = CacheFirst['plugins'][number];

export function atMost(maxEntries: number): Plugin {
  // Its declaration leaves out that a plugin may lack some of the calls.
  return new ExpirationPlugin({ maxEntries, purgeOnQuotaError: true }) as Plugin;
}
