/**
 * The catalog. A page asks for it to know today's prices, so that it comes from the network; and where that does not
 * answer, from what was kept, with a header that says of when. The page shows its own copy meanwhile.
 */
import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';

import { KEPT } from '../core/shell-messages.js';
import { CATALOG_CACHE } from './caches.js';
import { failingServers } from './failing-servers.js';
import { keepPictures } from './pictures.js';
import type { LifetimeEvent } from './scope.js';
import { tellPages } from './shell-fault.js';

const PATIENCE_S = 4;
/** Other refusals may pass. */
const MISSING: readonly number[] = [404, 410];

interface Update {
  readonly event: LifetimeEvent;
  readonly request: Request;
  readonly oldResponse?: Response | null;
  readonly newResponse: Response;
}

export const answerCatalog = new NetworkFirst({
  cacheName: CATALOG_CACHE,
  matchOptions: { ignoreVary: true },
  networkTimeoutSeconds: PATIENCE_S,
  plugins: [
    failingServers,
    {
      cacheWillUpdate: async ({ response }: { response: Response }) =>
        response.status === 200 ? stamp(response) : null,
      cacheDidUpdate: async ({ event, request, oldResponse, newResponse }: Update) => {
        const isNew = (await oldResponse?.text()) !== (await newResponse.clone().text());
        if (oldResponse && isNew) await keepPictures(newResponse, request.url, event, true);
      },
    },
  ],
});

/** Fetches it if it was never kept; and its pictures. */
export async function keepCatalog(address: string, event: LifetimeEvent): Promise<void> {
  await findCatalog(address, event);
}

export async function keepPicturesOf(address: string, event: LifetimeEvent): Promise<void> {
  const catalog = await findCatalog(address, event);
  if (catalog) await keepPictures(catalog, address, event, false);
}

async function findCatalog(address: string, event: LifetimeEvent): Promise<Response | undefined> {
  const find = () => caches.match(address, { cacheName: CATALOG_CACHE, ignoreVary: true });
  const found = await find();
  if (found) return found;
  const request = new Request(address, { cache: 'no-cache', credentials: 'same-origin' });
  // The page reports a catalog that is out of reach.
  const [response] = await Promise.all(answerCatalog.handleAll({ event, request })).catch(() => []);
  if (response && MISSING.includes(response.status)) await tellMissing(address, response);
  return find();
}

/** The page may ask at another address than the one that the worker's file names. */
function tellMissing(where: string, { status }: Response): Promise<void> {
  const message = `It was answered with ${status}: take it out of self.punnet.catalog, or put it there.`;
  return tellPages({ code: 'shell-incomplete', where, message });
}

function stamp({ body, headers }: Response): Response {
  const type = headers.get('content-type') ?? 'application/json';
  return new Response(body, { headers: { 'content-type': type, [KEPT]: new Date().toISOString() } });
}
