/** Ends a lease and puts back what is left of it, once. */
import { withCount, type LeaseItem } from '../protocol/lease.js';
import type { LeasedItem, LedgerLease } from './lease-ledger.js';
import type { Ledger } from './ledger.js';

export async function closeLease(ledger: Ledger, lease: LedgerLease): Promise<void> {
  if (!lease.open) return;
  const items = lease.items.map((item): LeasedItem => ({ ...item, left: 0 }));
  const closed = await ledger.putLease({ ...lease, items, open: false, rev: lease.rev + 1 });
  // Somebody else changed it: whoever did saw to what is left.
  if (!closed) return;
  for (const item of lease.items) await putBack(ledger, lease.device, item, item.left);
}

/** From a device's lease into the pool, or its points into its account. */
export async function putBack(
  ledger: Ledger,
  device: string,
  item: LeasedItem,
  quantity: number,
): Promise<void> {
  if (quantity === 0) return;
  if ('points' in item) return void (await ledger.movePoints(device, quantity, 'unlease'));
  if ('slot' in item) return ledger.returnPlace(item, quantity);
  if (!item.uncounted) await ledger.moveStock(item, quantity, 'unlease');
}

/** As it was granted. */
export function toLeaseItem(item: LeasedItem): LeaseItem {
  if ('points' in item) return { points: item.points };
  if ('slot' in item) return withCount({ depot: item.depot, slot: item.slot }, item.granted);
  return { variant: item.variant, depot: item.depot, quantity: item.granted };
}
