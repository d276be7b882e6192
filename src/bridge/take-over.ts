/**
 * Lets the build in that waits, because the shopper said so, and loads the page again with it. The worker in office goes
 * when it has nothing in hand, and Chromium ends it early for that, but only once: where a page asks for a file in the
 * very moment in which it ends, it starts anew, and nothing hurries it any more. The button would seem to do nothing for
 * half a minute, or for five while another tab goes on asking. A visit below the worker's path has Chromium hurry it
 * again, also in a frame: one is made until the build is in.
 */
import type { ToShell } from '../core/shell-messages.js';
import { closeEngines } from './engine-seat.js';

/** Most take over well before. */
const PATIENCE_MS = 2_000;

let hurrying: ReturnType<typeof setInterval> | undefined;
let visit: HTMLIFrameElement | undefined;

export function takeOver(registration: ServiceWorkerRegistration): void {
  // Another tab has let it in before.
  if (!registration.waiting) return void reload();
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
  letIn(registration);
  clearInterval(hurrying);
  hurrying = setInterval(() => {
    letIn(registration);
    hurry(registration);
  }, PATIENCE_MS);
}

/** The one that waits by now: a newer one may have come in its place, which nobody has told. */
function letIn({ waiting }: ServiceWorkerRegistration): void {
  waiting?.postMessage({ punnet: 'take-over' } satisfies ToShell);
}

/** The worker's own file lies below its path, is small, and runs nothing in a frame. */
function hurry({ active }: ServiceWorkerRegistration): void {
  if (!active) return;
  // One that hangs keeps no connection from the page.
  visit?.remove();
  visit = document.createElement('iframe');
  visit.style.display = 'none';
  visit.onload = () => visit?.remove();
  visit.src = active.scriptURL;
  document.body.append(visit);
}

/**
 * What the shopper began is done first, an order kept. WebKit may leave the database locked for ever by a worker that
 * went in the middle of reading it.
 */
async function reload(): Promise<void> {
  clearInterval(hurrying);
  await closeEngines();
  location.reload();
}
