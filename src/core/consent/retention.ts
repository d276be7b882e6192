/** How long what is kept may be kept, in days. */

export const RETENTION_DAYS = {
  draftBasket: 7,
  /** What suggestions are made of. */
  purchaseHistory: 180,
} as const;

export const DAY_MS = 86_400_000;

/** @param changedAt ISO 8601, UTC */
export function isDraftForgotten(changedAt: string, now: number): boolean {
  return now - Date.parse(changedAt) > RETENTION_DAYS.draftBasket * DAY_MS;
}

/** The same of what is counted for experiments, with the shopper's leave. */
export const MEASURE_RETENTION_DAYS = {
  /** On the device: ids of orders that were saved after an experiment was first seen, counted from then. */
  savedOrders: 30,
  /** At the endpoint, and for as long a device sends a report again: ids of reports that were counted. */
  reportIds: 21,
  /** At the endpoint: sums over all devices. Twenty-five months, so that a year can be held against the last. */
  sums: 761,
} as const;
