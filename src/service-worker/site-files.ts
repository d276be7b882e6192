/**
 * The site's own style sheets, scripts, fonts and pictures that its kept pages name. The kept copy is shown, and
 * asked for again behind it, so that an edit shows on the next visit. Other sites' files are never touched.
 */
import { StaleWhileRevalidate } from 'workbox-strategies/StaleWhileRevalidate.js';

import { SITE_CACHE } from './caches.js';
import { cacheOf, readKnown, remember } from './known.js';
import { atMost } from './most.js';
import { filesOfSheet } from './page-text.js';
import { readable } from './readable.js';
import { scope, type LifetimeEvent } from './scope.js';
import { isFull } from './shell-fault.js';

const MOST_FILES = 150;
const USES = ['style', 'script', 'image', 'font', 'manifest', 'worker', 'sharedworker'];

export const answerSiteFile = new StaleWhileRevalidate({
  cacheName: SITE_CACHE,
  matchOptions: { ignoreVary: true },
  plugins: [readable, remember, atMost(MOST_FILES)],
});

/** What a page is made of, as against what its scripts ask for. */
export const isPartOfPage = ({ destination }: Request) => USES.includes(destination);

/** Those that are not kept yet, and what they name in turn. One that can't be had is left out. */
export async function keepSiteFiles(addresses: readonly string[], event: LifetimeEvent): Promise<void> {
  await readKnown();
  const wanted = addresses.filter(
    (url) => new URL(url).origin === scope.location.origin && cacheOf(url) === undefined,
  );
  await Promise.all(wanted.slice(0, MOST_FILES).map((url) => keepSiteFile(url, event)));
}

async function keepSiteFile(address: string, event: LifetimeEvent): Promise<void> {
  try {
    const [response, kept] = answerSiteFile.handleAll({ event, request: new Request(address) });
    const copy = (await response).clone();
    await kept;
    if (!copy.headers.get('content-type')?.startsWith('text/css')) return;
    await keepSiteFiles(filesOfSheet(await copy.text(), address), event);
  } catch (error) {
    if (isFull(error)) throw error;
  }
}
