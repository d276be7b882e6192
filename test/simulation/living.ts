/** A port that answers one life of a device: whoever calls it in a life that is over waits for ever. */

export function livingPort<T extends object>(port: T, isAlive: () => boolean): T {
  const entries = Object.entries(port).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [name, value];
    const method = value as (...args: unknown[]) => unknown;
    const living = (...args: unknown[]) => {
      if (!isAlive()) return never();
      const result = method(...args);
      if (isAlive()) return result;
      // It was cut off at just that; nobody is there to hear of it.
      if (result instanceof Promise) result.catch(() => undefined);
      return never();
    };
    return [name, living];
  });
  return Object.fromEntries(entries) as T;
}

/** Never resolves: whoever waits for it is no more. One for each, since it would keep all of them in memory. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
