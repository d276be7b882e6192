/**
 * An open page goes on with the build that it was loaded from, also when another worker serves the site: the files
 * of its build stay until none of the pages is left that were open when this worker took over.
 */
import { earlierCaches } from './caches.js';
import { openPages } from './scope.js';

/** Under this address in a build's cache: the ids of the pages that may still need it. */
const NEEDED_BY = '/punnet-needed-by';

/** When this worker takes over. */
export async function retireEarlierBuilds(): Promise<void> {
  const { files, others } = await earlierCaches();
  await Promise.all(others.map((name) => caches.delete(name)));
  const open = (await openPages()).map(({ id }) => id);
  for (const name of files) {
    const cache = await caches.open(name);
    // An even earlier one is needed by no page that came later.
    if (!(await cache.match(NEEDED_BY))) await cache.put(NEEDED_BY, new Response(JSON.stringify(open)));
  }
  await clearUp();
}

/** Whenever a page has come, another may have gone. */
export async function clearUp(): Promise<void> {
  const open = (await openPages()).map(({ id }) => id);
  for (const name of (await earlierCaches()).files) {
    const noted = await (await caches.open(name)).match(NEEDED_BY);
    // Without a note, it belongs to a build that is being installed, or has not been taken over from.
    if (!noted) continue;
    const needing = (await noted.json()) as readonly string[];
    if (!needing.some((id) => open.includes(id))) await caches.delete(name);
  }
}
