/**
 * The pages that the host names. One that is kept is shown at once, and asked for again behind it, so that an edit
 * shows on the next visit. Whatever its text names is kept before the text itself is: a page that shows is whole.
 */
import build from 'virtual:punnet-files';

import { filesFor } from './build-files.js';
import { PAGES_CACHE } from './caches.js';
import { lookForOther } from './other-worker.js';
import { filesOfPage, namedFiles } from './page-text.js';
import { isForeign, keepFile } from './punnet-files.js';
import { isPage } from './readable.js';
import type { LifetimeEvent } from './scope.js';
import { ShellFault, tellPages, toProblem, UNREACHED } from './shell-fault.js';
import { createSiteAnswer } from './site-answer.js';
import { keepSiteFiles } from './site-files.js';

/** What letters and advertisements put behind an address; the page is the same. */
const TRACES = /^(utm_\w+|fbclid|gclid|msclkid|mc_[ce]id)$/;

interface Arrival {
  readonly event: LifetimeEvent;
  readonly request: Request;
  readonly response: Response;
}

/** The address that a page is kept under, however it was come by. */
export function toPageAddress(address: string): string {
  const url = new URL(address);
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACES.test(name)) url.searchParams.delete(name);
  return url.href;
}

const asPage = {
  cacheKeyWillBeUsed: async ({ request }: { request: Request }) => toPageAddress(request.url),
  cacheWillUpdate: async ({ event, request, response }: Arrival) =>
    (await isToBeKept(response, request, event)) ? response : null,
};

export const createPageAnswer = (networkFirst: boolean) =>
  createSiteAnswer(PAGES_CACHE, [asPage], networkFirst);

/**
 * At the worker's first start, with all that the page needs.
 *
 * @throws ShellFault
 */
export async function keepPage(address: string, event: LifetimeEvent): Promise<void> {
  const refuse = (message: string) => new ShellFault('shell-incomplete', address, message);
  const response = await fetch(address, { cache: 'no-cache' }).catch(() => undefined);
  if (!response) throw refuse(UNREACHED);
  if (response.redirected)
    throw refuse(`It leads to ${response.url}: name that one in self.punnet.shell instead.`);
  if (response.status !== 200)
    throw refuse(
      `It was answered with ${response.status}: take it out of self.punnet.shell, or put it there.`,
    );
  const html = await readPage(response);
  const foreign = await findForeign(html, address, event);
  if (foreign !== undefined) throw toForeign(foreign, address);
  await keepWhatItNames(html, address, event);
  await (await caches.open(PAGES_CACHE)).put(address, response);
}

/** Whether what is kept under a page's address is no page: only a visit is answered with one. */
export async function isKeptFile(address: string): Promise<boolean> {
  const found = await caches.match(toPageAddress(address), { cacheName: PAGES_CACHE, ignoreVary: true });
  return found !== undefined && !isPage(found);
}

/** Later: another text of a page that is kept. */
async function isToBeKept(response: Response, request: Request, event: LifetimeEvent): Promise<boolean> {
  if (response.status !== 200 || response.redirected) return false;
  if (isPage(response) && request.mode !== 'navigate') return false;
  const address = request.url;
  const html = await readPage(response);
  try {
    const foreign = await findForeign(html, address, event);
    if (foreign !== undefined) return await leaveToOther(foreign, address);
    await keepWhatItNames(html, address, event);
    return true;
  } catch (error) {
    await tellPages(toProblem(error));
    return false;
  }
}

/**
 * A page with another Punnet belongs to another worker, which keeps the two together. Where the site has none, this
 * one must not go on showing the page as it was.
 */
async function leaveToOther(entry: string, address: string): Promise<false> {
  if ((await lookForOther()) !== false) return false;
  await (await caches.open(PAGES_CACHE)).delete(toPageAddress(address), { ignoreVary: true });
  await tellPages(toForeign(entry, address).problem);
  return false;
}

async function findForeign(html: string, page: string, event: LifetimeEvent): Promise<string | undefined> {
  for (const file of namedFiles(html, page)) if (await isForeign(file, event)) return file.address;
  return undefined;
}

function toForeign(entry: string, page: string): ShellFault {
  const message = `It loads ${entry}, but the worker was imported from elsewhere, or is not the build that its integrity names: let both come from one folder, and the hash from the integrity.json there.`;
  return new ShellFault('shell-other-build', page, message);
}

/** Empty for a file that is no page. */
async function readPage(response: Response): Promise<string> {
  return isPage(response) ? response.clone().text() : '';
}

async function keepWhatItNames(html: string, address: string, event: LifetimeEvent): Promise<void> {
  const names = html ? Object.keys(filesFor(build, html)) : [];
  await Promise.all(names.map((name) => keepFile(name, event)));
  await keepSiteFiles(filesOfPage(html, address), event);
}
