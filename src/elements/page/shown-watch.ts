/** Knows whether any of a part of the page is on screen, and tells when it comes into view. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class ShownWatch implements ReactiveController {
  /** At least a part of what is watched is on screen. */
  isOnScreen = false;

  readonly #tell: () => void;
  #watched: Element | null = null;
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost, tell: () => void) {
    this.#tell = tell;
    host.addController(this);
  }

  hostDisconnected() {
    this.watch(null);
  }

  /** One thing at a time. */
  watch(element: Element | null): void {
    if (element === this.#watched) return;
    this.#observer?.disconnect();
    this.#watched = element;
    this.isOnScreen = false;
    if (!element) return;
    this.#observer = new IntersectionObserver((entries) => {
      this.isOnScreen = entries.at(-1)?.isIntersecting ?? false;
      if (this.isOnScreen) this.#tell();
    });
    this.#observer.observe(element);
  }
}
