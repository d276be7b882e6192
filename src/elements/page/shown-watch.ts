/** Knows whether enough of a part of the page is on screen, and tells when it has been for long enough. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface Enough {
  /** Of its area, 0 to 1; with 0 any of it does. */
  readonly share?: number;
  /** Without a break, in milliseconds. */
  readonly forMs?: number;
}

export class ShownWatch implements ReactiveController {
  /** Enough of what is watched is on screen. */
  isOnScreen = false;

  readonly #tell: () => void;
  readonly #enough: Required<Enough>;
  #watched: Element | null = null;
  #what = '';
  #observer: IntersectionObserver | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, tell: () => void, { share = 0, forMs = 0 }: Enough = {}) {
    this.#tell = tell;
    this.#enough = { share, forMs };
    host.addController(this);
  }

  hostDisconnected() {
    this.watch(null);
  }

  /**
   * One thing at a time.
   *
   * @param what is shown there: of anything else the time begins anew
   */
  watch(element: Element | null, what = ''): void {
    const isOther = what !== this.#what;
    this.#what = what;
    if (element === this.#watched) {
      if (isOther) this.#look();
      return;
    }
    this.#observer?.disconnect();
    document.removeEventListener('visibilitychange', this.#look);
    this.#watched = element;
    this.isOnScreen = false;
    this.#look();
    if (!element) return;
    const { share, forMs } = this.#enough;
    this.#observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        this.isOnScreen = Boolean(last?.isIntersecting) && Number(last?.intersectionRatio) >= share;
        this.#look();
      },
      { threshold: share },
    );
    this.#observer.observe(element);
    // A page behind another keeps what is on its screen.
    if (forMs > 0) document.addEventListener('visibilitychange', this.#look);
  }

  readonly #look = () => {
    clearTimeout(this.#timer);
    const { forMs } = this.#enough;
    if (!this.isOnScreen) return;
    if (forMs === 0) this.#tell();
    else if (document.visibilityState === 'visible') this.#timer = setTimeout(this.#tell, forMs);
  };
}
