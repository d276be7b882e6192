/**
 * Registers the host's service worker, says in words what stands in its way, and watches over it: whether the site
 * is kept, and whether another build waits to take over. Nothing here is needed to order.
 */
import buildId from 'virtual:build-id';

import type { FromShell, ToShell } from '../core/shell-messages.js';
import type { ShopProblem } from '../core/shop-config.js';
import { toScriptUrl } from '../core/trusted-url.js';
import { findShellFault, findSiteFault } from './shell-faults.js';
import { takeOver } from './take-over.js';

/** `kept`: the page opens with no network. `update`: and another build waits until this page goes. */
export type ShellState = 'none' | 'kept' | 'update';

export interface ShellListener {
  changed(state: ShellState): void;
  report(problem: ShopProblem): void;
}

export interface Shell {
  /** Loads the page again with the build that waits. */
  update(): void;
}

/** @param address of the host's file, as the page writes it */
export async function registerShell(address: string, listener: ShellListener): Promise<Shell | undefined> {
  const fault = findShellFault(address);
  if (fault) {
    listener.report(fault);
    return undefined;
  }
  const { serviceWorker } = navigator;
  const url = new URL(address, document.baseURI).href;
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromShell | undefined>) => {
    if (data?.punnet === 'problem') listener.report(data.problem);
  });
  serviceWorker.startMessages();
  try {
    // Past the browser's cache: else a new build is noticed a day late.
    const registration = await serviceWorker.register(toScriptUrl(url), { updateViaCache: 'none' });
    const outside = !document.URL.startsWith(registration.scope);
    if (outside) listener.report(toScopeProblem(address, registration.scope));
    watch(registration, listener);
    // A browser looks for a new build by itself, but not soon while the worker is busy.
    if (registration.active) void registration.update().catch(() => undefined);
    return { update: () => takeOver(registration) };
  } catch (error) {
    const problem = await findSiteFault(url, error);
    if (problem) listener.report(problem);
    return undefined;
  }
}

function toScopeProblem(address: string, scope: string): ShopProblem {
  const message = `The file serves pages below ${scope} alone, and this one is not: put it at the root of the site, as /sw.js.`;
  return { code: 'service-worker-scope', where: address, message };
}

function watch(registration: ServiceWorkerRegistration, { changed }: ShellListener): void {
  let state: ShellState = 'none';
  const show = (next: ShellState) => {
    // What waits stays said, also when another tab has let it in: this page is of the build before.
    if (state === 'update' || next === state) return;
    state = next;
    changed(next);
  };
  const keep = (worker: ServiceWorker) => void ask(worker, { punnet: 'keep' }).then(() => show('kept'));
  const consider = async (worker: ServiceWorker) => {
    if ((await ask(worker, { punnet: 'build' })) !== buildId) return show('update');
    // The page is of that build already, from the network: nobody needs to be asked.
    worker.postMessage({ punnet: 'take-over' } satisfies ToShell);
  };
  const follow = (worker: ServiceWorker) => {
    const look = () => {
      if (worker.state === 'installed' && registration.active) void consider(worker);
      if (worker.state === 'activated' && state !== 'update') keep(worker);
    };
    worker.addEventListener('statechange', look);
    look();
  };
  registration.addEventListener(
    'updatefound',
    () => registration.installing && follow(registration.installing),
  );
  for (const worker of [registration.active, registration.waiting, registration.installing])
    if (worker) follow(worker);
}

function ask(worker: ServiceWorker, question: ToShell): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(question, [port2]);
  });
}
