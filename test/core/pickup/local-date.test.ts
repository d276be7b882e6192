import { expect } from '@open-wc/testing';

import { addDays, isLocalDate, toMinutes, weekdayOf } from '../../../src/core/pickup/local-date.js';

describe('dates of the calendar', () => {
  const dates = [
    { date: '2026-12-24', known: true },
    { date: '2028-02-29', known: true },
    { date: '2026-02-29', known: false },
    { date: '2026-13-01', known: false },
    { date: '2026-04-31', known: false },
    { date: '2026-1-1', known: false },
    { date: '2026-12-24T00:00', known: false },
    { date: '', known: false },
  ];
  for (const { date, known } of dates) {
    it(`${known ? 'know' : 'refuse'} "${date}"`, () => {
      expect(isLocalDate(date)).to.equal(known);
    });
  }

  const sums = [
    { date: '2026-11-24', days: 0, sum: '2026-11-24' },
    { date: '2026-12-30', days: 3, sum: '2027-01-02' },
    { date: '2028-02-28', days: 1, sum: '2028-02-29' },
    { date: '2026-03-01', days: -1, sum: '2026-02-28' },
  ];
  for (const { date, days, sum } of sums) {
    it(`find ${sum} ${days} days after ${date}`, () => {
      expect(addDays(date, days)).to.equal(sum);
    });
  }

  it('know their day of the week', () => {
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).to.deep.equal(['mon', 'sun']);
  });

  it('read times of day up to the midnight that ends it', () => {
    expect(['00:00', '07:30', '24:00'].map(toMinutes)).to.deep.equal([0, 450, 1440]);
  });
});
