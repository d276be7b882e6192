/**
 * The page's shell, as far as every page has it: who shows how it stands, and where the code is that looks after it.
 * That loads only where a shop names a service worker.
 */
import type { ReactiveControllerHost } from 'lit';

import type { ShopProblem } from '../../core/shop-config.js';

export interface ShellShop extends Element {
  readonly serviceWorker: string | null;
  report(problem: ShopProblem): void;
}

export const SHELL: {
  code?: typeof import('./shop-shell.js');
  /** Drawn again when there is something to say. */
  readonly hosts: Set<Element & ReactiveControllerHost>;
} = { hosts: new Set() };

/** Has the host's file registered, once for the page. */
export function keepShell(shop: ShellShop): void {
  if (!shop.serviceWorker) return;
  void import('./shop-shell.js').then(
    (code) => (SHELL.code = code).keep(shop),
    // With no network its code is not to be had, and nothing could be kept.
    () => undefined,
  );
}
