/** That a stall's or an owner's code was typed in this session, for a device that is not to remember it. */

/** Where the browser refuses to keep anything, for as long as the page lives. */
const opened = new Set<string>();
const nameOf = (shop: string) => `punnet:stall:${shop}`;

export function isOpened(shop: string): boolean {
  try {
    return sessionStorage.getItem(nameOf(shop)) !== null || opened.has(shop);
  } catch {
    return opened.has(shop);
  }
}

export function markOpened(shop: string): void {
  try {
    sessionStorage.setItem(nameOf(shop), '1');
  } catch {
    opened.add(shop);
  }
}
