/**
 * The groups of days that an owner is shown, over SQL: closed once, never changed, and forgotten with what they are made
 * of.
 */
import { DAY_MS, RETENTION_DAYS } from '../core/consent/retention.js';
import type { Experiment } from '../core/experiment/experiment.js';
import { closeCheckouts } from '../core/insight/close-checkouts.js';
import { closeGroups, NO_SUMS, type DayGroup, type SumsByArm } from '../core/insight/close-groups.js';
import type { DayRange } from '../core/insight/describe-experiment.js';
import { addDays } from '../core/pickup/local-date.js';
import type { InsightsAnswer } from '../core/protocol/insights.js';
import { WINDOWS, type Outcome, type Window } from '../core/protocol/measure.js';
import type { Database } from './database.js';
import { SEEN, type Rows } from './measure-ledger.js';

export interface Closing {
  readonly shop: string;
  /** The date at the shop. */
  readonly today: string;
}

/**
 * In one transaction, so that no report comes between what is read and what is closed. The transactions must be one after
 * the other, as those of an embedded database are: two at once could close the same days in two groups.
 */
export function closeAllGroups(
  db: Database,
  { shop, today }: Closing,
  experiments: readonly Experiment[],
): Promise<void> {
  return db.transaction().execute(async (rows) => {
    for (const experiment of experiments) await closeExperiment(rows, { shop, today }, experiment);
    for (const window of WINDOWS) await closeWindow(rows, { shop, today }, window);
  });
}

async function closeExperiment(rows: Rows, { shop, today }: Closing, experiment: Experiment): Promise<void> {
  const closed = await rows
    .selectFrom('measure_groups')
    .select(({ fn }) => fn.max('to_day').as('to_day'))
    .where('shop', '=', shop)
    .where('experiment', '=', experiment.id)
    .executeTakeFirst();
  const last = closed?.to_day ?? undefined;
  const days = await listDays(rows, shop, experiment.id, last ?? '');
  for (const { from, to, arms } of closeGroups(experiment, days, { today, closed: last }))
    await rows
      .insertInto('measure_groups')
      .values({
        shop,
        experiment: experiment.id,
        from_day: from,
        to_day: to,
        arms: JSON.stringify(arms),
      })
      .execute();
}

/** Of days after `closed`. */
async function listDays(rows: Rows, shop: string, experiment: string, closed: string) {
  const cells = await rows
    .selectFrom('measure_sums')
    .select(['day', 'arm', 'outcome', 'connection', 'count'])
    .where('shop', '=', shop)
    .where('experiment', '=', experiment)
    .where('day', '>', closed)
    .execute();
  const days = new Map<string, Record<string, SumsByArm[string]>>();
  for (const { day, arm, outcome, connection, count } of cells) {
    const arms = days.get(day) ?? {};
    arms[arm] = withCell(arms[arm] ?? NO_SUMS, outcome, connection, Number(count));
    days.set(day, arms);
  }
  return [...days].map(([day, arms]) => ({ day, arms }));
}

function withCell(sums: SumsByArm[string], outcome: string, connection: string, count: number) {
  if (outcome === SEEN) return { ...sums, seen: count };
  const windows = { ...sums.reached[outcome as Outcome], [connection]: count };
  return { ...sums, reached: { ...sums.reached, [outcome]: windows } };
}

async function closeWindow(rows: Rows, { shop, today }: Closing, window: Window): Promise<void> {
  const closed = await rows
    .selectFrom('measure_checkout_groups')
    .select(({ fn }) => fn.max('to_day').as('to_day'))
    .where('shop', '=', shop)
    .where('connection', '=', window)
    .executeTakeFirst();
  const last = closed?.to_day ?? undefined;
  const days = await rows
    .selectFrom('measure_checkouts')
    .select(['day', 'begun', 'completed'])
    .where('shop', '=', shop)
    .where('connection', '=', window)
    .where('day', '>', last ?? '')
    .execute();
  const counts = days.map(({ day, begun, completed }) => ({
    day,
    begun: Number(begun),
    completed: Number(completed),
  }));
  for (const { from, to, begun, completed } of closeCheckouts(counts, { today, closed: last }))
    await rows
      .insertInto('measure_checkout_groups')
      .values({ shop, connection: window, from_day: from, to_day: to, begun, completed })
      .execute();
}

/** Of all experiments, by their id, each in the order of days. */
export async function listGroups(rows: Rows, shop: string): Promise<ReadonlyMap<string, DayGroup[]>> {
  const found = await rows
    .selectFrom('measure_groups')
    .select(['experiment', 'from_day', 'to_day', 'arms'])
    .where('shop', '=', shop)
    .orderBy('to_day')
    .execute();
  const groups = new Map<string, DayGroup[]>();
  for (const { experiment, from_day: from, to_day: to, arms } of found) {
    const list = groups.get(experiment) ?? [];
    list.push({ from, to, arms: JSON.parse(arms) as SumsByArm });
    groups.set(experiment, list);
  }
  return groups;
}

/** Those that lie in a range. */
export async function listCheckoutGroups(
  rows: Rows,
  shop: string,
  { from, to }: DayRange,
): Promise<InsightsAnswer['checkouts']> {
  const found = await rows
    .selectFrom('measure_checkout_groups')
    .selectAll()
    .where('shop', '=', shop)
    .where('from_day', '>=', from)
    .where('to_day', '<=', to)
    .orderBy('to_day')
    .orderBy('connection')
    .execute();
  return found.map(({ connection, from_day, to_day, begun, completed }) => ({
    from: from_day,
    to: to_day,
    window: connection as Window,
    begun: Number(begun),
    completed: completed === null ? null : Number(completed),
  }));
}

/** What came too late, by experiment. */
export async function listLate(rows: Rows, shop: string): Promise<ReadonlyMap<string, number>> {
  const found = await rows.selectFrom('measure_late').selectAll().where('shop', '=', shop).execute();
  return new Map(found.map(({ experiment, count }) => [experiment, Number(count)]));
}

/**
 * Lets go of what was kept for long enough. Groups of an experiment go together, since a decision is of all of them. What an
 * experiment was stays, so that its split is never another.
 */
export async function pruneMeasures(db: Database, { shop, today }: Closing, now: number): Promise<void> {
  const { reportIds, counted } = RETENTION_DAYS;
  const oldest = addDays(today, -counted);
  const before = new Date(now - reportIds * DAY_MS).toISOString();
  await db.deleteFrom('measure_reports').where('shop', '=', shop).where('received_at', '<', before).execute();
  for (const table of ['measure_sums', 'measure_checkouts'] as const)
    await db.deleteFrom(table).where('shop', '=', shop).where('day', '<', oldest).execute();
  await db
    .deleteFrom('measure_checkout_groups')
    .where('shop', '=', shop)
    .where('to_day', '<', oldest)
    .execute();
  const over = await db
    .selectFrom('measure_groups')
    .select('experiment')
    .where('shop', '=', shop)
    .groupBy('experiment')
    .having(({ fn }) => fn.max('to_day'), '<', oldest)
    .execute();
  for (const { experiment } of over)
    for (const table of ['measure_groups', 'measure_late'] as const)
      await db.deleteFrom(table).where('shop', '=', shop).where('experiment', '=', experiment).execute();
}
