import { expect } from '@open-wc/testing';
import * as v from 'valibot';

import { MeasureRequestSchema } from '../../../src/core/protocol/measure.js';

const none = { online: 0, offline: 0 };
const nothing = { added: none, checkout: none, saved: none, settled: none };
const idle = { online: { begun: 0, completed: 0 }, offline: { begun: 0, completed: 0 } };
const arm = (change: object = {}) => ({
  experiment: 'proof-beside',
  split: 4_294_967_295,
  arm: 'quotes',
  seen: 1,
  reached: nothing,
  ...change,
});
const day = (change: object = {}) => ({ day: '2026-11-20', arms: [arm()], checkouts: idle, ...change });
const report = (change: object = {}) => ({
  v: 1,
  shop: 'millrace',
  mode: 'live',
  report: '5c9f7f0e-6a3e-4cc1-9d2e-6f0d2b9c1a55',
  days: [day()],
  ...change,
});

describe('a report of what a device counted', () => {
  it('is read as it was written', () => {
    expect(v.parse(MeasureRequestSchema, report())).to.deep.equal(report());
  });

  for (const [what, change] of [
    ['two devices that saw an arm', { days: [day({ arms: [arm({ seen: 2 })] })] }],
    [
      'an outcome reached twice',
      { days: [day({ arms: [arm({ reached: { ...nothing, saved: { online: 1, offline: 1 } } })] })] },
    ],
    ['two arms of one experiment', { days: [day({ arms: [arm(), arm({ arm: 'without' })] })] }],
    ['two days of one experiment', { days: [day(), day({ day: '2026-11-19' })] }],
    ['a day that comes twice', { days: [day(), day({ arms: [] })] }],
    [
      'a checkout that was begun twice',
      { days: [day({ checkouts: { ...idle, online: { begun: 2, completed: 0 } } })] },
    ],
    ['a split that is no hash', { days: [day({ arms: [arm({ split: -1 })] })] }],
    ['a name that all objects have', { days: [day({ arms: [arm({ experiment: 'constructor' })] })] }],
    ['a name beside the counts', { device: 'a' }],
    ['an id that tells when it was made', { report: '019aa0c1-6a3e-7cc1-9d2e-6f0d2b9c1a55' }],
    ['no day', { days: [] }],
    ['a day that the calendar lacks', { days: [day({ day: '2026-02-30' })] }],
  ] as const)
    it(`is refused with ${what}`, () => {
      expect(v.is(MeasureRequestSchema, report(change))).to.equal(false);
    });
});
