/** Repaints what depends on the hour, such as a cut-off that comes near, once a minute while it can be seen. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { ShopLink } from '../shop/shop-link.js';
import { shopNow } from '../shop/shop-time.js';

const MINUTE_MS = 60_000;

export class OrderClock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #link: ShopLink;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, link: ShopLink) {
    this.#host = host;
    this.#link = link;
    host.addController(this);
  }

  /** The shop's, in epoch milliseconds. */
  get now(): number {
    return shopNow(this.#link.state);
  }

  hostConnected() {
    this.#timer = setInterval(() => document.hidden || this.#host.requestUpdate(), MINUTE_MS);
  }

  hostDisconnected() {
    clearInterval(this.#timer);
  }
}
