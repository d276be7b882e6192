/** Knows whether there is more in a box than fits into it: only then is it a stop for the keyboard. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class OverflowWatch implements ReactiveController {
  overflows = false;

  readonly #host: ReactiveControllerHost;
  #box: Element | null = null;
  #observer: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.watch(null);
  }

  /** After each update: what is in it may be another width with the box as it was. */
  watch(box: Element | null): void {
    this.#observer?.disconnect();
    this.#box = box;
    if (!box) return;
    // It tells what it begins with as well.
    this.#observer ??= new ResizeObserver(this.#look);
    for (const watched of [box, ...box.children]) this.#observer.observe(watched);
  }

  readonly #look = () => {
    if (!this.#box) return;
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = this.#box;
    const overflows = scrollWidth > clientWidth || scrollHeight > clientHeight;
    if (overflows === this.overflows) return;
    this.overflows = overflows;
    // In this frame the browser would tell of its own telling.
    requestAnimationFrame(() => this.#host.requestUpdate());
  };
}
