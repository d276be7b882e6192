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
