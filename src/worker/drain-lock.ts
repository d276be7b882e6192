/**
 * One sender among a shop's tabs, by a Web Lock that is held for one piece of work. A
 * tab that was put aside may never let go of it (WebKit freezes a page with its worker
 * in the back/forward cache, lock and all), so that it is waited for so long and then
 * taken over. Two tabs that send at once cost time alone: an order counts once.
 */

/** Longer than a request may take: a tab that is alive has moved on, or has a lot to send. */
export const LOCK_WAIT_MS = 15_000;

/**
 * @param signal ends the wait; the work itself heeds it or not
 * @returns what the work came to, or undefined where it was ended before it began
 */
export async function withDrainLock<T>(
  name: string,
  work: () => Promise<T>,
  signal: AbortSignal,
  waitMs = LOCK_WAIT_MS,
): Promise<T | undefined> {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return work();
  const wait = new AbortController();
  const give = () => wait.abort();
  const patience = AbortSignal.timeout(waitMs);
  for (const end of [patience, signal]) end.addEventListener('abort', give, { once: true });
  if (signal.aborted) give();
  let running: Promise<T> | undefined;
  const begin = () => {
    running = work();
    return running;
  };
  try {
    return await locks.request(name, { signal: wait.signal }, begin);
  } catch (error) {
    // The work failed, or goes on though another tab has taken the lock over.
    if (running) return running;
    if (signal.aborted) return undefined;
    if (wait.signal.aborted) return await takeOver(locks, name, begin, () => running);
    // Locks are refused where storage is, and then no other tab has these orders.
    if (error instanceof DOMException && error.name === 'SecurityError') return work();
    throw error;
  } finally {
    signal.removeEventListener('abort', give);
  }
}

async function takeOver<T>(
  locks: LockManager,
  name: string,
  begin: () => Promise<T>,
  running: () => Promise<T> | undefined,
): Promise<T> {
  try {
    return await locks.request(name, { steal: true }, begin);
  } catch (error) {
    const begun = running();
    if (begun) return begun;
    throw error;
  }
}
