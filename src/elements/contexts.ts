/**
 * What flows down from a shop to everything that shows it: one handle, new with
 * every change. Knows no element's look and nothing of how the shop is run.
 */
import { createContext } from '@lit/context';

import type { ShopProblem } from '../core/shop-config.js';
import type { Outcome, ShopPort } from '../core/shop-port.js';
import type { ShopState } from '../core/shop-state.js';
import type { TermOverrides } from '../locales/terms.js';

export type { Term, TermKey, TermOverrides } from '../locales/terms.js';

/** What other elements may ask of the shop's element. */
export interface ShopElement extends HTMLElement {
  readonly debug: boolean;
  /** Address of the shop's sync endpoint; without one, nobody confirms anything. */
  readonly endpoint: string | null;
  /** Who ranks what a shopper may want again, as the page says it. */
  readonly recommender: string | null;
  /** What was reported so far, oldest first. */
  readonly problems: readonly ShopProblem[];
  /** Says it in the page's one live region; within half a second the last one wins. */
  announce(text: string): void;
  /** Fires `punnet-error` from `origin`, once for the same problem. */
  report(problem: ShopProblem, origin?: HTMLElement): void;
  /**
   * Acts for the shopper: dispatches `request` from `origin`, and acts unless a
   * listener cancelled it (`code: 'prevented'`, about which nothing is shown).
   */
  ask<T>(
    origin: HTMLElement,
    request: CustomEvent | null,
    act: (port: ShopPort) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>>;
}

export interface ShopHandle {
  readonly port: ShopPort;
  readonly state: ShopState;
  readonly element: ShopElement;
  /** The host's own words. */
  readonly terms: TermOverrides;
}

/** `undefined` once the shop has left the page. */
export const shopContext = createContext<ShopHandle | undefined>(Symbol.for('punnet.shop'));
