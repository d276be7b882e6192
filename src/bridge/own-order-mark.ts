/**
 * Remembers that a shop's products have an order of the shopper's own here, so that a list knows before any storage has
 * answered whether there is something to wait a moment for. It says nothing of what was bought. It goes with what the
 * shopper allowed where they take that back, or ask for more where the browser refuses for them; where only the browser
 * begins to refuse, it goes with the next list that has read so.
 */
const nameOf = (shop: string): string => `punnet:own-order:${shop}`;

export function hasOwnOrder(shop: string): boolean {
  return typeof localStorageOf()?.getItem(nameOf(shop)) === 'string';
}

export function markOwnOrder(shop: string, isThere: boolean): void {
  const storage = localStorageOf();
  if (!isThere) return storage?.removeItem(nameOf(shop));
  try {
    storage?.setItem(nameOf(shop), '1');
  } catch {
    // It is full: the next list does not wait, and is the maker's until it may change.
    return;
  }
}

/** Undefined where the browser refuses it. */
function localStorageOf(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
