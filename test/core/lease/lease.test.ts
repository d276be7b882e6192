import { expect } from '@open-wc/testing';

import { draw } from '../../../src/core/lease/draw.js';
import { toHoldView } from '../../../src/core/lease/hold-view.js';
import { ageOf, isLive, withinWish, type LeaseRecord, type Moment } from '../../../src/core/lease/lease.js';

const NOW = Date.parse('2026-11-23T18:00:00Z');
const MINUTE = 60_000;
const KEY = '019abf00-0000-7000-8000-000000000001';
const PLACE = { depot: 'station', slot: 'station/1' };
const oats = (quantity: number) => ({ variant: 'oats-500', depot: 'station', quantity });

const moment = (changes: Partial<Moment> = {}): Moment => ({
  now: NOW,
  elapsed: 0,
  session: 'one',
  behind: false,
  ...changes,
});

/** Asked for at NOW, good for fifteen minutes less a half. */
const lease = (changes: Partial<LeaseRecord> = {}): LeaseRecord => ({
  rev: 0,
  key: KEY,
  device: 'ada',
  items: [
    { item: oats(3), left: 3 },
    { item: PLACE, left: 1 },
  ],
  ttlMs: 15 * MINUTE,
  marginMs: 30_000,
  asked: moment(),
  ...changes,
});

describe('the time of a lease', () => {
  for (const { name, at, age } of [
    { name: 'is what both clocks say', at: { now: NOW + 10, elapsed: 10 }, age: 10 },
    {
      name: 'is the steady clock\u2019s where the wall clock was set back',
      at: { now: NOW - 900_000, elapsed: 10 },
      age: 10,
    },
    {
      name: 'is the wall clock\u2019s where the steady one slept',
      at: { now: NOW + 900_000, elapsed: 10 },
      age: 900_000,
    },
    {
      name: 'is the wall clock\u2019s after the engine was started anew',
      at: { now: NOW + 7, elapsed: 1, session: 'two' },
      age: 7,
    },
    {
      name: 'is not known anew with a wall clock that was set back',
      at: { now: NOW + 7, session: 'two', behind: true },
      age: Infinity,
    },
    {
      name: 'is not known anew before it was asked for',
      at: { now: NOW - 1, session: 'two' },
      age: Infinity,
    },
  ]) {
    it(name, () => {
      expect(ageOf(lease(), moment(at))).to.equal(age);
    });
  }

  it('is not known anew where it was asked for by a clock that had been set back', () => {
    const asked = moment({ behind: true });
    expect(ageOf({ asked }, moment({ now: NOW + 7, session: 'two' }))).to.equal(Infinity);
    expect(ageOf({ asked }, moment({ now: NOW + 7, elapsed: 7 }))).to.equal(7);
  });

  it('ends its margin before the endpoint ends it', () => {
    const end = 15 * MINUTE - 30_000;
    expect(isLive(lease(), moment({ elapsed: end - 1 }))).to.equal(true);
    expect(isLive(lease(), moment({ elapsed: end }))).to.equal(false);
  });
});

describe('a promise out of a lease', () => {
  const needs = (quantity: number) => ({ ...PLACE, quantities: new Map([['oats-500', quantity]]) });

  it('takes what it promises, and names it', () => {
    const { draws, leases, held } = draw([lease()], needs(2), 'ada', moment());
    expect(draws).to.deep.equal([{ key: KEY, items: [PLACE, oats(2)] }]);
    expect(leases.map(({ rev, items }) => [rev, items.map(({ left }) => left)])).to.deep.equal([[1, [1, 0]]]);
    expect(held.size).to.equal(2);
  });

  it('is made of several leases, and of no more than they have', () => {
    const second = lease({ key: `${KEY.slice(0, -1)}2`, items: [{ item: oats(1), left: 1 }] });
    const { draws, held } = draw([lease(), second], needs(5), 'ada', moment());
    expect(draws.flatMap(({ items }) => items)).to.deep.equal([PLACE, oats(3), oats(1)]);
    expect([...held]).to.deep.equal(['place station\nstation/1']);
  });

  it('is not made out of one that is over, another device\u2019s, or for another place', () => {
    const nothing = { draws: [], leases: [], held: new Set() };
    expect(draw([lease()], needs(1), 'ada', moment({ elapsed: 15 * MINUTE }))).to.deep.equal(nothing);
    expect(draw([lease()], needs(1), 'bob', moment())).to.deep.equal(nothing);
    const market = { ...needs(1), depot: 'market', slot: 'market/1' };
    expect(draw([lease()], market, 'ada', moment())).to.deep.equal(nothing);
  });

  it('takes one of several places in its slot, and names no number', () => {
    const several = lease({ items: [{ item: { ...PLACE, places: 2 }, left: 2 }] });
    const first = draw([several], needs(1), 'ada', moment());
    expect(first.draws).to.deep.equal([{ key: KEY, items: [PLACE] }]);
    const second = draw(first.leases, needs(1), 'ada', moment());
    expect([...second.held]).to.deep.equal(['place station\nstation/1']);
    expect(second.leases[0]?.items.map(({ left }) => left)).to.deep.equal([0]);
    expect(draw(second.leases, needs(1), 'ada', moment()).draws).to.deep.equal([]);
  });

  it('leaves no more than a newer request asks for', () => {
    expect(withinWish(lease(), [oats(2)]).items.map(({ left }) => left)).to.deep.equal([2, 0]);
    const same = lease();
    expect(withinWish(same, [oats(9), PLACE])).to.equal(same);
  });
});

describe('what is held for the shopper', () => {
  it('is shown until its margin begins', () => {
    expect(toHoldView([lease()], moment({ now: NOW + MINUTE, elapsed: MINUTE }))).to.deep.equal({
      depot: 'station',
      slot: 'station/1',
      quantities: { 'oats-500': 3 },
      until: '2026-11-23T18:14:30.000Z',
    });
  });

  it('is what is held where and when it is to be collected', () => {
    const held = lease({
      items: [
        { item: oats(3), left: 3 },
        { item: { ...oats(2), depot: 'market' }, left: 2 },
        { item: { points: 40 }, left: 40 },
        { item: PLACE, left: 1 },
        { item: { depot: 'station', slot: 'station/2' }, left: 1 },
      ],
    });
    expect(toHoldView([held], moment(), PLACE)).to.deep.include({
      depot: 'station',
      slot: 'station/1',
      quantities: { 'oats-500': 3 },
      points: 40,
    });
    expect(toHoldView([held], moment(), { depot: 'market', slot: 'market/1' })).to.deep.include({
      depot: 'market',
      slot: null,
      quantities: { 'oats-500': 2 },
    });
    expect(toHoldView([lease()], moment(), { depot: 'market', slot: 'market/1' })).to.equal(null);
  });

  const day = { id: 'one', own: [oats(3), PLACE], asked: moment(), lastsMs: 15 * MINUTE };

  it('is nothing of a stall’s own before it is chosen where to collect', () => {
    expect(toHoldView([lease()], moment(), null, day)).to.equal(null);
    const beside = lease({ items: [...lease().items, { item: { ...oats(2), depot: 'market' }, left: 2 }] });
    expect(toHoldView([beside], moment(), null, day)).to.deep.include({
      ...{ depot: 'market', slot: null, quantities: { 'oats-500': 2 } },
    });
  });

  it('is what a basket is served out of a stall’s own, and no place alone', () => {
    expect(toHoldView([lease()], moment(), PLACE, day)).to.deep.include({
      ...{ depot: 'station', slot: 'station/1', quantities: { 'oats-500': 3 } },
    });
    const sold = lease({
      items: [
        { item: oats(3), left: 0 },
        { item: PLACE, left: 1 },
      ],
    });
    expect(toHoldView([sold], moment(), PLACE, day)).to.equal(null);
  });

  it('has a place as long as one of several is left', () => {
    const several = (left: number) =>
      lease({
        items: [
          { item: oats(3), left: 3 },
          { item: { ...PLACE, places: 3 }, left },
        ],
      });
    expect(toHoldView([several(1)], moment(), PLACE)?.slot).to.equal('station/1');
    expect(toHoldView([several(0)], moment(), PLACE)?.slot).to.equal(null);
  });

  it('is nothing once it is over, or all of it is promised', () => {
    expect(toHoldView([lease()], moment({ elapsed: 15 * MINUTE }))).to.equal(null);
    expect(toHoldView([lease({ items: [{ item: oats(3), left: 0 }] })], moment())).to.equal(null);
    expect(toHoldView([], moment())).to.equal(null);
  });
});
