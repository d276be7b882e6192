/** Has its element look again when a day begins at the shop, and whenever the shopper comes back to the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { DAY_MS } from '../../core/consent/retention.js';
import { toEpoch, toLocalDate } from '../../core/pickup/zone.js';
import type { ShopLink } from '../shop/shop-link.js';

export class DayWatch implements ReactiveController {
  /** How often they came back. */
  returns = 0;

  readonly #host: ReactiveControllerHost & Element;
  readonly #link: ShopLink;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & Element, link: ShopLink) {
    this.#host = host;
    this.#link = link;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.#look);
    // Elsewhere on the page there is as much to look at anew.
    this.#host.requestUpdate();
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#look);
    clearTimeout(this.#timer);
  }

  hostUpdated() {
    clearTimeout(this.#timer);
    const zone = this.#zone;
    if (zone === undefined || !this.#host.isConnected) return;
    const tomorrow = new Date(Date.parse(this.today) + DAY_MS).toISOString().slice(0, 10);
    const update = () => this.#host.requestUpdate();
    this.#timer = setTimeout(update, Math.max(0, toEpoch(tomorrow, 0, zone) - this.now));
  }

  /** As the shop's time is. */
  get now(): number {
    return Date.now() + (this.#link.state?.clockAhead ?? 0);
  }

  /** The date at the shop; nothing before there is a catalog. */
  get today(): string {
    return this.#zone === undefined ? '' : toLocalDate(this.now, this.#zone);
  }

  get #zone(): string | undefined {
    return this.#link.state?.catalog?.shop.timezone;
  }

  readonly #look = () => {
    if (document.visibilityState !== 'visible') return;
    this.returns += 1;
    this.#host.requestUpdate();
  };
}
