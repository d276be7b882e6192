/** Which days an owner asks about. */
import * as v from 'valibot';

import type { DayRange } from '../core/insight/describe-experiment.js';
import { addDays } from '../core/pickup/local-date.js';
import { DateSchema } from '../core/protocol/date.js';
import { MOST_INSIGHT_DAYS } from '../core/protocol/insights.js';
import { queryOf, type Question } from './read-question.js';
import { refuse, type Outcome } from './refusal.js';

/** Unless another range is asked for, the first of them included. */
const DAYS_SHOWN = 30;
/** Before this day there was no shop. */
const EARLIEST = '2000-01-01';
const LATEST_AHEAD_DAYS = 366;

/** @param today the date at the shop */
export function readRange(question: Pick<Question, 'path'>, today: string): Outcome<DayRange> {
  const query = queryOf(question);
  const to = query.get('to') ?? today;
  const from = query.get('from') ?? (v.is(DateSchema, to) ? addDays(to, 1 - DAYS_SHOWN) : today);
  const fault = findFault({ from, to }, today);
  return fault === undefined ? { ok: true, value: { from, to } } : refuse('bad-range', { detail: fault });
}

function findFault({ from, to }: DayRange, today: string): string | undefined {
  for (const [name, date] of Object.entries({ from, to })) {
    if (!v.is(DateSchema, date)) return `"${name}" is no date such as 2026-11-03`;
    if (date < EARLIEST) return `"${name}" is before ${EARLIEST}`;
    if (date > addDays(today, LATEST_AHEAD_DAYS)) return `"${name}" is more than a year ahead`;
  }
  if (from > to) return '"from" is after "to"';
  const tooMany = from < addDays(to, 1 - MOST_INSIGHT_DAYS);
  return tooMany ? `it is more than ${MOST_INSIGHT_DAYS} days` : undefined;
}
