/** Runs work when the page has nothing better to do; browsers without idle callbacks wait a moment. */

const LATEST_MS = 2_000;
const MOMENT_MS = 200;

/** After the next paint, when nothing else is to be done. */
export function whenIdle(work: () => void): void {
  const idle = () => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: LATEST_MS });
    else setTimeout(work, MOMENT_MS);
  };
  // A tab in the background is not painted at all.
  if (document.hidden) idle();
  else requestAnimationFrame(idle);
}
