/** Repaints what depends on the hour, such as a cut-off that comes near, once a minute while it can be seen. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const MINUTE_MS = 60_000;

export class OrderClock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Epoch milliseconds. */
  get now(): number {
    return Date.now();
  }

  hostConnected() {
    this.#timer = setInterval(() => document.hidden || this.#host.requestUpdate(), MINUTE_MS);
  }

  hostDisconnected() {
    clearInterval(this.#timer);
  }
}
