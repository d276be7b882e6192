/**
 * What is found of an experiment before its days are in a group, over SQL. That devices came unevenly is kept for good: what
 * shared them out wrongly is not mended by days that follow.
 */
import type { Experiment } from '../core/experiment/experiment.js';
import { isUneven } from '../core/insight/watch-arms.js';
import { SEEN, type Rows } from './measure-ledger.js';

export interface Whole {
  readonly shop: string;
  /** The first and the last day that can be in a group. */
  readonly from: string;
  readonly last: string;
}

/** Whether it was found before, or is found now, by all whole days there are. */
export async function keepUneven(
  rows: Rows,
  { shop, from, last }: Whole,
  { id, arms }: Pick<Experiment, 'id' | 'arms'>,
): Promise<boolean> {
  const before = await rows
    .selectFrom('measure_uneven')
    .select('experiment')
    .where('shop', '=', shop)
    .where('experiment', '=', id)
    .executeTakeFirst();
  if (before) return true;
  const cells = await rows
    .selectFrom('measure_sums')
    .select(({ fn }) => ['arm', fn.sum('count').as('count')])
    .where('shop', '=', shop)
    .where('experiment', '=', id)
    .where('outcome', '=', SEEN)
    .where('day', '>=', from)
    .where('day', '<=', last)
    .groupBy('arm')
    .execute();
  const seen = Object.fromEntries(cells.map(({ arm, count }) => [arm, Number(count)]));
  if (!isUneven(arms, seen)) return false;
  await rows.insertInto('measure_uneven').values({ shop, experiment: id, found: last }).execute();
  return true;
}
