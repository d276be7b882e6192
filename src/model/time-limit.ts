/** An end to waiting: after a while, or when whoever waits has gone. */

export interface TimeLimit {
  /** Aborted when it is over. */
  readonly signal: AbortSignal;
  /** Resolves then. */
  readonly over: Promise<void>;
  /** What was waited for has come. */
  clear(): void;
}

export function startLimit(limitMs: number, outer?: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const end = () => controller.abort();
  const timer = setTimeout(end, limitMs);
  outer?.addEventListener('abort', end);
  const over = new Promise<void>((resolve) =>
    controller.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  if (outer?.aborted) end();
  const clear = () => {
    clearTimeout(timer);
    outer?.removeEventListener('abort', end);
  };
  return { signal: controller.signal, over, clear };
}
