/** What a stall may give back for an order: what was paid for it, as far as is known here, and never more. */
import type { ReceiptClaims } from '../protocol/receipt.js';
import type { CollectionRecord } from './collection.js';
import type { ToldStanding } from './stall-order.js';

export interface Paid {
  readonly told: ToldStanding | undefined;
  /** Of this device's own, where it has handed the order over. */
  readonly collection: Pick<CollectionRecord, 'amount'> | undefined;
  readonly claims: ReceiptClaims | undefined;
}

/** In minor units. The shop's own receipt says what was paid where the shop has told nothing since. */
export function refundOf({ told, collection, claims }: Paid): number {
  if (told?.payment === 'paid') return told.amount;
  if (collection && collection.amount > 0) return collection.amount;
  return !told && claims?.payment === 'paid' ? claims.amount : 0;
}
