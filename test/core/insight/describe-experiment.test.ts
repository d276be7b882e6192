import { expect } from '@open-wc/testing';

import type { Experiment } from '../../../src/core/experiment/experiment.js';
import { NO_SUMS, type ArmSums, type DayGroup } from '../../../src/core/insight/close-groups.js';
import { describeExperiment, type Described } from '../../../src/core/insight/describe-experiment.js';

const EXPERIMENT: Experiment = {
  id: 'proof',
  tries: 'format',
  outcome: 'saved',
  worthKnowing: 0.03,
  from: '2026-10-01',
  arms: [
    { id: 'a', weight: 1, shows: 'none' },
    { id: 'b', weight: 1, shows: 'quote' },
  ],
};
const ALL = { from: '2026-10-01', to: '2026-11-28' };

const sums = (seen: number, saved: number, reached: Partial<ArmSums['reached']> = {}): ArmSums => ({
  seen,
  reached: { ...NO_SUMS.reached, saved: { online: saved, offline: 0 }, ...reached },
});
const group = (day: number, a: ArmSums, b: ArmSums): DayGroup => {
  const date = `2026-11-${String(day).padStart(2, '0')}`;
  return { from: date, to: date, arms: { a, b } };
};
const DESCRIBED = {
  experiment: EXPERIMENT,
  phase: 'running',
  changed: false,
  late: 0,
  today: '2026-11-28',
  watched: { uneven: false },
} as const;
const tell = (groups: readonly DayGroup[], range = ALL, change: Partial<Described> = {}) =>
  describeExperiment({ ...DESCRIBED, groups, ...change }, range);
const find = (groups: readonly DayGroup[], change: Partial<Described>) =>
  tell(groups, ALL, change).arms[1]?.finding;

describe('what an owner is told of an experiment', () => {
  it('is nothing but its terms before the first group', () => {
    const { arms, groups } = tell([]);
    expect(groups).to.deep.equal([]);
    expect(arms.map(({ seen, share, finding }) => [seen, share, finding?.kind])).to.deep.equal([
      [0, undefined, undefined],
      [0, undefined, 'not-enough'],
    ]);
    expect(arms[1]?.finding).to.deep.equal({ kind: 'not-enough' });
  });

  it('stays decided, by the same day, whatever comes after it', () => {
    const groups = [
      group(1, sums(200, 40), sums(200, 42)),
      group(2, sums(200, 20), sums(200, 120)),
      group(3, sums(200, 120), sums(200, 20)),
      group(4, sums(200, 150), sums(200, 20)),
    ];
    const findings = [1, 2, 3, 4].map((count) => tell(groups.slice(0, count)).arms[1]?.finding);
    expect(findings[0]?.kind).to.equal('not-enough');
    for (const finding of findings.slice(1))
      expect(finding).to.deep.equal({ kind: 'better', day: '2026-11-02' });
  });

  it('is decided by all groups, and shows those of the range', () => {
    const groups = [group(1, sums(200, 20), sums(200, 120)), group(2, sums(200, 50), sums(200, 50))];
    const { arms, groups: shown } = tell(groups, { from: '2026-11-02', to: '2026-11-28' });
    expect(shown.map(({ to }) => to)).to.deep.equal(['2026-11-02']);
    expect(arms[1]?.looks.map(({ day }) => day)).to.deep.equal(['2026-11-02']);
    expect(arms[1]).to.deep.include({
      seen: 400,
      reached: 170,
      finding: { kind: 'better', day: '2026-11-01' },
    });
  });

  it('leaves out a group that lies in the range in part', () => {
    const long = { ...group(2, sums(200, 20), sums(200, 20)), from: '2026-11-01' };
    expect(tell([long], { from: '2026-11-02', to: '2026-11-28' }).groups).to.deep.equal([]);
    expect(tell([long], { from: '2026-11-01', to: '2026-11-01' }).groups).to.deep.equal([]);
  });

  it('says that shoppers came unevenly, and no more than that', () => {
    const { arms } = tell([group(1, sums(400, 40), sums(200, 120))]);
    expect(arms[1]?.finding?.kind).to.equal('uneven');
  });
});

describe('what goes before what groups have shown', () => {
  const better = group(1, sums(400, 40), sums(400, 120));
  const few = group(1, sums(100, 10), sums(100, 11));

  it('is that devices came unevenly, also where no group is closed or something was called', () => {
    for (const groups of [[], [better]])
      expect(find(groups, { watched: { uneven: true, lacking: 'b' } })).to.deep.equal({ kind: 'uneven' });
  });

  it('is the arm for which groups wait, unless something was called before', () => {
    const watched = { uneven: false, lacking: 'b' };
    expect(find([], { watched })).to.deep.equal({ kind: 'lacking', arm: 'b' });
    expect(find([few], { watched })).to.deep.equal({ kind: 'lacking', arm: 'b' });
    expect(find([better], { watched })?.kind).to.equal('better');
  });
});

describe('an experiment that is over', () => {
  const few = group(1, sums(100, 10), sums(100, 11));
  const ended = { ...EXPERIMENT, until: '2026-11-10' };

  it('promises no more days', () => {
    expect(find([few], {})).to.include.keys('days');
    for (const groups of [[few], []])
      expect(find(groups, { experiment: ended, phase: 'over' })).to.deep.equal({ kind: 'ended' });
  });

  it('promises none either where the catalog no longer has it, though its last day is to come', () => {
    const experiment = { ...EXPERIMENT, until: '2027-11-10' };
    expect(find([few], { experiment, phase: 'over' })).to.deep.equal({ kind: 'ended' });
  });

  it('still says what it has shown', () => {
    const better = group(1, sums(400, 40), sums(400, 120));
    expect(find([better], { experiment: ended, phase: 'over' })?.kind).to.equal('better');
  });
});

describe('the other outcomes', () => {
  const added = (count: number) => sums(40, 20, { added: { online: count, offline: 0 } });
  const told = (groups: readonly DayGroup[]) =>
    tell(groups).arms[0]?.outcomes.find(({ outcome }) => outcome === 'added')?.all;
  const few = group(1, added(9), added(9));

  it('are not told while fewer than ten reached them, or did not', () => {
    expect(told([few])).to.equal(null);
    expect(told([group(1, added(31), added(31))])).to.equal(null);
    expect(told([group(1, added(10), added(10))])).to.deep.equal({ seen: 40, reached: 10 });
  });

  it('grow by ten at least, and wait for that', () => {
    const ten = group(1, added(10), added(10));
    expect(told([ten, { ...few, to: '2026-11-02' }])).to.deep.equal({ seen: 40, reached: 10 });
    expect(told([ten, few, few])).to.deep.equal({ seen: 120, reached: 28 });
  });

  it('are told by connection where neither can be had as what is left', () => {
    const windows = (online: number, offline: number) =>
      tell([
        group(
          1,
          sums(60, 0, { saved: { online, offline } }),
          sums(60, 0, { saved: { online: 20, offline: 0 } }),
        ),
      ]).arms[0]?.outcomes.find(({ outcome }) => outcome === 'saved');
    expect(windows(20, 9)).to.deep.include({ all: { seen: 60, reached: 29 }, windows: null });
    expect(windows(20, 10)?.windows).to.deep.equal({ seen: 60, online: 20, offline: 10 });
  });
});
