import { expect } from '@open-wc/testing';

import { detectableLift, daysToTell } from '../../../src/core/experiment/detectable-lift.js';
import { takeLook } from '../../../src/core/experiment/sequential-test.js';

describe('a look', () => {
  it('says nothing before ten of either outcome are in each arm', () => {
    expect(takeLook({ seen: 4000, reached: 9 }, { seen: 4000, reached: 400 })).to.equal(undefined);
    expect(takeLook({ seen: 400, reached: 391 }, { seen: 400, reached: 200 })).to.equal(undefined);
  });
});

describe('what a test can tell', () => {
  it('takes more shoppers for less', () => {
    const lifts = [500, 1000, 2000, 4000].map((perArm) => detectableLift({ share: 0.1, perArm }));
    expect([...lifts].sort((one, other) => other - one)).to.deep.equal(lifts);
    expect(detectableLift({ share: 0.1, perArm: 4000 })).to.be.below(0.03);
  });

  it('takes as many days as four of five such experiments do', () => {
    const days = daysToTell({ share: 0.115, lift: 0.03, perDay: 100, perArm: 0 }) ?? 0;
    expect(detectableLift({ share: 0.115, perArm: days * 100 })).to.be.at.most(0.03);
    expect(detectableLift({ share: 0.115, perArm: (days - 1) * 100 })).to.be.above(0.03);
  });

  it('takes none where there are enough, and can take for ever', () => {
    expect(daysToTell({ share: 0.1, lift: 0.03, perDay: 100, perArm: 40_000 })).to.equal(0);
    expect(daysToTell({ share: 0.1, lift: 0.03, perDay: 0, perArm: 100 })).to.equal(undefined);
    expect(daysToTell({ share: 0.5, lift: 0.0001, perDay: 1, perArm: 0 })).to.equal(undefined);
  });
});
