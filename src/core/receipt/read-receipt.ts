/** What can be known of a receipt that somebody shows, and of whom it should be. */
import type { PublishedKey } from '../ports.js';
import type { DeviceCertificateClaims, ReceiptClaims } from '../protocol/receipt.js';

/** The shop that the receipt should be of: one's own, or another whose keys one has. */
export interface Issuer {
  readonly shop: string;
  readonly keys: readonly PublishedKey[];
}

/**
 * - `expired`: genuine, and past the time that it holds for.
 * - `uncertified`: genuine, but the certificate was not in date when the device signed; worth an unattested one.
 * - `other-shop`: says that it is of that shop, whose keys it takes to tell.
 * - `unknown-key`: by an endpoint's key that is none of the issuer's, who may have newer ones.
 */
export type ReadReceipt =
  | { readonly kind: 'confirmed' | 'unattested' | 'expired'; readonly claims: ReceiptClaims }
  | {
      readonly kind: 'attested' | 'uncertified';
      readonly claims: ReceiptClaims;
      readonly certificate: DeviceCertificateClaims;
    }
  | { readonly kind: 'other-shop'; readonly shop: string }
  | { readonly kind: 'unreadable' | 'forged' | 'unknown-key' };
