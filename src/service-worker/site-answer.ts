/**
 * How the site's pages and the files that they name are answered: both in one way, so that they are of one day. What
 * is kept is shown at once and asked for again behind it, or only where the network does not answer.
 */
import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';
import { StaleWhileRevalidate } from 'workbox-strategies/StaleWhileRevalidate.js';
import type { Strategy } from 'workbox-strategies/Strategy.js';

import { failingServers } from './failing-servers.js';

const PATIENCE_S = 3;

/** @param networkFirst shows what is kept only where the network does not answer */
export function createSiteAnswer(
  cacheName: string,
  plugins: Strategy['plugins'],
  networkFirst: boolean,
): Strategy {
  const options = {
    cacheName,
    matchOptions: { ignoreVary: true },
    plugins: [failingServers, ...plugins],
  };
  return networkFirst
    ? new NetworkFirst({ ...options, networkTimeoutSeconds: PATIENCE_S })
    : new StaleWhileRevalidate(options);
}
