import { expect } from '@open-wc/testing';

import { toMinutes } from '../../../src/core/pickup/local-date.js';
import {
  isShown,
  isTimeZone,
  toEpoch,
  toIsoWithOffset,
  toLocalDate,
  zoneOffsetMinutes,
} from '../../../src/core/pickup/zone.js';
import { createRandom } from '../../support/seeded-random.js';

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Apia',
  'UTC',
];

describe('time zones', () => {
  for (const zone of ZONES) {
    it(`include ${zone}`, () => {
      expect(isTimeZone(zone)).to.equal(true);
    });
  }
  for (const zone of ['London', '', 'Europe/Londres', 'a b']) {
    it(`do not include "${zone}"`, () => {
      expect(isTimeZone(zone)).to.equal(false);
    });
  }

  const offsets = [
    { zone: 'Europe/London', at: '2026-01-15T12:00:00Z', minutes: 0, iso: '2026-01-15T12:00:00+00:00' },
    { zone: 'Europe/London', at: '2026-07-15T12:00:00Z', minutes: 60, iso: '2026-07-15T13:00:00+01:00' },
    { zone: 'America/New_York', at: '2026-01-15T12:00:00Z', minutes: -300, iso: '2026-01-15T07:00:00-05:00' },
    { zone: 'America/New_York', at: '2026-07-15T03:00:00Z', minutes: -240, iso: '2026-07-14T23:00:00-04:00' },
    { zone: 'Asia/Kolkata', at: '2026-07-15T20:00:00Z', minutes: 330, iso: '2026-07-16T01:30:00+05:30' },
    { zone: 'America/St_Johns', at: '2026-01-15T12:00:00Z', minutes: -210, iso: '2026-01-15T08:30:00-03:30' },
  ];
  for (const { zone, at, minutes, iso } of offsets) {
    it(`are ${minutes} minutes ahead in ${zone} at ${at}`, () => {
      expect(zoneOffsetMinutes(Date.parse(at), zone)).to.equal(minutes);
      expect(toIsoWithOffset(Date.parse(at), zone)).to.equal(iso);
      expect(toLocalDate(Date.parse(at), zone)).to.equal(iso.slice(0, 10));
    });
  }
});

describe('what a wall clock shows becomes an instant', () => {
  const rows = [
    { zone: 'Asia/Kolkata', date: '2026-11-24', time: '07:30', at: '2026-11-24T02:00:00.000Z' },
    { zone: 'Europe/London', date: '2026-11-24', time: '24:00', at: '2026-11-25T00:00:00.000Z' },
    // Clocks go forward: what is never shown is as much later.
    { zone: 'Europe/London', date: '2026-03-29', time: '00:59', at: '2026-03-29T00:59:00.000Z' },
    {
      zone: 'Europe/London',
      date: '2026-03-29',
      time: '01:30',
      at: '2026-03-29T01:30:00.000Z',
      hidden: true,
    },
    { zone: 'Europe/London', date: '2026-03-29', time: '02:00', at: '2026-03-29T01:00:00.000Z' },
    {
      zone: 'America/New_York',
      date: '2026-03-08',
      time: '02:30',
      at: '2026-03-08T07:30:00.000Z',
      hidden: true,
    },
    { zone: 'America/New_York', date: '2026-03-08', time: '03:00', at: '2026-03-08T07:00:00.000Z' },
    // Clocks go back: what is shown twice is its first.
    { zone: 'Europe/London', date: '2026-10-25', time: '00:30', at: '2026-10-24T23:30:00.000Z' },
    { zone: 'Europe/London', date: '2026-10-25', time: '01:30', at: '2026-10-25T00:30:00.000Z' },
    { zone: 'Europe/London', date: '2026-10-25', time: '02:00', at: '2026-10-25T02:00:00.000Z' },
    { zone: 'America/New_York', date: '2026-11-01', time: '01:30', at: '2026-11-01T05:30:00.000Z' },
    { zone: 'America/New_York', date: '2026-11-01', time: '02:00', at: '2026-11-01T07:00:00.000Z' },
    // Half an hour forward, and a whole day that was left out.
    {
      zone: 'Australia/Lord_Howe',
      date: '2026-10-04',
      time: '02:15',
      at: '2026-10-03T15:45:00.000Z',
      hidden: true,
    },
    { zone: 'Pacific/Apia', date: '2011-12-30', time: '12:00', at: '2011-12-30T22:00:00.000Z', hidden: true },
  ];
  for (const { zone, date, time, at, hidden = false } of rows) {
    it(`${date} ${time} in ${zone} is ${at}${hidden ? ', though it is never shown' : ''}`, () => {
      expect(new Date(toEpoch(date, toMinutes(time), zone)).toISOString()).to.equal(at);
      expect(isShown(date, toMinutes(time), zone)).to.equal(!hidden);
    });
  }

  it('and back again, for any time that is shown', () => {
    const random = createRandom(11);
    for (let round = 0; round < 2_000; round++) {
      const zone = random.pick(ZONES);
      const date = new Date(Date.UTC(2026, 0, 1 + random.below(730))).toISOString().slice(0, 10);
      const minutes = random.below(1_440);
      const epochMs = toEpoch(date, minutes, zone);
      const iso = toIsoWithOffset(epochMs, zone);
      expect(Date.parse(iso)).to.equal(epochMs);
      if (isShown(date, minutes, zone)) {
        expect([iso.slice(0, 10), toMinutes(iso.slice(11, 16))]).to.deep.equal([date, minutes]);
      }
    }
  });
});
