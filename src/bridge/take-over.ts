/**
 * Lets the build in that waits, because the shopper said so, and loads the page again with it. The worker in office goes
 * when it has nothing in hand, and Chromium ends it early for that, but only once: where a page asks for a file in the
 * very moment in which it ends, it starts anew, and nothing hurries it any more. The button would seem to do nothing for
 * half a minute, or for five while another tab goes on asking. A visit below the worker's path has Chromium hurry it
 * again, also in a frame: for a minute, while the build is not in, and none after one that was refused.
 */
import type { ToShell } from '../core/shell-messages.js';
import { closeEngines } from './engine-seat.js';
import { isChromium } from './which-browser.js';

/** Most take over well before. */
const PATIENCE_MS = 2_000;
/** A worker that outstays these is not hurried by more. */
const MOST_VISITS = 30;

/** Aborted when the page goes, or when the button is pressed again. */
let wait: AbortController | undefined;
/** So many were made, however often the button was pressed. */
const visits = new WeakMap<ServiceWorkerRegistration, number>();
let visit: HTMLIFrameElement | undefined;

/** @param reload loads the page again */
export function takeOver(registration: ServiceWorkerRegistration, reload = leave): void {
  wait?.abort();
  const { signal } = (wait = new AbortController());
  const finish = () => {
    wait?.abort();
    void reload();
  };
  // Another tab has let it in before.
  if (!registration.waiting) return finish();
  navigator.serviceWorker.addEventListener('controllerchange', finish, { signal });
  document.addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective }) => effectiveDirective === 'frame-src' && visits.set(registration, MOST_VISITS),
    { signal },
  );
  letIn(registration);
  const ticks = setInterval(() => {
    // It came in, or came to nothing: a page outside its path is told of neither.
    if (!registration.waiting) return finish();
    letIn(registration);
    hurry(registration);
  }, PATIENCE_MS);
  signal.addEventListener('abort', () => clearInterval(ticks));
}

/** The one that waits by now: a newer one may have come in its place, which nobody has told. */
function letIn({ waiting }: ServiceWorkerRegistration): void {
  waiting?.postMessage({ punnet: 'take-over' } satisfies ToShell);
}

/** The worker's own file lies below its path, is small, and runs nothing in a frame. */
function hurry(registration: ServiceWorkerRegistration): void {
  const { active } = registration;
  const made = visits.get(registration) ?? 0;
  if (!active || !isChromium() || made >= MOST_VISITS) return;
  visits.set(registration, made + 1);
  // One that hangs keeps no connection from the page.
  visit?.remove();
  const frame = (visit = document.createElement('iframe'));
  frame.style.display = 'none';
  frame.onload = () => {
    // Refused by the site's policy or by the file's: the console says so each time.
    if (!frame.contentDocument) visits.set(registration, MOST_VISITS);
    frame.remove();
  };
  frame.src = active.scriptURL;
  document.body.append(frame);
}

/**
 * What the shopper began is done first, an order kept. WebKit may leave the database locked for ever by a worker that
 * went in the middle of reading it.
 */
async function leave(): Promise<void> {
  await closeEngines();
  location.reload();
}
