/**
 * What anybody may know of a shop without asking for anything: stock, and how its
 * depots stand. Writes nothing, and needs no transaction: each count is true by itself.
 */
import type { LedgerReads } from './ledger.js';
import { listDepots } from './list-depots.js';
import type { IntakeContext } from './intake-context.js';
import type { BatchAnswer } from './receive-batch.js';

export async function look(
  ledger: LedgerReads,
  { catalog, now }: Pick<IntakeContext, 'catalog' | 'now'>,
): Promise<BatchAnswer> {
  const [stock, places, said] = await Promise.all([ledger.stock(), ledger.placesTaken(now), ledger.depots()]);
  return {
    answers: [],
    leases: [],
    stock,
    depots: listDepots(catalog, places, said, now),
    cursor: null,
    more: false,
    failed: [],
  };
}
