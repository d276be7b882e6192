/**
 * What a service worker offers, in a page: to be imported before the shell's modules, which ask for it at once. A
 * server is what `answer` says; time, other workers and open pages are what a test sets.
 */
import { letsIn } from '../../src/service-worker/integrity.js';
import type { FetchEvent } from '../../src/service-worker/scope.js';

interface Page {
  readonly id: string;
  readonly postMessage: (message: unknown) => void;
}

/** The other workers of the site, and its pages. */
export const site = {
  installing: null as object | null,
  waiting: null as object | null,
  pages: [] as Page[],
  told: [] as unknown[],
  asked: [] as Request[],
  /** What the worker has the browser do. */
  done: [] as string[],
  update: async (): Promise<unknown> => undefined,
  answer: (_request: Request): Response => new Response(),
};

export const BUILD = '5eedf00d';

/** As one page is open, no other worker is there, and nothing is kept. */
export async function startAnew(): Promise<void> {
  site.told = [];
  site.asked = [];
  site.done = [];
  site.pages = [toPage('one')];
  Object.assign(site, { installing: null, waiting: null, update: async () => undefined });
  for (const name of await caches.keys()) await caches.delete(name);
}

export const toPage = (id: string): Page => ({ id, postMessage: (message) => void site.told.push(message) });

export const toHtml = (text: string) => new Response(text, { headers: { 'content-type': 'text/html' } });

/** @returns the event, and what it waits for */
export function toEvent(): { readonly event: FetchEvent; readonly settled: () => Promise<unknown> } {
  const work: Promise<unknown>[] = [];
  const event = { waitUntil: (promise: Promise<unknown>) => void work.push(promise) };
  return { event: event as unknown as FetchEvent, settled: () => Promise.all(work) };
}

/** What a visit asks with: no script can make such a request. */
export function toNavigation(address: string): Request {
  return Object.defineProperty(new Request(address), 'mode', { value: 'navigate' });
}

/** As a page's tag asks for it: no script can make such a request. */
export function toPart(address: string, destination: string, options: RequestInit = {}): Request {
  return Object.defineProperty(new Request(address, options), 'destination', { value: destination });
}

/** As `integrity.json` writes it. */
export async function hashOf(text: string, bits = '384'): Promise<string> {
  const digest = await crypto.subtle.digest(`SHA-${bits}`, new TextEncoder().encode(text));
  return `sha${bits}-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

/** With the browser's own events, as `updatefound`. */
export const registration = Object.defineProperties(
  Object.assign(new EventTarget(), {
    scope: `${location.origin}/`,
    update: () => site.update(),
    unregister: async () => void site.done.push('unregister'),
  }),
  { installing: { get: () => site.installing }, waiting: { get: () => site.waiting } },
);

Object.assign(globalThis, {
  process: { env: { NODE_ENV: 'production' } },
  FetchEvent: class {},
  registration,
  skipWaiting: async () => void site.done.push('skipWaiting'),
  clients: { matchAll: async () => site.pages },
  fetch: async (given: RequestInfo) => {
    const request = new Request(given);
    site.asked.push(request);
    const response = site.answer(request);
    if (await letsIn(request.integrity, response)) return response;
    throw new TypeError('not what its integrity names');
  },
});
