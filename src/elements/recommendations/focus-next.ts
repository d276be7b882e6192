/**
 * Keeps the focus in a list whose items come and go: where the one that had it has gone, it is on the title of what
 * stands in that place now, else on the list's heading. The shopper may look elsewhere by then.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { deepActiveElement } from '../page/focus-heading.js';

export class FocusNext implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #held: Element | null | undefined;
  #at = -1;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate() {
    this.#held = this.#host.shadowRoot?.activeElement;
    const item = this.#held?.closest('li');
    this.#at = item ? this.#items().indexOf(item) : -1;
  }

  hostUpdated() {
    if (!this.#held || this.#held.isConnected || deepActiveElement()) return;
    const items = this.#items();
    const item = this.#at < 0 ? undefined : (items[this.#at] ?? items.at(-1));
    const root = this.#host.shadowRoot;
    const title = item?.querySelector<HTMLElement>('.title');
    // A page may have put its own heading in the place of this one, which then can't have it.
    const others = ['.heading', '.base'].map((each) => root?.querySelector<HTMLElement>(each));
    for (const target of [title, ...others]) {
      if (!target || root?.activeElement) continue;
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }

  #items(): readonly Element[] {
    return [...(this.#host.shadowRoot?.querySelectorAll('li') ?? [])];
  }
}
