/** Bounds the wait for a browser that may never answer. */

/** How long a browser may take to open its storage, or to begin with what is asked of it, before it counts as refused. */
export const STORAGE_WAIT_MS = 3_000;

/** `work`, or a rejection once the time is up; what still comes of `work` then goes to `tooLate`. */
export function within<T>(waitMs: number, work: Promise<T>, tooLate?: (result: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    let waiting = true;
    const timer = setTimeout(() => {
      waiting = false;
      reject(new DOMException('The browser does not answer', 'TimeoutError'));
    }, waitMs);
    work.then(
      (result) => {
        clearTimeout(timer);
        if (waiting) resolve(result);
        else tooLate?.(result);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
