/**
 * Lets a few requests be worked on at a time and others wait outside, their bodies
 * unread, so that memory stays bounded however many come.
 */
export class Gate {
  readonly #maxInside: number;
  readonly #maxWaiting: number;
  #inside = 0;
  readonly #waiting: (() => void)[] = [];
  #emptied: (() => void)[] = [];

  constructor(maxInside: number, maxWaiting: number) {
    this.#maxInside = maxInside;
    this.#maxWaiting = maxWaiting;
  }

  /** How many wait outside. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Undefined, and nothing was done, if too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#inside < this.#maxInside) this.#inside += 1;
    else if (this.#waiting.length >= this.#maxWaiting) return undefined;
    // Whoever leaves hands over its place, so the count stays as it is.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** Resolves when nobody is inside. */
  async empty(): Promise<void> {
    if (this.#inside > 0) await new Promise<void>((resolve) => this.#emptied.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) return next();
    this.#inside -= 1;
    if (this.#inside > 0) return;
    for (const resolve of this.#emptied) resolve();
    this.#emptied = [];
  }
}
