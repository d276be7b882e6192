import { expect } from '@open-wc/testing';

import type { Experiment } from '../../../src/core/experiment/experiment.js';
import { closeCheckouts } from '../../../src/core/insight/close-checkouts.js';
import { closeGroups, lastWholeDay, NO_SUMS, type ArmSums } from '../../../src/core/insight/close-groups.js';

const TODAY = '2026-11-28';
const EXPERIMENT: Experiment = {
  id: 'proof',
  tries: 'format',
  outcome: 'saved',
  worthKnowing: 0.03,
  from: '2026-11-01',
  arms: [
    { id: 'a', weight: 1, shows: 'none' },
    { id: 'b', weight: 1, shows: 'quote' },
  ],
};

const sums = (seen: number, online: number, offline = 0): ArmSums => ({
  seen,
  reached: { ...NO_SUMS.reached, saved: { online, offline } },
});
const day = (date: string, a: ArmSums, b: ArmSums) => ({ day: date, arms: { a, b } });

const close = (
  days: Parameters<typeof closeGroups>[1],
  { closed, ...change }: Partial<Experiment> & { closed?: string } = {},
) =>
  closeGroups({ ...EXPERIMENT, ...change }, days, { today: TODAY, closed }).map(
    ({ from, to, arms }) => [from, to, arms['a']?.seen ?? 0] as const,
  );

describe('days of an experiment', () => {
  const full = sums(20, 6, 4);

  it('are whole once nothing can come of them any more', () => {
    expect(lastWholeDay('saved', TODAY)).to.equal('2026-11-20');
    expect(lastWholeDay('added', TODAY)).to.equal('2026-11-20');
    expect(lastWholeDay('settled', TODAY)).to.equal('2026-10-28');
  });

  it('are shown alone where ten of each arm reached it and ten did not', () => {
    expect(close([day('2026-11-20', full, full)])).to.deep.equal([['2026-11-20', '2026-11-20', 20]]);
  });

  for (const [what, short] of [
    ['nine that reached it', sums(20, 5, 4)],
    ['nine that did not', sums(20, 11)],
  ] as const)
    it(`wait for the next ones with ${what}, in one arm`, () => {
      expect(close([day('2026-11-18', full, short)])).to.deep.equal([]);
      const more = [day('2026-11-18', full, short), day('2026-11-20', sums(1, 1), sums(2, 1))];
      expect(close(more)).to.deep.equal([['2026-11-18', '2026-11-20', 21]]);
    });

  it('wait where nobody has seen an arm', () => {
    expect(close([{ day: '2026-11-18', arms: { a: full } }])).to.deep.equal([]);
  });

  it('are in no group while outcomes may come', () => {
    expect(close([day('2026-11-21', full, full)])).to.deep.equal([]);
  });

  it('are in one group only, in the order of days', () => {
    const days = [
      day('2026-11-19', full, full),
      day('2026-11-12', full, full),
      day('2026-11-10', full, full),
    ];
    expect(close(days, { closed: '2026-11-10' }).map(([, to]) => to)).to.deep.equal([
      '2026-11-12',
      '2026-11-19',
    ]);
  });

  it('before the first and after the last of the experiment are in none', () => {
    const days = [
      day('2026-10-31', full, full),
      day('2026-11-12', full, full),
      day('2026-11-13', full, full),
    ];
    expect(close(days, { until: '2026-11-12' })).to.deep.equal([['2026-11-12', '2026-11-12', 20]]);
  });
});

describe('days of checkouts', () => {
  const on = (date: string, begun: number, completed: number) => ({ day: date, begun, completed });
  const closed = (days: Parameters<typeof closeCheckouts>[0], last?: string) =>
    closeCheckouts(days, { today: TODAY, closed: last });

  it('are shown once ten were completed and ten were not', () => {
    expect(closed([on('2026-11-19', 20, 11)])).to.deep.equal([]);
    expect(closed([on('2026-11-19', 20, 11), on('2026-11-20', 1, 0)])).to.deep.equal([
      { from: '2026-11-19', to: '2026-11-20', begun: 21, completed: 11 },
    ]);
    expect(closed([on('2026-11-21', 20, 10)])).to.deep.equal([]);
    expect(closed([on('2026-11-19', 20, 10)], '2026-11-19')).to.deep.equal([]);
  });

  it('are shown after four weeks without how many were completed, where those are few', () => {
    const weeks = [on('2026-10-24', 9, 9), on('2026-11-19', 1, 0)];
    expect(closed(weeks)).to.deep.equal([]);
    expect(closed([...weeks, on('2026-11-20', 1, 1)])).to.deep.equal([
      { from: '2026-10-24', to: '2026-11-20', begun: 11, completed: null },
    ]);
    expect(closed([on('2026-10-01', 8, 1), on('2026-11-20', 1, 1)])).to.deep.equal([]);
  });
});
