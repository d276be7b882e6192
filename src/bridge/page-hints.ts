/** Forwards to the engine what only a page hears. */
import type { PageHint } from '../core/engine-port.js';
import { refusesForUser } from './privacy-signal.js';

/**
 * @param signal ends it
 * @param leaving also that the page may leave, which is listened for only where it is of use
 */
export function forwardHints(tell: (hint: PageHint) => void, signal: AbortSignal, leaving: boolean): void {
  const say = (kind: PageHint['kind']) => tell({ kind, private: refusesForUser() });
  const listen = (target: EventTarget, event: string, kind: () => PageHint['kind']) =>
    target.addEventListener(event, () => say(kind()), { signal });
  listen(window, 'online', () => 'online');
  listen(window, 'offline', () => 'offline');
  if (leaving) listen(window, 'beforeunload', () => 'leaving');
  listen(window, 'pagehide', () => 'pagehide');
  window.addEventListener('pageshow', (event) => event.persisted && say('pageshow'), { signal });
  listen(document, 'visibilitychange', () => (document.visibilityState === 'visible' ? 'visible' : 'hidden'));
  tellNow(tell);
}

/** How things are, for an engine that takes them to be otherwise. */
export function tellNow(tell: (hint: PageHint) => void): void {
  if (!navigator.onLine) tell({ kind: 'offline' });
  if (document.visibilityState === 'hidden') tell({ kind: 'hidden' });
}
