/**
 * The site's own style sheets, scripts, fonts and pictures that its kept pages name. Other sites' files are never
 * touched.
 */
import { SITE_CACHE } from './caches.js';
import { cacheOf, readKnown, remember } from './known.js';
import { atMost } from './most.js';
import { filesOfSheet } from './page-text.js';
import { readable } from './readable.js';
import { scope, type LifetimeEvent } from './scope.js';
import { isFull } from './shell-fault.js';
import { createSiteAnswer } from './site-answer.js';

const MOST_FILES = 150;
const USES = ['style', 'script', 'image', 'font', 'manifest', 'worker', 'sharedworker'];

const plugins = [readable, remember, atMost(MOST_FILES)];
export const createFileAnswer = (networkFirst: boolean) =>
  createSiteAnswer(SITE_CACHE, plugins, networkFirst);
const kept = createFileAnswer(false);

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
    const [response, done] = kept.handleAll({ event, request: new Request(address) });
    const copy = (await response).clone();
    await done;
    if (!copy.headers.get('content-type')?.startsWith('text/css')) return;
    await keepSiteFiles(filesOfSheet(await copy.text(), address), event);
  } catch (error) {
    if (isFull(error)) throw error;
  }
}
