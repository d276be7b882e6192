/**
 * What devices counted, added up over SQL by day, arm and connection. Of a report its id alone is kept, for as long as it
 * may be sent again: nothing tells afterwards which numbers came together, or from where.
 */
import { sql, type Transaction } from 'kysely';

import type { Experiment } from '../core/experiment/experiment.js';
import { acceptReport, type Counted, type Counting } from '../core/measure/accept-report.js';
import {
  OUTCOMES,
  WINDOWS,
  type ArmCount,
  type MeasureRequest,
  type Window,
} from '../core/protocol/measure.js';
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

export interface AddedReport {
  /** How many days had something that was counted: none where the report was counted before. */
  readonly counted: number;
  /** Its id stays, since something of it was counted or came too late. */
  readonly isKept: boolean;
}

const NOT_KEPT: AddedReport = { counted: 0, isKept: false };

export function addReport(db: Database, received: ReceivedReport): Promise<AddedReport> {
  const { shop, request, experiments, today, at } = received;
  return db.transaction().execute(async (rows) => {
    const counted = acceptReport(request, { experiments, today, closed: await listClosedDays(rows, shop) });
    if (counted.arms.length + counted.checkouts.length + counted.late.size === 0) return NOT_KEPT;
    const key = { shop, report: request.report };
    const added = await rows
      .insertInto('measure_reports')
      .values({ ...key, received_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!added.numInsertedOrUpdatedRows) return NOT_KEPT;
    const days = await addCounts(rows, shop, counted);
    if (days.size + counted.late.size > 0) return { counted: days.size, isKept: true };
    // What changed nothing may come again: its id need not be kept for that.
    await rows
      .deleteFrom('measure_reports')
      .where('shop', '=', shop)
      .where('report', '=', key.report)
      .execute();
    return NOT_KEPT;
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

/** Resolves with the days of which something was added. */
async function addCounts(
  rows: Rows,
  shop: string,
  { arms, checkouts, late }: Counted,
): Promise<ReadonlySet<string>> {
  const days = new Set<string>();
  for (const { day, count } of arms) if (await addArm(rows, { shop, day, count })) days.add(day);
  for (const { day, ...count } of checkouts)
    if (await addCheckout(rows, { shop, day, ...count })) days.add(day);
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
  return days;
}

interface ArmOfDay {
  readonly shop: string;
  readonly day: string;
  readonly count: ArmCount;
}

/** Whether anything of it was added: first that it was seen, since outcomes are of those who did. */
async function addArm(rows: Rows, { shop, day, count }: ArmOfDay): Promise<boolean> {
  const { experiment, arm, seen, reached } = count;
  const cell = { shop, experiment, day, arm };
  let isAdded = false;
  if (seen) isAdded = await addSeen(rows, cell);
  for (const outcome of OUTCOMES)
    for (const connection of WINDOWS)
      if (reached[outcome][connection])
        isAdded = (await addReached(rows, { ...cell, outcome, connection })) || isAdded;
  return isAdded;
}

type Cell = Omit<Tables['measure_sums'], 'count'>;
type ArmCell = Omit<Cell, 'outcome' | 'connection'>;

async function addSeen(rows: Rows, cell: ArmCell): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await rows
    .insertInto('measure_sums')
    .values({ ...cell, outcome: SEEN, connection: '', count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['shop', 'experiment', 'day', 'arm', 'outcome', 'connection'])
        .doUpdateSet({ count: sql`measure_sums.count + 1` }),
    )
    .executeTakeFirst();
  return Boolean(numInsertedOrUpdatedRows);
}

/**
 * Only while fewer have reached it, with whatever connection, than have seen it: a report may be made up, or that it was
 * seen may have been told before the experiment was known here. Otherwise no group would ever close.
 */
async function addReached(rows: Rows, cell: Cell): Promise<boolean> {
  const { shop, experiment, day, arm, outcome, connection } = cell;
  const countOf = (what: string) => sql<number>`(
    select coalesce(sum(count), 0) from measure_sums
    where shop = ${shop} and experiment = ${experiment} and day = ${day} and arm = ${arm} and outcome = ${what})`;
  const { numAffectedRows = 0n } = await sql`
    insert into measure_sums (shop, experiment, day, arm, outcome, connection, count)
    select ${shop}, ${experiment}, ${day}, ${arm}, ${outcome}, ${connection}, 1
    where ${countOf(outcome)} < ${countOf(SEEN)}
    on conflict (shop, experiment, day, arm, outcome, connection) do update set count = measure_sums.count + 1`.execute(
    rows,
  );
  return numAffectedRows > 0n;
}

interface CheckoutOfDay {
  readonly shop: string;
  readonly day: string;
  readonly window: Window;
  readonly begun: number;
  readonly completed: number;
}

/** No more are completed than were begun. */
async function addCheckout(
  rows: Rows,
  { shop, day, window, begun, completed }: CheckoutOfDay,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into measure_checkouts (shop, connection, day, begun, completed)
    select ${shop}, ${window}, ${day}, ${begun}, min(${begun}, ${completed})
    where ${begun} > 0 or exists (
      select 1 from measure_checkouts
      where shop = ${shop} and connection = ${window} and day = ${day} and completed < begun)
    on conflict (shop, connection, day) do update set
      begun = measure_checkouts.begun + ${begun},
      completed = min(measure_checkouts.begun + ${begun}, measure_checkouts.completed + ${completed})`.execute(
    rows,
  );
  return numAffectedRows > 0n;
}
