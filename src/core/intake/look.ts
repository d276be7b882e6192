/**
 * What anybody may know of a shop without asking for anything: stock and full
 * slots. Writes nothing, and needs no transaction: each count is true by itself.
 */
import { fullSlots } from './full-slots.js';
import type { IntakeContext } from './intake-context.js';
import type { LedgerReads } from './ledger.js';
import type { BatchAnswer } from './receive-batch.js';

export async function look(
  ledger: LedgerReads,
  { catalog, now }: Pick<IntakeContext, 'catalog' | 'now'>,
): Promise<BatchAnswer> {
  const [stock, places] = await Promise.all([ledger.stock(), ledger.placesTaken(now)]);
  return {
    answers: [],
    stock,
    depots: fullSlots(catalog, places, now),
    cursor: null,
    more: false,
    failed: [],
  };
}
