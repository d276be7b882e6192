/**
 * What devices counted, added up over SQL by day, arm and connection. Of a report its id alone is kept, for as long as it
 * may be sent again: nothing tells afterwards which numbers came together, or from where.
 */
import { sql, type Transaction } from 'kysely';

import type { Experiment } from '../core/experiment/experiment.js';
import { acceptReport, type Counted, type Counting } from '../core/measure/accept-report.js';
import { OUTCOMES, WINDOWS, type MeasureRequest } from '../core/protocol/measure.js';
import type { Database } from './database.js';
import type { Tables } from './tables.js';

export type Rows = Database | Transaction<Tables>;

/** A device that saw it, as an outcome is written, and with no connection. */
export const SEEN = 'seen';

export interface ReceivedReport {
  readonly shop: string;
  readonly request: MeasureRequest;
  readonly experiments: readonly Experiment[];
  /** The date at the shop. */
  readonly today: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Resolves with how many days had something that was counted: none where the report was counted before. */
export function addReport(db: Database, received: ReceivedReport): Promise<number> {
  const { shop, request, experiments, today, at } = received;
  return db.transaction().execute(async (rows) => {
    const added = await rows
      .insertInto('measure_reports')
      .values({ shop, report: request.report, received_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!added.numInsertedOrUpdatedRows) return 0;
    const counted = acceptReport(request, { experiments, today, closed: await listClosedDays(rows, shop) });
    await addCounts(rows, shop, counted);
    return new Set([...counted.arms, ...counted.checkouts].map(({ day }) => day)).size;
  });
}

async function listClosedDays(rows: Rows, shop: string): Promise<Counting['closed']> {
  const experiments = await rows
    .selectFrom('measure_groups')
    .select(({ fn }) => ['experiment', fn.max('to_day').as('to_day')])
    .where('shop', '=', shop)
    .groupBy('experiment')
    .execute();
  const checkouts = await rows
    .selectFrom('measure_checkout_groups')
    .select(({ fn }) => ['connection', fn.max('to_day').as('to_day')])
    .where('shop', '=', shop)
    .groupBy('connection')
    .execute();
  return {
    experiments: new Map(experiments.map(({ experiment, to_day }) => [experiment, to_day])),
    checkouts: new Map(checkouts.map(({ connection, to_day }) => [connection, to_day])),
  };
}

async function addCounts(rows: Rows, shop: string, { arms, checkouts, late }: Counted): Promise<void> {
  for (const { day, count } of arms) {
    const { experiment, arm, seen, reached } = count;
    const add = (outcome: string, connection: string) =>
      addOne(rows, { shop, experiment, day, arm, outcome, connection });
    if (seen) await add(SEEN, '');
    for (const outcome of OUTCOMES)
      for (const window of WINDOWS) if (reached[outcome][window]) await add(outcome, window);
  }
  for (const { window, ...count } of checkouts)
    await rows
      .insertInto('measure_checkouts')
      .values({ shop, connection: window, ...count })
      .onConflict((conflict) =>
        conflict.columns(['shop', 'connection', 'day']).doUpdateSet({
          begun: sql`measure_checkouts.begun + excluded.begun`,
          completed: sql`measure_checkouts.completed + excluded.completed`,
        }),
      )
      .execute();
  for (const [experiment, count] of late)
    await rows
      .insertInto('measure_late')
      .values({ shop, experiment, count })
      .onConflict((conflict) =>
        conflict
          .columns(['shop', 'experiment'])
          .doUpdateSet({ count: sql`measure_late.count + excluded.count` }),
      )
      .execute();
}

async function addOne(rows: Rows, cell: Omit<Tables['measure_sums'], 'count'>): Promise<void> {
  await rows
    .insertInto('measure_sums')
    .values({ ...cell, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['shop', 'experiment', 'day', 'arm', 'outcome', 'connection'])
        .doUpdateSet({ count: sql`measure_sums.count + 1` }),
    )
    .execute();
}
