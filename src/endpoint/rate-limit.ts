/**
 * Token buckets by device key: a burst, then a steady rate. What asks for more work
 * may cost more than one token. Remembers a bounded number of devices; one that was
 * quiet long enough to be full again is forgotten.
 */

export interface RateLimitOptions {
  /** Tokens at once. */
  readonly burst: number;
  /** Tokens per second after that. */
  readonly perSecond: number;
  readonly maxDevices: number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

export class RateLimit {
  readonly #options: RateLimitOptions;
  /** Least recently used first. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  /** Whether it has asked, and was not quiet for too long since. */
  knows(device: string): boolean {
    return this.#buckets.has(device);
  }

  /**
   * @param cost in tokens; whatever is dearer than the burst costs all of it
   * @returns seconds to wait; 0 if the request may pass
   */
  take(device: string, now: number, cost = 1): number {
    const { burst, perSecond, maxDevices } = this.#options;
    const before = this.#buckets.get(device) ?? { tokens: burst, at: now };
    const gained = (Math.max(0, now - before.at) / 1000) * perSecond;
    const tokens = Math.min(burst, before.tokens + gained);
    const due = Math.min(cost, burst);
    const passes = tokens >= due;
    this.#buckets.delete(device);
    this.#buckets.set(device, { tokens: passes ? tokens - due : tokens, at: now });
    if (this.#buckets.size > maxDevices) this.#forgetOldest();
    return passes ? 0 : Math.ceil((due - tokens) / perSecond);
  }

  #forgetOldest(): void {
    for (const device of this.#buckets.keys()) {
      this.#buckets.delete(device);
      return;
    }
  }
}
