/**
 * Code that loads after the first paint, once for the whole page. Some of it is
 * expected: until that has come, no order can be placed with the network gone.
 */
import type { ReactiveControllerHost } from 'lit';

const expected = new Set<LateCode<unknown>>();
const waiting = new Set<() => void>();

export class LateCode<T> {
  /** What it is, once it is there. */
  value: T | undefined;
  /** It could not be had when it was last asked for. */
  failed = false;

  readonly #import: () => Promise<T>;
  #coming: Promise<T> | undefined;
  /** Elements that are drawn without it. */
  readonly #without = new Set<ReactiveControllerHost>();

  constructor(load: () => Promise<T>) {
    this.#import = load;
  }

  /** The shop waits for it before it says that it is ready. */
  expect(): void {
    expected.add(this);
  }

  /** Rejects where it can't be had now; asked for again by the next call, and when the network is back. */
  load(): Promise<T> {
    this.#coming ??= this.#try().finally(() => waiting.forEach((tell) => tell()));
    return this.#coming;
  }

  /**
   * Draws the element again when it is there, and when it is known that it can't be had now: also when it has come
   * since the element was drawn.
   */
  async bringTo(host: ReactiveControllerHost): Promise<void> {
    if (this.value === undefined) await this.load().catch(() => this.#without.add(host));
    host.requestUpdate();
  }

  async #try(): Promise<T> {
    this.failed = false;
    try {
      this.value = await this.#import();
    } catch (error) {
      this.failed = true;
      this.#coming = undefined;
      // Who asked is told; this one is told to nobody but those that wait.
      addEventListener('online', () => void this.load().catch(() => undefined), { once: true });
      throw error;
    }
    for (const host of this.#without) host.requestUpdate();
    this.#without.clear();
    return this.value;
  }
}

/** What places an order and shows what became of it, and what the core tags show late. */
export const ORDER_PATH = new LateCode(() => import('./order-path.js'));

/** Whether all that is expected is there; `pending` while it may still come by itself. */
export function expectedCode(): 'there' | 'pending' | 'failed' {
  const missing = [...expected].filter(({ value }) => value === undefined);
  if (!missing.length) return 'there';
  return missing.some(({ failed }) => failed) ? 'failed' : 'pending';
}

/** @returns a function that ends it */
export function onLateCode(tell: () => void): () => void {
  waiting.add(tell);
  return () => waiting.delete(tell);
}
