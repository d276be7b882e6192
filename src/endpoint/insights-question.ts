/** What an owner asks for: a range of days, and the moment at which the question was signed. */
import * as v from 'valibot';

import type { DayRange } from '../core/insight/describe-experiment.js';
import { addDays } from '../core/pickup/local-date.js';
import { DateSchema } from '../core/protocol/date.js';
import { TimeSchema } from '../core/protocol/fields.js';
import { ASKED_WITHIN_MS, MOST_INSIGHT_DAYS } from '../core/protocol/insights.js';
import { refuse, type Outcome } from './refusal.js';

/** Unless another range is asked for, the first of them included. */
const DAYS_SHOWN = 30;
/** Before this day there was no shop. */
const EARLIEST = '2000-01-01';
const LATEST_AHEAD_DAYS = 366;

/** @param path with its query */
export function readQuestion(
  path: string,
  { now, today }: { readonly now: number; readonly today: string },
): Outcome<DayRange> {
  const query = new URL(path, 'https://endpoint.invalid').searchParams;
  const at = query.get('at') ?? '';
  // Whoever has copied a question has the answer for as long alone.
  if (!v.is(TimeSchema, at) || !(Math.abs(Date.parse(at) - now) <= ASKED_WITHIN_MS))
    return refuse('another-moment', {
      detail: `"at" must be the moment of asking: ${new Date(now).toISOString()}`,
    });
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
