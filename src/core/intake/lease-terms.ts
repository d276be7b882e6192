/**
 * What a device may be given to sell by itself, by its class, and for how long. A shopper's
 * lease covers a basket on its way through a tunnel; a stall's covers a market day.
 */
import type { DeviceClass } from '../protocol/intent.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

export interface LeaseTerms {
  readonly ttlMs: number;
  /** Clocks that run apart by less than margin ÷ ttl keep every promise. */
  readonly marginMs: number;
  /** An outage that is shorter breaks no promise. */
  readonly graceMs: number;
  /** Of one variant at one depot. */
  readonly units: number;
  readonly items: number;
  /** In which it may have places: one for a shopper, since nobody collects at two times. */
  readonly slots: number;
  /** In one slot, each for one order. */
  readonly places: number;
  /** The part of pool and leases together that may be leased; rounded up, so that the last unit may be. */
  readonly share: number;
}

const SHOPPER: LeaseTerms = {
  ttlMs: 15 * MINUTE_MS,
  marginMs: 30 * SECOND_MS,
  graceMs: 45 * MINUTE_MS,
  units: 24,
  items: 60,
  slots: 1,
  places: 1,
  share: 0.5,
};

const STALL: LeaseTerms = {
  ttlMs: 12 * HOUR_MS,
  marginMs: 10 * MINUTE_MS,
  graceMs: 24 * HOUR_MS,
  units: 2_000,
  items: 500,
  slots: 100,
  places: 20,
  share: 1,
};

/** Shoppers who may hold leases from one address at once: a family behind one router, not a thousand made-up devices. */
export const MOST_PER_ADDRESS = 12;

export function termsOf(kind: DeviceClass): LeaseTerms {
  return kind === 'shopper' ? SHOPPER : STALL;
}
