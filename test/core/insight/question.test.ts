import { expect } from '@open-wc/testing';

import { toInsightsPath } from '../../../src/core/protocol/insights.js';

describe('what an owner asks for', () => {
  it('is a range of days, with the moment of asking', () => {
    expect(toInsightsPath({ from: '2026-11-01', to: '2026-11-28' }, Date.UTC(2026, 10, 28, 9))).to.equal(
      '/v1/insights?from=2026-11-01&to=2026-11-28&at=2026-11-28T09:00:00.000Z',
    );
  });
});
