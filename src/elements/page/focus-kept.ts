/**
 * Keeps the focus inside an element when what had it is drawn no more, as a button
 * whose work is done: it goes on to what stands there now, and nothing scrolls. The
 * shopper may look elsewhere by then.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { deepActiveElement } from './focus-heading.js';

export class FocusKept implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #selectors: readonly string[];
  #held: Element | null | undefined;
  /** The one among several that it stood in. */
  #article: Element | null | undefined;

  /** @param selectors of where it goes on to, the best first */
  constructor(host: ReactiveControllerHost & HTMLElement, ...selectors: readonly string[]) {
    this.#host = host;
    this.#selectors = selectors;
    host.addController(this);
  }

  hostUpdate() {
    this.#held = this.#host.shadowRoot?.activeElement;
    this.#article = this.#held?.closest('article');
  }

  hostUpdated() {
    if (!this.#held || this.#held.isConnected || deepActiveElement()) return;
    const within = this.#article?.isConnected ? this.#article : this.#host.shadowRoot;
    const [target] = this.#selectors.flatMap((each) => within?.querySelector<HTMLElement>(each) ?? []);
    if (!target) return;
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
}
