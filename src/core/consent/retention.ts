/** How long what is kept may be kept, on the device and at the endpoint, in days. */

export const RETENTION_DAYS = {
  draftBasket: 7,
  /** What an order held, once nothing is left to come of it. */
  settledOrder: 30,
  /** Its code, its receipt, where and when. */
  receipt: 90,
  /** What suggestions are made of. */
  purchaseHistory: 180,
  /** What a shop's sales say of its products, beside a testimonial. */
  pulse: 7,
  /** At the endpoint: name and ways to reach the shopper, after the time at which their order was to be collected. */
  sealedContact: 90,

  /** With leave alone, for experiments. On the device: ids of orders that were saved after one was seen, counted from then. */
  savedOrders: 30,
  /** At the endpoint, and for as long a device sends a report again: ids of reports that were counted. */
  reportIds: 21,
  /**
   * Sums over all devices at the endpoint, and on the device what it was shown, so that it is not counted twice. Twenty-five
   * months: a year can be held against the last.
   */
  counted: 761,
} as const;

/** What no days are counted for goes when the shop has answered, when it is erased, or when the leave for it is taken back. */
export type KeptUntil = 'answered' | 'erased' | 'withdrawn';

/** In the order in which a shopper reads it, what is part of another left out. */
export const RETENTION: readonly {
  readonly what:
    | Exclude<keyof typeof RETENTION_DAYS, 'savedOrders' | 'reportIds'>
    | 'unsentOrder'
    | 'signingKey'
    | 'ownOrder'
    | 'choice'
    | 'points';
  readonly days: number | KeptUntil;
}[] = [
  { what: 'draftBasket', days: RETENTION_DAYS.draftBasket },
  { what: 'unsentOrder', days: 'answered' },
  { what: 'settledOrder', days: RETENTION_DAYS.settledOrder },
  { what: 'receipt', days: RETENTION_DAYS.receipt },
  { what: 'signingKey', days: 'erased' },
  { what: 'choice', days: 'erased' },
  { what: 'purchaseHistory', days: RETENTION_DAYS.purchaseHistory },
  { what: 'ownOrder', days: 'withdrawn' },
  { what: 'pulse', days: RETENTION_DAYS.pulse },
  { what: 'counted', days: RETENTION_DAYS.counted },
  { what: 'points', days: 'erased' },
  { what: 'sealedContact', days: RETENTION_DAYS.sealedContact },
];

export const DAY_MS = 86_400_000;

/** @param changedAt ISO 8601, UTC */
export function isDraftForgotten(changedAt: string, now: number): boolean {
  return now - Date.parse(changedAt) > RETENTION_DAYS.draftBasket * DAY_MS;
}

/** @param askedAt ISO 8601, UTC */
export function isPulseForgotten(askedAt: string, now: number): boolean {
  return now - Date.parse(askedAt) > RETENTION_DAYS.pulse * DAY_MS;
}
