/** What came of a scan, as it is shown until the next one. Plain data. */
import type { ReceiptClaims } from '../../core/protocol/receipt.js';
import type { RefillCard } from '../../core/protocol/refill-card.js';
import type { ReadReceipt } from '../../core/receipt/read-receipt.js';
import type { Refused } from '../../core/shop-port.js';
import type { ReaderFault } from './qr-reader.js';

/** A receipt's words for what its refs stand for; absent where the catalog has no such thing. */
export interface ReceiptNames {
  readonly lines: readonly { readonly title: string | undefined; readonly quantity: number }[];
  readonly place: string | undefined;
}

export type Finding =
  /** How much of what was added to which line, so that it can be taken out again. */
  | {
      readonly kind: 'added';
      readonly title: string;
      readonly variant: string;
      readonly line: string;
      readonly quantity: number;
    }
  | { readonly kind: 'undone'; readonly title: string }
  /** In the page's own address, where any site may have put it: the shopper is asked. */
  | { readonly kind: 'offered'; readonly title: string; readonly card: RefillCard }
  | { readonly kind: 'not-added'; readonly title: string; readonly refusal: Refused }
  | { readonly kind: 'newer' | 'damaged' | 'other-card' | 'foreign' | 'nothing' | 'later' }
  | { readonly kind: 'no-reader'; readonly code: ReaderFault }
  | { readonly kind: 'order'; readonly order: string; readonly code: string }
  | { readonly kind: 'no-order'; readonly code: string }
  | { readonly kind: 'receipt'; readonly read: ReadReceipt; readonly names: ReceiptNames | undefined };

export const claimsOf = (read: ReadReceipt): ReceiptClaims | undefined =>
  'claims' in read ? read.claims : undefined;
