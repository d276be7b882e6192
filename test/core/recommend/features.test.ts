import { expect } from '@open-wc/testing';

import { BOUND, FEATURES, FEATURE_NAMES, toFeatures } from '../../../src/core/recommend/features.js';
import { ROWS } from '../../../src/core/recommend/network.js';
import type { PastOrder, RankCase, ShopStatistics } from '../../../src/core/recommend/past-orders.js';
import { toStatistics } from '../../../src/core/recommend/shop-statistics.js';

const SHARES = [
  { item: 'bread', popularity: 0.5, rebuy: 0.6 },
  { item: 'honey', popularity: 0.1, rebuy: 0.2 },
];
const BREAD_WEEKLY: readonly PastOrder[] = [
  { day: 0, items: ['bread'] },
  { day: 7, items: ['bread', 'honey'] },
  { day: 14, items: ['bread'] },
];

function given(
  history: readonly PastOrder[],
  { day = 21, statistics = toStatistics(SHARES) }: Partial<RankCase> = {},
): RankCase {
  return { history, day, statistics };
}

/** What a feature says of one candidate. */
function read(name: string, of: RankCase, candidates: readonly string[], row = 0): number | undefined {
  return toFeatures(of, candidates)[row * FEATURES + FEATURE_NAMES.indexOf(name)];
}

describe('what a model is told of a candidate', () => {
  it('is a row of features each, and nothing beyond them', () => {
    const features = toFeatures(given(BREAD_WEEKLY), ['bread', 'honey']);
    expect(features.length).to.equal(ROWS * FEATURES);
    expect(features.subarray(0, 2 * FEATURES).some((value) => value !== 0)).to.equal(true);
    expect(features.subarray(2 * FEATURES).every((value) => value === 0)).to.equal(true);
  });

  it('is the same for items that have the same past', () => {
    const both = given([
      { day: 1, items: ['jam', 'milk'] },
      { day: 9, items: ['milk', 'jam'] },
    ]);
    const features = toFeatures(both, ['jam', 'milk']);
    expect([...features.subarray(0, FEATURES)]).to.deep.equal([...features.subarray(FEATURES, 2 * FEATURES)]);
  });

  it('does not depend on what items are called', () => {
    const renamed = BREAD_WEEKLY.map(({ day, items }) => ({ day, items: items.map((item) => `${item}-2`) }));
    const statistics = toStatistics(SHARES.map((share) => ({ ...share, item: `${share.item}-2` })));
    expect([...toFeatures(given(renamed, { statistics }), ['bread-2', 'honey-2'])]).to.deep.equal([
      ...toFeatures(given(BREAD_WEEKLY), ['bread', 'honey']),
    ]);
  });

  it('reads the last hundred orders', () => {
    const long = Array.from({ length: 150 }, (_, day) => ({ day, items: ['bread', `item-${day}`] }));
    const cut = long.slice(50);
    const names = FEATURE_NAMES.filter((name) => !name.startsWith('formula'));
    for (const name of names)
      expect(read(name, given(long, { day: 150 }), ['bread']), name).to.equal(
        read(name, given(cut, { day: 150 }), ['bread']),
      );
  });

  it('says that an item is due once it is bought as long ago as usual', () => {
    const dueOn = (day: number) => read('days-since-by-step', given(BREAD_WEEKLY, { day }), ['bread']) ?? NaN;
    expect(dueOn(21)).to.equal(0);
    expect(dueOn(16)).to.be.lessThan(0);
    expect(dueOn(35)).to.be.greaterThan(0);
  });

  it('tells the weekday, and the hour where days have hours', () => {
    const weekday = (day: number) => read('same-weekday', given(BREAD_WEEKLY, { day }), ['bread']) ?? NaN;
    const mixed = given([...BREAD_WEEKLY, { day: 17.5, items: ['honey'] }], { day: 21.5 });
    expect(weekday(28)).to.be.greaterThan(weekday(24));
    expect(read('same-weekday', mixed, ['bread'])).to.be.greaterThan(0);
    expect(read('same-hour', mixed, ['honey'])).to.be.greaterThan(0);
    expect(read('same-hour', mixed, ['bread'])).to.be.lessThan(0);
    expect(read('timed', given(BREAD_WEEKLY), ['bread'])).to.equal(0);
  });
});

describe('where days are not known', () => {
  const dated = FEATURE_NAMES.filter((name) => /dated|timed|days|weekday|hour/.test(name));
  const unknown: readonly (readonly [string, RankCase])[] = [
    ['of now', { ...given(BREAD_WEEKLY), day: null }],
    ['of one order', given(BREAD_WEEKLY.map((order, at) => (at === 1 ? { ...order, day: null } : order)))],
    ['of one order, which is no number', given([{ day: NaN, items: ['bread'] }, ...BREAD_WEEKLY])],
  ];
  for (const [name, of] of unknown) {
    it(`${name}, no feature has any`, () => {
      for (const feature of dated) expect(read(feature, of, ['bread']), feature).to.equal(0);
    });
  }
});

describe('every feature', () => {
  const wild: ShopStatistics = { popularity: () => 0, rebuy: () => undefined, byPopularity: [] };
  const rows: readonly (readonly [string, RankCase, readonly string[]])[] = [
    ['of nothing', given([]), []],
    ['of an item that nobody bought', given([]), ['bread']],
    ['of one order', given([{ day: 3, items: ['bread'] }]), ['bread', 'honey']],
    [
      'of empty orders',
      given([
        { day: 3, items: [] },
        { day: 4, items: [] },
      ]),
      ['bread'],
    ],
    ['of orders in the future', given(BREAD_WEEKLY, { day: -400 }), ['bread', 'honey']],
    ['of days without end', given([{ day: -Infinity, items: ['bread'] }], { day: Infinity }), ['bread']],
    [
      'of days long ago',
      given([{ day: -1e300, items: ['bread'] }, ...BREAD_WEEKLY], { day: 1e300 }),
      ['bread'],
    ],
    ['of orders in the same moment', given(BREAD_WEEKLY.map((order) => ({ ...order, day: 21 }))), ['bread']],
    ['of statistics that make no sense', given(BREAD_WEEKLY, { statistics: wild }), ['bread', 'honey']],
    [
      'of popularity that is no number',
      given(BREAD_WEEKLY, { statistics: { ...wild, popularity: () => NaN } }),
      ['bread'],
    ],
  ];
  for (const [name, of, candidates] of rows) {
    it(`is finite and bounded, ${name}`, () => {
      const features = toFeatures(of, candidates);
      for (const [at, value] of features.entries())
        expect(Math.abs(value) <= BOUND, `${FEATURE_NAMES[at % FEATURES]} is ${value}`).to.equal(true);
    });
  }

  it('is told of the first candidates where there are too many', () => {
    const items = Array.from({ length: 300 }, (_, at) => `item-${at}`);
    expect(toFeatures(given([{ day: 1, items }]), items).length).to.equal(ROWS * FEATURES);
  });

  it('is rounded to what single precision and every browser agree on', () => {
    for (const value of toFeatures(given(BREAD_WEEKLY, { day: 23.456 }), ['bread', 'honey']))
      expect(Number.isInteger(value * 2 ** 20)).to.equal(true);
  });
});
