import { expect } from '@open-wc/testing';

import { phaseOf } from '../../../src/core/insight/experiment-phase.js';

const DAYS = { from: '2026-11-01', until: '2026-11-20' };

describe('an experiment', () => {
  for (const [phase, today, isListed, isShown] of [
    ['to-come', '2026-10-31', true, false],
    ['running', '2026-11-01', true, true],
    ['left-out', '2026-11-20', true, false],
    ['over', '2026-11-21', true, false],
    ['over', '2026-11-10', false, true],
  ] as const)
    it(`is ${phase} on ${today}, ${isListed ? '' : 'not '}in the catalog, ${isShown ? '' : 'not '}on devices`, () => {
      expect(phaseOf(DAYS, { isListed, isShown, today })).to.equal(phase);
    });
});
