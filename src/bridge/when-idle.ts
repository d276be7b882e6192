/** Runs work when the page has nothing better to do; browsers without idle callbacks wait a moment. */

const LATEST_MS = 2_000;
const MOMENT_MS = 200;

export function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: LATEST_MS });
  else setTimeout(work, MOMENT_MS);
}
