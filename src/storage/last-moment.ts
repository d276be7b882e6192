/**
 * The last moment of a page. WebKit keeps a database locked by a transaction that was
 * begun as the page's worker was ended, long after both are gone: what is asked of
 * storage while a page is about to leave begins only where it has stayed.
 */

/** From a browser's word that the page may leave; it takes the next page's first answer. */
const STAYED_MS = 1_000;

let stayed: Promise<void> = Promise.resolve();

/** The page may leave now. */
export function holdTransactions(ms = STAYED_MS): void {
  stayed = new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves at once, but where the page may be about to leave. */
export function untilStayed(): Promise<void> {
  return stayed;
}
