import { expect } from '@open-wc/testing';

import { reportExperiment, type DayTally } from '../../../src/core/experiment/report.js';

const ARMS = [
  { id: 'without', weight: 1 },
  { id: 'quotes', weight: 1 },
] as const;

const dateOf = (at: number) => new Date(Date.UTC(2026, 10, at)).toISOString().slice(0, 10);

function day(
  at: number,
  without: readonly [number, number],
  quotes: readonly [number, number],
  from = at,
): DayTally {
  return {
    from: dateOf(from),
    to: dateOf(at),
    arms: {
      without: { seen: without[0], reached: without[1] },
      quotes: { seen: quotes[0], reached: quotes[1] },
    },
  };
}
const daily = (count: number, without: readonly [number, number], quotes: readonly [number, number]) =>
  Array.from({ length: count }, (_, at) => day(at + 1, without, quotes));

/** As it stands when all outcomes of these days have come. */
const report = (days: readonly DayTally[], through = days.at(-1)?.to ?? dateOf(1)) =>
  reportExperiment(ARMS, days, { through });
const find = (days: readonly DayTally[], through?: string) => report(days, through)[1]?.finding;
const daysOf = (days: readonly DayTally[], through?: string) => {
  const finding = find(days, through);
  return finding?.kind === 'not-enough' ? (finding.days ?? 0) : 0;
};

describe('what an experiment has shown', () => {
  it('is nothing before anybody came', () => {
    const [control, other] = report([]);
    expect(control?.finding).to.equal(undefined);
    expect(other?.finding).to.deep.equal({ kind: 'not-enough', days: undefined });
    expect(other?.interval).to.equal(undefined);
  });

  it('is not enough at first, with the days that it takes', () => {
    const finding = find(daily(3, [100, 10], [100, 11]));
    expect(finding?.kind).to.equal('not-enough');
    expect(finding?.kind === 'not-enough' && finding.days).to.be.within(20, 40);
  });

  it('counts days on which nobody came as days, before, between and after', () => {
    const close = [day(1, [100, 10], [100, 11]), day(2, [100, 10], [100, 11])];
    const pace = daysOf(close);
    expect(daysOf([day(1, [100, 10], [100, 11]), day(29, [100, 10], [100, 11])])).to.be.above(pace * 10);
    expect(daysOf([day(29, [200, 20], [200, 22], 1)])).to.be.above(pace * 10);
    expect(daysOf(close, dateOf(29))).to.be.above(pace * 10);
  });

  it('counts no day after the last of the experiment, however long that is ago', () => {
    const days = daily(3, [100, 10], [100, 11]);
    const until = dateOf(3);
    const found = [3, 60].map(
      (day) => reportExperiment(ARMS, days, { through: dateOf(day), until })[1]?.finding,
    );
    expect(found[1]).to.deep.equal(found[0]);
  });

  it('leaves out days whose outcomes are still to come', () => {
    const days = daily(20, [400, 40], [400, 60]);
    expect(report(days, dateOf(3))).to.deep.equal(report(days.slice(0, 3)));
  });

  it('counts nobody who reached it and was not seen', () => {
    const [, other] = report([day(1, [50, 5], [20, 0]), day(2, [0, 0], [0, 30])]);
    expect(other?.tally).to.deep.equal({ seen: 20, reached: 20 });
    expect(other?.interval?.[1]).to.equal(1);
  });

  it('is better from the first day that told them apart, whatever came after', () => {
    const later = Array.from({ length: 10 }, (_, at) => day(at + 11, [400, 52], [400, 36]));
    const days = [...daily(10, [400, 40], [400, 60]), ...later];
    const [, other] = report(days);
    expect(other?.finding?.kind).to.equal('better');
    expect(other?.finding?.kind === 'better' && other.finding.day < '2026-11-10').to.equal(true);
    const last = other?.looks.at(-1);
    expect(last && Math.abs(last.lift) < last.reach).to.equal(true);
  });

  it('is worse where fewer reach it', () => {
    expect(find(daily(20, [400, 60], [400, 40]))?.kind).to.equal('worse');
  });

  it('is no difference where what there can be is not worth knowing', () => {
    const finding = find(daily(28, [400, 40], [400, 40]));
    expect(finding?.kind).to.equal('no-difference');
    expect(finding?.kind === 'no-difference' && [finding.low > -0.03, finding.high < 0.03]).to.deep.equal([
      true,
      true,
    ]);
  });

  it('is undecided where enough came, and more may still be in it, with where it lies', () => {
    const finding = find(daily(10, [400, 40], [400, 46]));
    expect(finding?.kind).to.equal('undecided');
    expect(finding?.kind === 'undecided' && [finding.low < 0, finding.high > 0.03]).to.deep.equal([
      true,
      true,
    ]);
  });

  it('is stopped where shoppers came unevenly, however clear it looks', () => {
    expect(find(daily(20, [520, 52], [480, 96]))?.kind).to.equal('uneven');
  });

  it('stays stopped once they came unevenly, however evenly others came after', () => {
    const uneven = day(1, [520, 52], [400, 40]);
    const first = find([uneven]);
    expect(first?.kind).to.equal('uneven');
    const even = daily(20, [4_000, 400], [4_100, 600]).map((one, at) => ({
      ...one,
      from: dateOf(at + 2),
      to: dateOf(at + 2),
    }));
    expect(find([uneven, ...even])).to.deep.equal(first);
  });

  it('is stopped by unevenness also after it was called', () => {
    const called = daily(10, [400, 40], [400, 80]);
    expect(find(called)?.kind).to.equal('better');
    expect(find([...called, day(11, [400, 40], [900, 180])])?.kind).to.equal('uneven');
  });

  it('does not hang on the order of days', () => {
    const days = daily(20, [400, 40], [400, 60]);
    expect(report([...days].reverse(), days.at(-1)?.to)).to.deep.equal(report(days));
  });

  it('asks more of each arm where there are several', () => {
    const arms = [...ARMS, { id: 'stars', weight: 1 }] as const;
    const days = daily(8, [400, 40], [400, 40]).map((one) => ({
      ...one,
      arms: { ...one.arms, stars: { seen: 400, reached: 44 } },
    }));
    const alone = report(days)[1]?.looks.at(-1)?.reach ?? 0;
    const shared = reportExperiment(arms, days, { through: dateOf(30) })[1]?.looks.at(-1)?.reach ?? 0;
    expect(shared).to.be.above(alone);
  });

  it('shows no share of fewer than ten', () => {
    const [control] = report([day(1, [9, 3], [9, 4])]);
    expect([control?.share, control?.interval]).to.deep.equal([undefined, undefined]);
  });
});
