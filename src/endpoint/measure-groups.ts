/**
 * The groups of days that an owner is shown, over SQL: closed once, never changed.
 */
import type { Experiment } from '../core/experiment/experiment.js';
import { closeCheckouts } from '../core/insight/close-checkouts.js';
import {
  addGroups,
  closeGroups,
  lastDayOf,
  NO_SUMS,
  type DayGroup,
  type SumsByArm,
} from '../core/insight/close-groups.js';
import type { DayRange } from '../core/insight/describe-experiment.js';
import { findLacking, type Watched } from '../core/insight/watch-arms.js';
import type { InsightsAnswer } from '../core/protocol/insights.js';
import { WINDOWS, type Outcome, type Window } from '../core/protocol/measure.js';
import type { Database } from './database.js';
import { SEEN, type Rows } from './measure-ledger.js';
import { keepUneven } from './measure-watch.js';

export interface Closing {
  readonly shop: string;
  /** The date at the shop. */
  readonly today: string;
}

/**
 * In one transaction, so that no report comes between what is read and what is closed. The transactions must be one after
 * the other, as those of an embedded database are: two at once could close the same days in two groups.
 *
 * @returns what is known of days that are in no group, by the id of the experiment
 */
export function closeAllGroups(
  db: Database,
  { shop, today }: Closing,
  experiments: readonly Experiment[],
): Promise<ReadonlyMap<string, Watched>> {
  return db.transaction().execute(async (rows) => {
    const watched = new Map<string, Watched>();
    for (const experiment of experiments)
      watched.set(experiment.id, await closeExperiment(rows, { shop, today }, experiment));
    for (const window of WINDOWS) await closeWindow(rows, { shop, today }, window);
    return watched;
  });
}

async function closeExperiment(
  rows: Rows,
  { shop, today }: Closing,
  experiment: Experiment,
): Promise<Watched> {
  const closed = await rows
    .selectFrom('measure_groups')
    .select(({ fn }) => fn.max('to_day').as('to_day'))
    .where('shop', '=', shop)
    .where('experiment', '=', experiment.id)
    .executeTakeFirst();
  const last = closed?.to_day ?? undefined;
  const days = await listDays(rows, shop, experiment.id, last ?? '');
  const groups = closeGroups(experiment, days, { today, closed: last });
  for (const group of groups) await addGroup(rows, shop, experiment.id, group);
  const whole = { from: experiment.from, last: lastDayOf(experiment, today) };
  const open = { ...whole, after: groups.at(-1)?.to ?? last ?? '' };
  const lacking = findLacking(experiment.arms, sumOf(days, open), experiment.outcome);
  const uneven = await keepUneven(rows, { shop, ...whole }, experiment);
  return { uneven, ...(lacking === undefined ? {} : { lacking }) };
}

async function addGroup(rows: Rows, shop: string, experiment: string, group: DayGroup): Promise<void> {
  const { from, to, arms } = group;
  const row = { shop, experiment, from_day: from, to_day: to, arms: JSON.stringify(arms) };
  await rows.insertInto('measure_groups').values(row).execute();
}

type Days = readonly { readonly day: string; readonly arms: SumsByArm }[];

/** Of whole days that are in no group. */
function sumOf(days: Days, { from, last, after }: { from: string; last: string; after: string }): SumsByArm {
  const open = days.filter(({ day }) => day >= from && day > after && day <= last);
  const none: DayGroup = { from, to: last, arms: {} };
  return open.map(({ day, arms }): DayGroup => ({ from: day, to: day, arms })).reduce(addGroups, none).arms;
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
