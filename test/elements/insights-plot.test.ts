import { expect } from '@open-wc/testing';

import type { Ink } from '../../src/elements/insights/plot.js';
import { CAN_DRAW } from '../support/looks/insights-looks.js';

const INK: Ink = {
  ...{ text: '#000', muted: '#000', line: '#000', accent: '#000', attention: '#000', band: '#000' },
};
const days = ['2026-11-01', '2026-11-04', '2026-11-06', '2026-11-09'];

if (CAN_DRAW)
  describe('a line of a drawing', () => {
    const draw = async (values: readonly (number | null)[]) => {
      const { toSeries } = await import('../../src/elements/insights/plot.js');
      const { spanGaps, points } = toSeries({ kind: 'lines', days }, { tone: 'accent', values }, INK);
      return { spanGaps, points: points?.show };
    };

    it('that is told on other days than another goes on over those, with a point for each of its own', async () => {
      for (const values of [
        [0.5, null, 0.6, null],
        [null, 0.4, null, 0.3],
      ])
        expect(await draw(values)).to.deep.equal({ spanGaps: true, points: true });
    });

    it('that is told on each day has no points', async () => {
      expect(await draw([0.5, 0.4, 0.6, 0.3])).to.deep.equal({ spanGaps: true, points: false });
    });
  });
