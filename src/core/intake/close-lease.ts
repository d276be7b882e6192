/** Ends a lease and puts back what is left of it, once. */
import type { Ledger, LeasedItem, LedgerLease } from './ledger.js';

export async function closeLease(ledger: Ledger, lease: LedgerLease): Promise<void> {
  if (!lease.open) return;
  const items = lease.items.map((item): LeasedItem => ({ ...item, left: 0 }));
  const closed = await ledger.putLease({ ...lease, items, open: false, rev: lease.rev + 1 });
  // Somebody else changed it: whoever did saw to what is left.
  if (!closed) return;
  for (const item of lease.items) await putBack(ledger, item, item.left);
}

/** From a lease into the pool. */
export async function putBack(ledger: Ledger, item: LeasedItem, quantity: number): Promise<void> {
  if (quantity === 0) return;
  if ('slot' in item) return ledger.returnPlace(item);
  if (!item.uncounted) await ledger.moveStock(item, quantity, 'unlease');
}
