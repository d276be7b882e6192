/**
 * What leaves the device: what it counted, at once, and each number once. A count that waited for a later day would be of
 * those alone who come back. A report that had no answer is sent again as it is, and nothing is told after it before it is
 * answered, so that no outcome comes before who it is among.
 */
import { DAY_MS, RETENTION_DAYS } from '../consent/retention.js';
import { addDays } from '../pickup/local-date.js';
import {
  MAX_MEASURE_BYTES,
  MEASURE_VERSION,
  MEASURED_DAYS,
  WINDOWS,
  type DayCount,
  type MeasureRequest,
} from '../protocol/measure.js';
import type { MadeReport, MeasureRecord } from './measure-record.js';

/** For whom a report is made, and when. */
export interface Telling {
  readonly shop: string;
  readonly mode: MeasureRequest['mode'];
  /** Random each time it is called: a UUID of version 4. */
  readonly newId: () => string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The date at the shop. */
  readonly today: string;
}

export interface NextReport {
  /** To be kept before the report is sent. */
  readonly record: MeasureRecord;
  readonly report: MadeReport;
}

/** @returns what is to be sent now: again, if it was not answered; undefined while there is nothing to tell */
export function nextReport(record: MeasureRecord, telling: Telling): NextReport | undefined {
  const current = giveUp(record, telling.now);
  const [waiting] = current.reports;
  if (waiting) return { record: current, report: waiting };
  const days = daysToTell(current, telling);
  if (days.length === 0) return undefined;
  const report = makeReport(days, telling);
  const left = Object.entries(current.days).filter(
    ([day]) => day >= addDays(telling.today, -MEASURED_DAYS) && !days.some((told) => told.day === day),
  );
  return { record: { ...current, days: Object.fromEntries(left), reports: [report] }, report };
}

/** `refused`: by a 400 or a 413, which it would get again. `none`: anything but an answer of the endpoint's. */
export type ReportAnswer = 'counted' | 'refused' | 'none';

/** @param id of the report that was sent */
export function answerReport(
  record: MeasureRecord,
  id: string,
  answer: ReportAnswer,
  { newId }: Pick<Telling, 'newId'>,
): MeasureRecord {
  const report = record.reports.find((one) => one.id === id);
  if (!report || answer === 'none') return record;
  const others = record.reports.filter((one) => one !== report);
  if (answer === 'counted') return { ...record, reports: others };
  const request = JSON.parse(report.body) as MeasureRequest;
  if (request.days.length === 1) return lose({ ...record, reports: others }, request.days);
  // One bad day is not to take the others with it.
  const apart = request.days.map((day) => toReport({ ...request, report: newId(), days: [day] }, report));
  return { ...record, reports: [...apart, ...others] };
}

/** An endpoint knows a report again for so long: after that it is dropped, with what comes of it. */
export function giveUp(record: MeasureRecord, now: number): MeasureRecord {
  const isOver = ({ madeAt }: MadeReport) => now - madeAt >= RETENTION_DAYS.reportIds * DAY_MS;
  const over = record.reports.filter(isOver);
  if (over.length === 0) return record;
  const lost = over.flatMap(({ body }) => (JSON.parse(body) as MeasureRequest).days);
  return lose({ ...record, reports: record.reports.filter((one) => !isOver(one)) }, lost);
}

/** What was never told had nothing come of it: neither outcomes nor a completion. */
function lose(record: MeasureRecord, lost: readonly DayCount[]): MeasureRecord {
  const unseen = new Set(
    lost.flatMap(({ arms }) => arms.flatMap(({ experiment, seen }) => (seen ? [experiment] : []))),
  );
  const exposures = Object.entries(record.exposures).map(
    ([id, exposure]) => [id, unseen.has(id) ? { ...exposure, lost: true as const } : exposure] as const,
  );
  const unbegun = lost.flatMap(({ day, checkouts }) =>
    WINDOWS.flatMap((window) => (checkouts[window].begun ? [{ day, window }] : [])),
  );
  let { checkouts, days } = record;
  for (const { day, window } of unbegun) {
    checkouts = { ...checkouts, [day]: { ...checkouts[day], [window]: 'over' } };
    const counts = days[day];
    if (counts) days = { ...days, [day]: withoutCheckout(counts, window) };
  }
  days = Object.fromEntries(
    Object.entries(days).map(([day, counts]) => [
      day,
      { ...counts, arms: counts.arms.filter(({ experiment }) => !unseen.has(experiment)) },
    ]),
  );
  return { ...record, exposures: Object.fromEntries(exposures), checkouts, days };
}

const withoutCheckout = (counts: DayCount, window: (typeof WINDOWS)[number]): DayCount => ({
  ...counts,
  checkouts: { ...counts.checkouts, [window]: { begun: 0, completed: 0 } },
});

const isEmpty = ({ arms, checkouts }: DayCount) =>
  arms.length === 0 && WINDOWS.every((window) => checkouts[window].begun + checkouts[window].completed === 0);

/**
 * The oldest first, as many as a report holds; what is too old to be counted is left out. A day that is still to come at
 * the shop, after a clock that was ahead, waits for it: an endpoint would let it go, and count what comes of it later.
 */
function daysToTell({ days }: MeasureRecord, telling: Telling): readonly DayCount[] {
  const oldest = addDays(telling.today, -MEASURED_DAYS);
  const all = Object.values(days)
    .filter((counts) => counts.day >= oldest && counts.day <= telling.today && !isEmpty(counts))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
  const told: DayCount[] = [];
  for (const counts of all) {
    if (told.length > 0 && sizeOf([...told, counts], telling) > MAX_MEASURE_BYTES) break;
    told.push(counts);
  }
  return told;
}

const SOME_ID = '00000000-0000-4000-8000-000000000000';

const sizeOf = (days: readonly DayCount[], telling: Telling) =>
  new TextEncoder().encode(makeReport(days, { ...telling, newId: () => SOME_ID }).body).length;

function makeReport(days: readonly DayCount[], { shop, mode, newId, now }: Telling): MadeReport {
  const request: MeasureRequest = { v: MEASURE_VERSION, shop, mode, report: newId(), days: [...days] };
  return toReport(request, { madeAt: now });
}

const toReport = (request: MeasureRequest, { madeAt }: Pick<MadeReport, 'madeAt'>): MadeReport => ({
  id: request.report,
  body: JSON.stringify(request),
  madeAt,
});
