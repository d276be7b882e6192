/**
 * Whether this browser is known to clear what a site keeps after a week without a
 * visit: Apple's engine does, unless the site is on the home screen.
 */
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** ISO 8601, UTC: when it will have done so; undefined where no such thing is known. */
export function clearedAfterWeek(now: number, page: object = globalThis): string | undefined {
  const isApple = Reflect.has(page, 'GestureEvent');
  const navigator: unknown = Reflect.get(page, 'navigator');
  const isInstalled = Object(navigator).standalone === true;
  return isApple && !isInstalled ? new Date(now + WEEK_MS).toISOString() : undefined;
}
