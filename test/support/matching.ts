/** Those for which it holds; mostly there are none. */
export function matching<T>(all: Iterable<T>, holds: (one: T) => boolean): T[] {
  const those: T[] = [];
  for (const one of all) if (holds(one)) those.push(one);
  return those;
}
