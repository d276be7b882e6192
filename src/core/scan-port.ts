/** What can be asked of a text that was scanned. The bridge brings it; nothing above knows how it is read. */
import type { ReadCard } from './protocol/refill-card.js';
import type { Issuer, ReadReceipt } from './receipt/read-receipt.js';

export interface ScanPort {
  /** Undefined where the text is no refill card's. */
  readRefillCard(text: string): ReadCard | undefined;
  /** Needs no network. @param now epoch milliseconds */
  readReceipt(text: string, issuer: Issuer, now: number): Promise<ReadReceipt>;
  /** The names by the refs that a receipt has them as; see `core/receipt/refs.ts`. */
  findByRef(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
