/**
 * An open page goes on with the build that it was loaded from, also when another worker serves the site: the files
 * of its build stay until none of the pages is left that were open when this worker took over.
 */
import { earlierCaches, FILES_CACHE } from './caches.js';
import { openPages } from './scope.js';

/** Under this address in a build's cache: the ids of the pages that may still need it. */
const NEEDED_BY = '/punnet-needed-by';

/** When this worker comes or takes over: its build may be one that the site had before, and goes back to. */
export async function needOwnBuild(): Promise<void> {
  await (await caches.open(FILES_CACHE)).delete(NEEDED_BY);
}

/** When this worker takes over; and whenever a page has come, since another may have gone. */
export async function clearUp(): Promise<void> {
  const { files, others } = await earlierCaches();
  await Promise.all(others.map((name) => caches.delete(name)));
  const open = (await openPages()).map(({ id }) => id);
  for (const name of files) {
    const cache = await caches.open(name);
    const noted = await cache.match(NEEDED_BY);
    // No page that came after the note needs it.
    const needing = noted ? ((await noted.json()) as readonly string[]) : open;
    if (!needing.some((id) => open.includes(id))) await caches.delete(name);
    else if (!noted) await cache.put(NEEDED_BY, new Response(JSON.stringify(open)));
  }
}
