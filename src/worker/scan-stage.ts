/**
 * What reads a refill card or a receipt that was scanned. It needs none of the engine's state, so that the page loads it
 * for itself, when something is scanned; the engine lends it what both are made of.
 */
import { toRef } from '../core/receipt/refs.js';
import { digest } from '../crypto/sha256.js';

export { readRefillCard } from '../core/protocol/refill-card.js';
export { readReceipt } from '../crypto/read-receipt.js';

/** The names by their refs. */
export async function findByRef(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const refs = names.map(async (name) => [toRef(await digest(name)), name] as const);
  return new Map(await Promise.all(refs));
}
