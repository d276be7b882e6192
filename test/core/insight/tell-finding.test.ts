import { expect } from '@open-wc/testing';

import { tellFinding } from '../../../src/core/insight/tell-finding.js';

const OVER = {
  watched: { uneven: false },
  isOver: true,
  until: '2026-11-27',
  through: '2026-11-20',
};

describe('an experiment that ended a few days ago', () => {
  for (const [days, told] of [
    [5, { kind: 'not-enough', days: 5 }],
    [7, { kind: 'not-enough', days: 7 }],
    [8, { kind: 'ended' }],
    [undefined, { kind: 'ended' }],
  ] as const)
    it(`is told as ${told.kind} where it needs ${days ?? 'nobody knows how many'} days and 7 are still to be counted`, () => {
      expect(tellFinding({ kind: 'not-enough', days }, OVER)).to.deep.equal(told);
    });

  it('promises what it needs while it runs', () => {
    expect(tellFinding({ kind: 'not-enough', days: 8 }, { ...OVER, isOver: false })).to.deep.equal({
      kind: 'not-enough',
      days: 8,
    });
  });
});
