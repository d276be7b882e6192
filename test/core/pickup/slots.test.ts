import { expect } from '@open-wc/testing';

import type { Catalog, Depot } from '../../../src/core/catalog/catalog-schema.js';
import { findSlot, listClosures, listSlots } from '../../../src/core/pickup/slots.js';
import { readCatalog, SHOP, STATION } from '../../support/catalog-input.js';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function shopWith(
  depot: object,
  timezone = 'Europe/London',
): { catalog: Catalog; depot: Depot; timezone: string } {
  const catalog = readCatalog({ shop: { ...SHOP, timezone }, depots: [{ ...STATION, ...depot }] });
  const [first] = catalog.depots;
  if (!first) throw new Error('no depot');
  return { catalog, depot: first, timezone };
}

/** The slots as a depot lists them at an instant. */
function slotsAt(now: string, depot: object, timezone?: string) {
  const shop = shopWith(depot, timezone);
  return listSlots(shop.depot, shop.timezone, Date.parse(now));
}

/** Every half hour of the nights in which clocks change. */
const NIGHT = { days: EVERY_DAY, from: '00:00', to: '04:00', everyMinutes: 30 };

describe('a depot\u2019s slots', () => {
  it('follow its rules through the week, in the shop\u2019s zone', () => {
    // A Saturday; the station has slots on Mondays and Tuesdays.
    expect(slotsAt('2026-11-21T12:00:00Z', {}).map(({ id }) => id)).to.deep.equal([
      'station/2026-11-23T07:00:00+00:00',
      'station/2026-11-23T07:30:00+00:00',
      'station/2026-11-23T08:00:00+00:00',
      'station/2026-11-24T07:00:00+00:00',
      'station/2026-11-24T07:30:00+00:00',
      'station/2026-11-24T08:00:00+00:00',
    ]);
  });

  it('say when they start, end and stop taking orders', () => {
    expect(slotsAt('2026-11-21T12:00:00Z', {}, 'Asia/Kolkata')[0]).to.deep.equal({
      id: 'station/2026-11-23T07:00:00+05:30',
      start: '2026-11-23T01:30:00.000Z',
      end: '2026-11-23T02:00:00.000Z',
      cutoff: '2026-11-23T00:30:00.000Z',
      open: true,
    });
  });

  const moments = [
    { now: '2026-11-23T05:59:59.999Z', open: true, listed: true },
    { now: '2026-11-23T06:00:00.000Z', open: false, listed: true },
    { now: '2026-11-23T07:29:59.999Z', open: false, listed: true },
    { now: '2026-11-23T07:30:00.000Z', open: false, listed: false },
  ];
  for (const { now, open, listed } of moments) {
    it(`are ${listed ? (open ? 'open' : 'shown, but closed') : 'gone'} at ${now}, with a cut-off of an hour`, () => {
      const slot = slotsAt(now, {}).find(({ start }) => start === '2026-11-23T07:00:00.000Z');
      expect([slot !== undefined, slot?.open ?? false]).to.deep.equal([listed, open]);
    });
  }

  it('are a week ahead by default, the same weekday next week included', () => {
    const days = new Set(slotsAt('2026-11-23T12:00:00Z', {}).map(({ start }) => start.slice(0, 10)));
    expect([...days]).to.deep.equal(['2026-11-24', '2026-11-30']);
  });

  it('reach as far as the horizon, counted from the shop\u2019s own today', () => {
    const noon = { days: EVERY_DAY, from: '12:00', to: '13:00' };
    // In New York it is still the 22nd.
    const slots = slotsAt('2026-11-23T03:00:00Z', { horizonDays: 1, slots: [noon] }, 'America/New_York');
    expect(slots.map(({ id }) => id)).to.deep.equal(['station/2026-11-23T12:00:00-05:00']);
    const earlier = slotsAt('2026-11-22T06:00:00Z', { horizonDays: 1, slots: [noon] }, 'America/New_York');
    expect(earlier.map(({ start }) => start.slice(0, 10))).to.deep.equal(['2026-11-22', '2026-11-23']);
  });

  it('are one for the whole window unless it is cut', () => {
    const [slot] = slotsAt('2026-11-21T12:00:00Z', {
      slots: [{ days: ['mon'], from: '22:00', to: '24:00' }],
    });
    expect([slot?.start, slot?.end]).to.deep.equal(['2026-11-23T22:00:00.000Z', '2026-11-24T00:00:00.000Z']);
  });

  it('leave out the rest of a window that is too short for one more', () => {
    const rule = { days: ['mon'], from: '07:00', to: '08:15', everyMinutes: 30 };
    expect(slotsAt('2026-11-21T12:00:00Z', { slots: [rule] }).length).to.equal(2);
  });

  it('are by time, and once where two rules make the same', () => {
    const rules = [
      { days: ['mon'], from: '09:00', to: '10:00', everyMinutes: 60, capacity: 3 },
      { days: ['mon'], from: '08:00', to: '10:00', everyMinutes: 60, capacity: 5 },
    ];
    const { catalog } = shopWith({ slots: rules });
    const slots = slotsAt('2026-11-21T12:00:00Z', { slots: rules });
    expect(slots.map(({ start }) => start.slice(11, 16))).to.deep.equal(['08:00', '09:00']);
    expect(slots.map(({ id }) => findSlot(catalog, 'station', id)?.capacity)).to.deep.equal([5, 3]);
  });
});

describe('closures', () => {
  const closed = [
    { from: '2026-12-24', to: '2026-12-28', reason: 'Holidays' },
    { from: '2026-11-24', to: '2026-11-24', reason: 'Stocktaking' },
  ];

  it('take the slots of their days, first and last included', () => {
    const days = (now: string) => slotsAt(now, { closed }).map(({ start }) => start.slice(0, 10));
    expect([...new Set(days('2026-11-21T12:00:00Z'))]).to.deep.equal(['2026-11-23']);
    expect([...new Set(days('2026-12-23T12:00:00Z'))]).to.deep.equal(['2026-12-29']);
  });

  const moments = [
    { now: '2026-11-16T12:00:00Z', reasons: [] },
    { now: '2026-11-17T12:00:00Z', reasons: ['Stocktaking'] },
    { now: '2026-11-24T23:59:00Z', reasons: ['Stocktaking'] },
    { now: '2026-11-25T00:00:00Z', reasons: [] },
    { now: '2026-12-28T12:00:00Z', reasons: ['Holidays'] },
  ];
  for (const { now, reasons } of moments) {
    it(`are told on ${now.slice(0, 10)}: ${reasons.join() || 'none'}`, () => {
      const { depot, timezone } = shopWith({ closed });
      expect(listClosures(depot, timezone, Date.parse(now)).map(({ reason }) => reason)).to.deep.equal(
        reasons,
      );
    });
  }

  it('come by date', () => {
    const { depot, timezone } = shopWith({ closed, horizonDays: 60 });
    const listed = listClosures(depot, timezone, Date.parse('2026-11-20T12:00:00Z'));
    expect(listed.map(({ from }) => from)).to.deep.equal(['2026-11-24', '2026-12-24']);
  });
});

describe('slots when clocks change', () => {
  const nights = [
    {
      what: 'go forward in London, 01:00 to 02:00 is left out',
      zone: 'Europe/London',
      now: '2026-03-29T00:00:00Z',
      starts: ['00:00+00:00', '00:30+00:00', '02:00+01:00', '02:30+01:00', '03:00+01:00', '03:30+01:00'],
    },
    {
      what: 'go back in London, 01:00 to 02:00 is held once, the first time',
      zone: 'Europe/London',
      now: '2026-10-24T23:00:00Z',
      starts: [
        '00:00+01:00',
        '00:30+01:00',
        '01:00+01:00',
        '01:30+01:00',
        '02:00+00:00',
        '02:30+00:00',
        '03:00+00:00',
        '03:30+00:00',
      ],
    },
    {
      what: 'go forward in New York, 02:00 to 03:00 is left out',
      zone: 'America/New_York',
      now: '2026-03-08T05:00:00Z',
      starts: ['00:00-05:00', '00:30-05:00', '01:00-05:00', '01:30-05:00', '03:00-04:00', '03:30-04:00'],
    },
    {
      what: 'go back in New York, 01:00 to 02:00 is held once, the first time',
      zone: 'America/New_York',
      now: '2026-11-01T04:00:00Z',
      starts: [
        '00:00-04:00',
        '00:30-04:00',
        '01:00-04:00',
        '01:30-04:00',
        '02:00-05:00',
        '02:30-05:00',
        '03:00-05:00',
        '03:30-05:00',
      ],
    },
  ];
  for (const { what, zone, now, starts } of nights) {
    it(`${what}, and no two overlap`, () => {
      const slots = slotsAt(now, { horizonDays: 0, slots: [NIGHT] }, zone);
      const short = slots.map(({ id }) => id.replace(/^station\/.*T(\d\d:\d\d):00/, '$1'));
      expect(short).to.deep.equal(starts);
      for (const [i, slot] of slots.entries()) {
        const next = slots[i + 1];
        expect(slot.start < slot.end).to.equal(true);
        if (next) expect(slot.end <= next.start).to.equal(true);
      }
    });
  }

  for (const zone of ['Europe/London', 'America/New_York', 'Asia/Kolkata']) {
    it(`are found again by their ids all year in ${zone}`, () => {
      const { catalog, depot } = shopWith({ horizonDays: 60, slots: [{ ...NIGHT, capacity: 4 }] }, zone);
      for (const month of [0, 2, 4, 6, 8, 10]) {
        const slots = listSlots(depot, zone, Date.UTC(2026, month, 1));
        expect(slots.length).to.be.greaterThan(400);
        for (const { open: _, ...slot } of slots.filter((_each, i) => i % 7 === 0)) {
          expect(findSlot(catalog, 'station', slot.id)).to.deep.equal({ ...slot, capacity: 4 });
        }
      }
    });
  }
});

describe('finding a slot by its id', () => {
  const { catalog } = shopWith({ closed: [{ from: '2026-11-24', to: '2026-11-24' }] });

  const found = [
    { why: 'this week', id: 'station/2026-11-23T07:30:00+00:00' },
    { why: 'years ago', id: 'station/2019-07-01T07:30:00+01:00' },
    { why: 'beyond the horizon', id: 'station/2030-07-01T07:30:00+01:00' },
  ];
  for (const { why, id } of found) {
    it(`finds one ${why}`, () => {
      expect(findSlot(catalog, 'station', id)?.id).to.equal(id);
      expect(findSlot(catalog, 'station', id)?.capacity).to.equal(8);
    });
  }

  const strangers = [
    { why: 'at a time that is none of the depot\u2019s', id: 'station/2026-11-23T07:15:00+00:00' },
    { why: 'on a day that is none of the depot\u2019s', id: 'station/2026-11-25T07:30:00+00:00' },
    { why: 'on a day that is closed', id: 'station/2026-11-24T07:30:00+00:00' },
    { why: 'with another zone\u2019s offset', id: 'station/2026-11-23T08:30:00+01:00' },
    { why: 'in UTC\u2019s short form', id: 'station/2026-11-23T07:30:00Z' },
    { why: 'with no start', id: 'station/' },
    { why: 'of a month that is none', id: 'station/2026-13-23T07:30:00+00:00' },
    { why: 'of another depot', id: 'market/2026-11-23T07:30:00+00:00' },
    { why: 'with more behind it', id: 'station/2026-11-23T07:30:00+00:00/x' },
    { why: 'at the end of all time', id: 'station/9999-12-31T23:59:59-12:00' },
    { why: 'of a year that no calendar has', id: 'station/0000-00-00T07:30:00+00:00' },
  ];
  for (const { why, id } of strangers) {
    it(`finds none ${why}`, () => {
      expect(findSlot(catalog, 'station', id)).to.equal(undefined);
    });
  }

  it('finds none at a depot that is not there', () => {
    expect(findSlot(catalog, 'moon', 'moon/2026-11-23T07:30:00+00:00')).to.equal(undefined);
  });

  it('knows a depot whose id holds a slash, and a slot that is not limited', () => {
    const north = shopWith({ id: 'north/1', slots: [{ days: ['mon'], from: '07:00', to: '08:00' }] });
    const id = 'north/1/2026-11-23T07:00:00+00:00';
    expect(findSlot(north.catalog, 'north/1', id)?.capacity).to.equal(null);
  });
});
