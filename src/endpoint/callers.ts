/**
 * Who may ask how often. A device of which an order was taken has a limit of its own;
 * all others share one, since keys and refused orders cost nothing to make. Addresses are not looked at:
 * behind a proxy or a phone network they are not people's own.
 */
import type { LedgerReads } from '../core/intake/ledger.js';
import { RateLimit, type RateLimitOptions } from './rate-limit.js';

export interface CallerLimits extends RateLimitOptions {
  /** For all unsigned requests and all devices that never ordered, together. */
  readonly strangersBurst: number;
  readonly strangersPerSecond: number;
}

const STRANGERS = '';

export class Callers {
  readonly #ledger: LedgerReads;
  readonly #regulars: RateLimit;
  readonly #strangers: RateLimit;

  constructor(ledger: LedgerReads, limits: CallerLimits) {
    const { strangersBurst: burst, strangersPerSecond: perSecond } = limits;
    this.#ledger = ledger;
    this.#regulars = new RateLimit(limits);
    this.#strangers = new RateLimit({ burst, perSecond, maxDevices: 1 });
  }

  /**
   * @param device undefined if the request is not signed
   * @param weight of the request, 1 or more: strangers pay by it, since what they send is kept or looked up as well
   * @returns seconds to wait; 0 if the request may pass
   */
  async take(device: string | undefined, now: number, weight: number): Promise<number> {
    const isRegular = device !== undefined && (await this.#hasOrdered(device));
    return isRegular ? this.#regulars.take(device, now) : this.#strangers.take(STRANGERS, now, weight);
  }

  async #hasOrdered(device: string): Promise<boolean> {
    return this.#regulars.knows(device) || (await this.#ledger.hasOrdered(device));
  }
}
