import { expect } from '@open-wc/testing';

import { earnedBy, rateOf } from '../../../src/core/loyalty/earnings.js';
import { mostPoints, shareOf, toRedemption, within } from '../../../src/core/loyalty/redemption.js';

const SHOP = { loyalty: { pointsPerMajorUnit: 2, pointValue: 5 } };

describe('points that an order earns', () => {
  const rows = [
    { what: 'two for each pound', amount: 1300, deposits: 0, currency: 'GBP', points: 26 },
    { what: 'none for a part of one', amount: 1349, deposits: 0, currency: 'GBP', points: 26 },
    { what: 'none for deposits', amount: 1400, deposits: 100, currency: 'GBP', points: 26 },
    {
      what: 'none where points have paid for all goods',
      amount: 100,
      deposits: 100,
      currency: 'GBP',
      points: 0,
    },
    { what: 'never less than none', amount: 60, deposits: 100, currency: 'GBP', points: 0 },
    { what: 'two for each yen', amount: 13, deposits: 0, currency: 'JPY', points: 26 },
    { what: 'two for each dinar', amount: 13_999, deposits: 0, currency: 'KWD', points: 27 },
  ];
  for (const { what, amount, deposits, currency, points } of rows)
    it(`are ${what}`, () => expect(earnedBy({ amount, deposits }, 2, currency)).to.equal(points));

  it('are none where the shop gives none', () => {
    expect([rateOf({}), rateOf(SHOP)]).to.deep.equal([0, 2]);
    expect(earnedBy({ amount: 1e12, deposits: 0 }, 0, 'GBP')).to.equal(0);
  });
});

describe('points that pay for goods', () => {
  it('take off what the catalog says that they are worth, and no more than the goods cost', () => {
    expect(toRedemption(40, SHOP)).to.deep.equal({ points: 40, off: 200 });
    expect(toRedemption(40, {})).to.deep.equal({ points: 40, off: 0 });
    expect([mostPoints(204, SHOP), mostPoints(4, SHOP), mostPoints(1e6, {})]).to.deep.equal([40, 0, 0]);
  });

  const rows = [
    { what: 'dearer', goods: 900, points: 40, off: 200 },
    { what: 'just as dear', goods: 200, points: 40, off: 200 },
    { what: 'cheaper', goods: 150, points: 30, off: 150 },
    {
      what: 'cheaper by a part of a point, which is lost rather than asked for in money',
      goods: 152,
      points: 31,
      off: 152,
    },
    { what: 'nothing', goods: 0, points: 0, off: 0 },
  ];
  for (const { what, goods, points, off } of rows)
    it(`are no more than it takes where the goods are ${what}`, () =>
      expect(within({ points: 40, off: 200 }, goods)).to.deep.equal({ points, off }));

  it('are none where they take nothing off', () => {
    expect(within({ points: 40, off: 0 }, 900)).to.deep.equal({ points: 0, off: 0 });
  });

  it('go back in proportion, in whole points, and all of them where no money was paid', () => {
    expect([shareOf(26, 650, 1300), shareOf(26, 100, 1300), shareOf(26, 99, 1300)]).to.deep.equal([13, 2, 1]);
    expect(shareOf(26, 0, 0)).to.equal(26);
  });
});
