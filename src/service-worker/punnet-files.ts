/**
 * Punnet's own files of this worker's build. Each is known by its hash, so that a server in the middle of a change
 * never hands in a file of another build; and each is asked for with the build's id, as pages do.
 */
import build from 'virtual:punnet-files';
import { CacheFirst } from 'workbox-strategies/CacheFirst.js';
import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';

import { allFiles } from './build-files.js';
import { FILES_CACHE, ownCaches } from './caches.js';
import { failingServers } from './failing-servers.js';
import { letsIn } from './integrity.js';
import { addressIn, folderOf } from './own-address.js';
import type { NamedFile } from './page-text.js';
import { scope, type LifetimeEvent } from './scope.js';
import { ShellFault, UNREACHED } from './shell-fault.js';

const folder = folderOf(addressIn(String(new Error().stack)), scope.location.href);
const hashes = allFiles(build);
const PATIENCE_S = 3;
const ENTRY = /\/punnet(?:\.classic)?\.js$/;
const CHUNK = /\/chunks\/[\w-]+\.(?:js|wasm)\?[0-9a-f]{8}$/;

/** Every request has a hash, which nothing but the file passes: no answer needs another look before it is kept. */
const strategy = new CacheFirst({
  cacheName: FILES_CACHE,
  matchOptions: { ignoreVary: true },
  plugins: [
    {
      // Kept as from where it was asked for: what a file loads in turn is asked for from beside it.
      cacheWillUpdate: async ({ response }: { response: Response }) =>
        response.redirected ? new Response(response.body, response) : response,
    },
  ],
});

/** The file that a page asks for, if it is of this build; its entries whatever query they carry. */
export function fileNamed({ href }: URL): string | undefined {
  if (folder === undefined || !href.startsWith(folder)) return undefined;
  const [name = '', query] = href.slice(folder.length).split('?');
  if (!Object.hasOwn(hashes, name)) return undefined;
  return isLate(name) && query !== build.id ? undefined : name;
}

/** One that loads on use. */
const isLate = (name: string) => name.includes('/');

/** A chunk of some build, by the id that it is asked for with; in any folder, since a build may have its own. */
export const isChunk = ({ href, origin }: URL) =>
  folder !== undefined && new URL(folder).origin === origin && CHUNK.test(href);

/**
 * Whether a page that names this file comes with another Punnet than this worker keeps: from elsewhere, or by the hash
 * of another build.
 *
 * @throws ShellFault
 */
export async function isForeign({ address, integrity }: NamedFile, event: LifetimeEvent): Promise<boolean> {
  const url = new URL(address);
  const name = fileNamed(url);
  if (name === undefined) return folder !== undefined && ENTRY.test(url.pathname);
  if (!integrity) return false;
  await keepFile(name, event);
  return !(await letsIn(integrity, await answerFile(name, event)));
}

/** From what is kept, else from the network, and kept then if that can be; of this build in any case. */
export function answerFile(name: string, event: LifetimeEvent): Promise<Response> {
  const [answer, kept] = handleFile(name, event);
  kept.catch(() => undefined);
  return answer.catch(() => fetch(requestOf(name)));
}

/** From the network while that answers, of whatever build; what is kept stays of this one. */
export const answerEntry = new NetworkFirst({
  cacheName: FILES_CACHE,
  matchOptions: { ignoreVary: true },
  networkTimeoutSeconds: PATIENCE_S,
  plugins: [
    failingServers,
    {
      cacheKeyWillBeUsed: async ({ request }: { request: Request }) =>
        requestOf(fileNamed(new URL(request.url)) ?? ''),
      cacheWillUpdate: async () => null,
    },
  ],
});

/** For a page of an earlier build: what is kept of that, else whatever the network has. */
export async function answerChunk(request: Request): Promise<Response> {
  for (const cacheName of await ownCaches()) {
    const found = await caches.match(request.url, { cacheName, ignoreVary: true });
    if (found) return found;
  }
  return fetch(request);
}

/** @throws ShellFault that says what is wrong with the server of the files */
export async function keepFile(name: string, event: LifetimeEvent): Promise<void> {
  if (folder === undefined) return;
  const keep = (options?: RequestInit) => Promise.all(handleFile(name, event, options));
  try {
    // The second time past the browser's own cache: what lies there was had without CORS, perhaps.
    await keep().catch(() => keep({ cache: 'reload' }));
  } catch (error) {
    if (error instanceof DOMException) throw error;
    throw await explain(name);
  }
}

/** What a page has come to use, and none names: an update has that too, before it is asked for with no network. */
export async function keepUsed(event: LifetimeEvent): Promise<void> {
  const earlier = await ownCaches();
  for (const name of Object.keys(build.others).filter(isLate)) {
    const address = `${folder}${name}`;
    const find = (cacheName: string) =>
      caches.match(address, { cacheName, ignoreSearch: true, ignoreVary: true });
    const found = (await Promise.all(earlier.map(find))).find(Boolean);
    if (!found) continue;
    if (!(await letsIn(hashes[name] ?? '', found))) await keepFile(name, event);
    // Most updates leave it as it is: it is not fetched once more.
    else await (await caches.open(FILES_CACHE)).put(requestOf(name), found);
  }
}

function handleFile(name: string, event: LifetimeEvent, options?: RequestInit) {
  return strategy.handleAll({ event, request: requestOf(name, options) });
}

function requestOf(name: string, options: RequestInit = {}): Request {
  const integrity = hashes[name] ?? '';
  const address = `${folder}${name}?${build.id}`;
  return new Request(address, { mode: 'cors', credentials: 'same-origin', integrity, ...options });
}

async function explain(name: string): Promise<ShellFault> {
  const address = `${folder}${name}`;
  const ask = (mode: RequestMode) =>
    fetch(`${address}?${build.id}`, { mode, cache: 'reload' }).catch(() => undefined);
  const answer = await ask('cors');
  if (answer?.ok) {
    const message = `This file is not of the same build as the worker beside it (${build.id}): serve the files of one build together.`;
    return new ShellFault('shell-other-build', address, message);
  }
  if (answer) return new ShellFault('shell-incomplete', address, `It was answered with ${answer.status}.`);
  if (await ask('no-cors')) {
    const message = `The server of Punnet\u2019s files must send "Access-Control-Allow-Origin: *"; without it they can\u2019t be kept for use with no network.`;
    return new ShellFault('shell-no-cors', address, message);
  }
  return new ShellFault('shell-incomplete', address, UNREACHED);
}
