import { expect } from '@open-wc/testing';

import { dayAt, daysOf, isRange, lastDays, MOST_DAYS } from '../../../src/core/owner/days.js';
import { addDays } from '../../../src/core/pickup/local-date.js';
import { toLocalDate } from '../../../src/core/pickup/zone.js';
import { MOST_INSIGHT_DAYS } from '../../../src/core/protocol/insights.js';

describe('the days that an owner asks about', () => {
  it('are as many as are asked for, today and those before it, over a month’s end as well', () => {
    expect(lastDays('2026-12-02', 7)).to.deep.equal({ from: '2026-11-26', to: '2026-12-02' });
  });

  it('are all days from the first to the last, also where the clocks change', () => {
    expect(daysOf({ from: '2026-10-24', to: '2026-10-26' })).to.deep.equal([
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
    ]);
  });

  const ranges = [
    { name: 'one day', from: '2026-11-24', to: '2026-11-24', is: true },
    {
      name: 'as many as there may be',
      from: '2026-01-01',
      to: addDays('2026-01-01', MOST_DAYS - 1),
      is: true,
    },
    { name: 'one more', from: '2026-01-01', to: addDays('2026-01-01', MOST_DAYS), is: false },
    { name: 'the last before the first', from: '2026-11-25', to: '2026-11-24', is: false },
    { name: 'a day that the calendar lacks', from: '2026-02-30', to: '2026-03-01', is: false },
    { name: 'a year of five digits', from: '10000-01-01', to: '10000-01-02', is: false },
    { name: 'nothing', from: '', to: '', is: false },
  ];
  for (const { name, from, to, is } of ranges) {
    it(`${is ? 'may' : 'may not'} be ${name}`, () => expect(isRange({ from, to })).to.equal(is));
  }

  it('are no more than the endpoint answers for', () => {
    expect(MOST_DAYS).to.equal(MOST_INSIGHT_DAYS);
  });

  for (const zone of ['Europe/London', 'Pacific/Kiritimati', 'America/St_Johns', 'UTC']) {
    it(`are those on a wall in ${zone}`, () => {
      for (const at of ['2026-11-24T23:59:59Z', '2026-03-29T01:00:00Z', '2026-12-31T10:30:00Z'])
        expect(dayAt(Date.parse(at), zone)).to.equal(toLocalDate(Date.parse(at), zone));
    });
  }
});
