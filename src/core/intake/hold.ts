/**
 * Takes what an order needs, its slot's place and its stock, all or nothing, and
 * says what was taken, so that exactly that can be given back.
 */
import { countByVariant } from '../cart/price-lines.js';
import type { FoundSlot } from '../pickup/slots.js';
import type { PlaceBody } from '../protocol/intent.js';
import type { Reason } from '../protocol/sync.js';
import type { Held, Ledger } from './ledger.js';

export type Hold =
  { readonly ok: true; readonly held: Held } | { readonly ok: false; readonly reason: Reason };

export async function hold(ledger: Ledger, body: PlaceBody, slot: FoundSlot): Promise<Hold> {
  const { pickup } = body;
  const { depot } = pickup;
  const capacity = slot.capacity ?? Number.MAX_SAFE_INTEGER;
  if ((await ledger.takePlace(pickup, Date.parse(slot.end), capacity)) === 'full') {
    return { ok: false, reason: { code: 'slot-full', ...pickup } };
  }
  const stock: { variant: string; quantity: number }[] = [];
  // One order of variants for all, so that two batches never wait for each other crosswise.
  for (const [variant, quantity] of [...countByVariant(body.lines)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const took = await ledger.takeStock(variant, depot, quantity);
    if (took === 'taken') stock.push({ variant, quantity });
    if (took !== 'none') continue;
    for (const taken of stock) await ledger.returnStock(taken.variant, depot, taken.quantity);
    await ledger.returnPlace(pickup);
    return { ok: false, reason: { code: 'out-of-stock', variant, depot } };
  }
  return { ok: true, held: { stock, place: true } };
}
