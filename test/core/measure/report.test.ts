import { expect } from '@open-wc/testing';
import * as v from 'valibot';

import { DAY_MS } from '../../../src/core/consent/retention.js';
import { beginCheckout, completeCheckout, expose, reach } from '../../../src/core/measure/count.js';
import { forget } from '../../../src/core/measure/forget.js';
import { newMeasureRecord, type MeasureRecord } from '../../../src/core/measure/measure-record.js';
import { answerReport, nextReport, type NextReport } from '../../../src/core/measure/report.js';
import {
  MAX_MEASURE_BYTES,
  MeasureRequestSchema,
  type MeasureRequest,
} from '../../../src/core/protocol/measure.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const at = (days: number) => {
  const now = NOON + days * DAY_MS;
  return { now, day: new Date(now).toISOString().slice(0, 10), window: 'online' as const };
};

let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
const tell = (record: MeasureRecord, days = 0) =>
  nextReport(record, { shop: 'millrace', mode: 'live', newId, now: at(days).now, today: at(days).day });

function due(record: MeasureRecord, days = 0): NextReport {
  const next = tell(record, days);
  if (!next) throw new Error('There is nothing to tell');
  return next;
}

const read = ({ report }: NextReport): MeasureRequest =>
  v.parse(MeasureRequestSchema, JSON.parse(report.body));
const see = (record: MeasureRecord, experiment: string, days = 0) =>
  expose(record, { experiment, split: 7, arm: 'quotes' }, at(days));
const seen = (experiment = 'proof', days = 0) => see(newMeasureRecord('salt'), experiment, days);
const counted = ({ record, report }: NextReport) => answerReport(record, report.id, 'counted', { newId });
const refused = ({ record, report }: NextReport) => answerReport(record, report.id, 'refused', { newId });

describe('what a device counted', () => {
  it('is told the same day, and not twice', () => {
    const next = due(seen());
    const { days, ...rest } = read(next);
    expect(rest).to.deep.equal({ v: 1, shop: 'millrace', mode: 'live', report: next.report.id });
    expect(days.map(({ day, arms }) => [day, arms.map((arm) => arm.seen)])).to.deep.equal([
      ['2026-11-20', [1]],
    ]);
    expect(tell(counted(next))).to.equal(undefined);
  });

  it('holds nothing of the device: neither its salt nor an order’s id', () => {
    const order = '019aa0c1-6a3e-7cc1-9d2e-6f0d2b9c1a55';
    const { report } = due(reach(seen(), { outcome: 'saved', order }, at(0)));
    expect(report.body).not.to.include(order).and.not.to.include('salt');
  });

  it('is told as what came since: an outcome without the seeing that was told before', () => {
    const record = reach(counted(due(seen())), { outcome: 'added' }, at(3));
    const [day] = read(due(record, 3)).days;
    expect(day?.day).to.equal('2026-11-20');
    expect(day?.arms[0]?.seen).to.equal(0);
    expect(day?.arms[0]?.reached.added).to.deep.equal({ online: 1, offline: 0 });
  });

  it('is sent again byte for byte while nobody answers, and nothing is told before that', () => {
    const first = due(seen());
    const silent = answerReport(first.record, first.report.id, 'none', { newId });
    const more = reach(silent, { outcome: 'added' }, at(1));
    expect(due(more, 1).report).to.deep.equal(first.report);
    expect(read(due(counted(due(more, 1)), 1)).days[0]?.arms[0]?.reached.added.online).to.equal(1);
  });

  it('of a day that is still to come at the shop waits for that day', () => {
    const ahead = see(seen(), 'other', 1);
    const first = due(ahead);
    expect(read(first).days.map(({ day }) => day)).to.deep.equal(['2026-11-20']);
    expect(tell(counted(first))).to.equal(undefined);
    expect(read(due(counted(first), 1)).days.map(({ day }) => day)).to.deep.equal(['2026-11-21']);
  });

  it('is not told again where a second checkout of the day is begun and completed', () => {
    const told = counted(due(completeCheckout(beginCheckout(newMeasureRecord('salt'), at(0)), at(0.01))));
    const again = completeCheckout(beginCheckout(told, at(0.02)), at(0.03));
    expect(tell(again)).to.equal(undefined);
  });

  it('stays where the answer is of another report', () => {
    const { record } = due(seen());
    expect(answerReport(record, newId(), 'counted', { newId })).to.equal(record);
  });
});

describe('a report that had no answer for 21 days', () => {
  it('is sent until then and given up after, with what came of it', () => {
    const { record, report } = due(seen());
    expect(due(record, 20.9).report).to.deep.equal(report);
    const order = '019aa0c1-6a3e-7cc1-9d2e-6f0d2b9c1a55';
    const saved = reach(record, { outcome: 'saved', order }, at(2));
    expect(tell(saved, 21)).to.equal(undefined);
    const after = due(see(saved, 'other', 21), 21);
    expect(read(after).days.flatMap(({ arms }) => arms.map(({ experiment }) => experiment))).to.deep.equal([
      'other',
    ]);
    const settled = reach(after.record, { outcome: 'settled', order }, at(22));
    expect(tell(counted({ ...after, record: settled }), 22)).to.equal(undefined);
  });

  it('is dropped where it was the last thing to tell, and nothing comes of it later', () => {
    const { record } = due(seen());
    expect(forget(record, at(20.9).now, at(20.9).day).reports.length).to.equal(1);
    const kept = forget(record, at(21).now, at(21).day);
    expect([kept.reports, kept.exposures['proof']?.lost]).to.deep.equal([[], true]);
  });

  it('takes with it the completion of the checkout that it told of', () => {
    const { record } = due(beginCheckout(newMeasureRecord('salt'), at(0)));
    expect(tell(completeCheckout(record, at(0.1)), 21)).to.equal(undefined);
  });
});

describe('a report that is refused', () => {
  it('is sent day by day, so that one bad day takes no other with it', () => {
    const first = due(see(seen('proof'), 'other', 1), 1);
    expect(read(first).days.length).to.equal(2);
    let next = due(refused(first), 1);
    expect(read(next).days.map(({ day }) => day)).to.deep.equal(['2026-11-20']);
    expect(next.report.id).not.to.equal(first.report.id);
    next = due(refused(next), 1);
    expect(read(next).days.map(({ day }) => day)).to.deep.equal(['2026-11-21']);
    const told = counted(next);
    expect(tell(told, 1)).to.equal(undefined);
    const later = due(reach(told, { outcome: 'added' }, at(2)), 2);
    expect(read(later).days.flatMap(({ arms }) => arms.map((arm) => arm.experiment))).to.deep.equal([
      'other',
    ]);
  });

  it('has no checkout completed that the endpoint did not hear of', () => {
    const left = refused(due(beginCheckout(newMeasureRecord('salt'), at(0))));
    expect(tell(completeCheckout(left, at(0.1)))).to.equal(undefined);
  });
});

describe('what a report holds', () => {
  it('is as many days as there is room for, and the rest comes next', () => {
    let record = newMeasureRecord('salt');
    const long = 'n'.repeat(60);
    for (let day = 0; day < 6; day++)
      for (let n = 0; n < 8; n++) record = see(record, `${long}${day}.${n}`, day);
    const days: string[] = [];
    for (let next = tell(record, 5); next; next = tell(counted(next), 5)) {
      expect(new TextEncoder().encode(next.report.body).length).to.be.at.most(MAX_MEASURE_BYTES);
      days.push(...read(next).days.map(({ day }) => day));
    }
    expect(days).to.deep.equal([0, 1, 2, 3, 4, 5].map((day) => at(day).day));
  });

  it('is nothing of more than 31 days ago', () => {
    const record = see(seen('proof'), 'other', 1);
    expect(read(due(record, 32)).days.map(({ day }) => day)).to.deep.equal(['2026-11-21']);
    expect(Object.keys(due(record, 32).record.days)).to.deep.equal([]);
  });
});
