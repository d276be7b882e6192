/**
 * The shell: what makes a site open, sell and show its orders with every server gone, after one visit. The host's
 * own worker imports it. It answers what it was told of and nothing else; orders and whatever is not a plain GET go
 * their way untouched.
 */
import build from 'virtual:punnet-files';

import type { ToShell } from '../core/shell-messages.js';
import { createAnswers } from './answers.js';
import { ownCaches } from './caches.js';
import { keepCatalog, keepPicturesOf } from './catalog.js';
import { clearUp, needOwnBuild } from './earlier-builds.js';
import { readKnown } from './known.js';
import { keepPage } from './pages.js';
import { keepUsed } from './punnet-files.js';
import { readShellConfig } from './read-config.js';
import { scope, type LifetimeEvent } from './scope.js';
import { tellPages, toProblem, ShellFault } from './shell-fault.js';

const read = readShellConfig(scope.punnet, scope.location.href);

scope.addEventListener('install', (event) => {
  event.waitUntil(
    install(event).catch(async (error: unknown) => {
      await tellPages(toProblem(error));
      throw error;
    }),
  );
});

async function install(event: LifetimeEvent): Promise<void> {
  if (!read.ok) throw new ShellFault(read.problem.code, read.problem.where, read.problem.message);
  const { pages, catalogs, remove } = read.config;
  if (remove) return scope.skipWaiting();
  await needOwnBuild();
  await Promise.all(pages.map((page) => keepPage(page, event)));
  await Promise.all(catalogs.map((catalog) => keepCatalog(catalog, event)));
  // A shop goes on without it.
  await keepUsed(event).catch(() => undefined);
}

scope.addEventListener('activate', (event) => event.waitUntil(activate()));

async function activate(): Promise<void> {
  if (read.ok && read.config.remove) {
    for (const name of await ownCaches()) await caches.delete(name);
    await scope.registration.unregister();
    return;
  }
  await needOwnBuild();
  await clearUp();
  await scope.clients.claim();
}

scope.addEventListener('message', (event) => {
  const { data, ports } = event as MessageEvent<ToShell | undefined>;
  const answer = (value: unknown) => ports[0]?.postMessage(value);
  if (data?.punnet === 'build') answer(build.id);
  if (data?.punnet === 'take-over') event.waitUntil(scope.skipWaiting());
  if (data?.punnet === 'keep') event.waitUntil(keepTheRest(event).then(answer));
});

/** What the site can open without. */
async function keepTheRest(event: LifetimeEvent): Promise<void> {
  if (!read.ok) return;
  for (const catalog of read.config.catalogs) await keepPicturesOf(catalog, event);
  await clearUp();
}

if (read.ok && !read.config.remove) {
  const answerFor = createAnswers(read.config);
  void readKnown();
  scope.addEventListener('fetch', (event) => {
    const { request } = event;
    // A part of a file is nobody's whole answer.
    if (request.method !== 'GET' || request.headers.has('range')) return;
    const answer = answerFor(request, event);
    if (answer) event.respondWith(answer);
  });
}
