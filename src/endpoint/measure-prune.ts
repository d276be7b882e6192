/** How long counts are kept, over SQL, and what is still told once they are gone. */
import { DAY_MS, RETENTION_DAYS } from '../core/consent/retention.js';
import type { Experiment } from '../core/experiment/experiment.js';
import type { ExperimentInsight } from '../core/protocol/insights.js';
import { addDays } from '../core/pickup/local-date.js';
import type { Database } from './database.js';
import type { Closing } from './measure-groups.js';
import type { Rows } from './measure-ledger.js';

/** The oldest day of which counts are kept. */
const oldestOf = (today: string) => addDays(today, -RETENTION_DAYS.counted);

/**
 * Lets go of what was kept for long enough. Groups of an experiment go together, since a decision is of all of them, and
 * after its last day: before that they would be closed anew. What an experiment was stays, so that its split is never
 * another, and so does that devices came to it unevenly.
 */
export async function pruneMeasures(db: Database, { shop, today }: Closing, now: number): Promise<void> {
  const oldest = oldestOf(today);
  const before = new Date(now - RETENTION_DAYS.reportIds * DAY_MS).toISOString();
  await db.deleteFrom('measure_reports').where('shop', '=', shop).where('received_at', '<', before).execute();
  for (const table of ['measure_sums', 'measure_checkouts'] as const)
    await db.deleteFrom(table).where('shop', '=', shop).where('day', '<', oldest).execute();
  await db
    .deleteFrom('measure_checkout_groups')
    .where('shop', '=', shop)
    .where('to_day', '<', oldest)
    .execute();
  for (const experiment of await listOver(db, shop, oldest))
    for (const table of ['measure_groups', 'measure_late'] as const)
      await db.deleteFrom(table).where('shop', '=', shop).where('experiment', '=', experiment).execute();
}

/** Of which no day is kept any more. */
async function listOver(db: Database, shop: string, oldest: string): Promise<readonly string[]> {
  const counted = await listCounted(db, shop);
  const grouped = await db
    .selectFrom('measure_groups')
    .select('experiment')
    .where('shop', '=', shop)
    .groupBy('experiment')
    .having(({ fn }) => fn.max('to_day'), '<', oldest)
    .execute();
  return grouped.map(({ experiment }) => experiment).filter((id) => !counted.has(id));
}

/** Experiments of which a day is kept. */
export async function listCounted(rows: Rows, shop: string): Promise<ReadonlySet<string>> {
  const found = await rows
    .selectFrom('measure_sums')
    .select('experiment')
    .distinct()
    .where('shop', '=', shop)
    .execute();
  return new Set(found.map(({ experiment }) => experiment));
}

/** Whether nothing can be said of it any more: it is over, and what it has shown was kept for long enough. */
export function isForgotten(
  { until }: Pick<Experiment, 'until'>,
  phase: ExperimentInsight['phase'],
  { isListed, today }: { readonly isListed: boolean; readonly today: string },
): boolean {
  return phase === 'over' && (!isListed || (until !== undefined && until < oldestOf(today)));
}
