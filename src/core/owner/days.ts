/**
 * Dates of the shop's calendar, for the owner's screen. Leans on no module that a basket needs: what a page takes of
 * those, every page would load.
 */
const DAY_MS = 86_400_000;

const toMs = (day: string) => Date.parse(`${day}T00:00:00Z`);
const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export interface DayRange {
  /** Both included. */
  readonly from: string;
  readonly to: string;
}

/** What may be asked about at once: the protocol's own bound, which no page loads for its sake. */
export const MOST_DAYS = 400;

/** Dates of the calendar in their order, of years with four digits: so they can be compared as texts. */
export function isRange({ from, to }: DayRange): boolean {
  return isDay(from) && isDay(to) && from <= to && toMs(to) - toMs(from) < MOST_DAYS * DAY_MS;
}

function isDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? toMs(text) : NaN;
  return !Number.isNaN(ms) && toDay(ms) === text;
}

export function daysOf({ from, to }: DayRange): readonly string[] {
  const count = Math.round((toMs(to) - toMs(from)) / DAY_MS) + 1;
  return Array.from({ length: count }, (_, index) => toDay(toMs(from) + index * DAY_MS));
}

/** The last so many days, today included. */
export function lastDays(today: string, count: number): DayRange {
  return { from: toDay(toMs(today) - (count - 1) * DAY_MS), to: today };
}

/** The date on the shop's wall at an instant. */
export function dayAt(epochMs: number, timeZone: string): string {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en-US', options).formatToParts(epochMs);
  const field = (name: string) => parts.find(({ type }) => type === name)?.value ?? '';
  return `${field('year')}-${field('month')}-${field('day')}`;
}
