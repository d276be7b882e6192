import { expect } from '@open-wc/testing';

import { NO_SUMS, type ArmSums } from '../../../src/core/insight/close-groups.js';
import { tellOutcomes } from '../../../src/core/insight/tell-outcomes.js';
import { OUTCOMES, type Outcome } from '../../../src/core/protocol/measure.js';

type Reached = Partial<Record<Outcome, readonly [online: number, offline: number]>>;

function group(seen: number, reached: Reached): ArmSums {
  const windows = Object.entries(reached).map(([outcome, [online, offline]]) => [
    outcome,
    { online, offline },
  ]);
  return { seen, reached: { ...NO_SUMS.reached, ...Object.fromEntries(windows) } as ArmSums['reached'] };
}

/** By outcome: of how many that saw it how many reached it; null where it is not told. */
const told = (groups: readonly ArmSums[], deciding: Outcome = 'saved') =>
  Object.fromEntries(
    tellOutcomes(groups, deciding).map(({ outcome, all }) => [outcome, all && [all.seen, all.reached]]),
  );
const windowsOf = (groups: readonly ArmSums[], asked: Outcome) =>
  tellOutcomes(groups, 'saved').find(({ outcome }) => outcome === asked)?.windows;

describe('outcomes that are told beside one another', () => {
  it('leave none or ten between them at the least', () => {
    const added = (count: number) => told([group(40, { saved: [14, 0], added: [count, 0] })])['added'];
    expect([added(15), added(23), added(13)]).to.deep.equal([null, null, null]);
    expect([added(14), added(24)]).to.deep.equal([
      [40, 14],
      [40, 24],
    ]);
  });

  it('wait for what decides, and for those before them', () => {
    const groups = [group(60, { saved: [14, 0], checkout: [25, 0], added: [24, 0] })];
    expect(told(groups)).to.deep.equal({ added: [60, 24], checkout: null, saved: [60, 14], settled: null });
    expect(told(groups, 'checkout')).to.include({ added: null });
  });

  it('are told later, once enough lie between them', () => {
    const one = group(40, { saved: [14, 0], added: [20, 0] });
    expect(told([one])['added']).to.equal(null);
    expect(told([one, one])['added']).to.deep.equal([80, 40]);
  });

  it('leave as much between what they have grown by', () => {
    const first = group(60, { saved: [14, 0], added: [30, 0] });
    const second = group(60, { saved: [14, 0], added: [15, 0] });
    expect(told([first, second])['added']).to.deep.equal([60, 30]);
  });

  it('leave as much between them with each connection', () => {
    const groups = (added: number) => [group(80, { saved: [14, 14], added: [30, added] })];
    expect(windowsOf(groups(15), 'added')).to.equal(null);
    expect(windowsOf(groups(24), 'added')).to.deep.equal({ seen: 80, online: 30, offline: 24 });
  });

  it('have settled orders among them only where these decide', () => {
    const groups = [group(60, { saved: [40, 0], settled: [20, 0] })];
    expect(told(groups)['settled']).to.equal(null);
    expect(told(groups, 'settled')['settled']).to.deep.equal([60, 20]);
  });
});

/** Answers for an owner who asks after each group: what each outcome had grown to, by how many had seen it. */
function ask(
  groups: readonly ArmSums[],
  deciding: Outcome,
): ReadonlyMap<Outcome, ReadonlyMap<number, number>> {
  const series = new Map(OUTCOMES.map((outcome) => [outcome, new Map([[0, 0]])]));
  for (let count = 1; count <= groups.length; count++)
    for (const { outcome, all } of tellOutcomes(groups.slice(0, count), deciding))
      if (all) series.get(outcome)?.set(all.seen, all.reached);
  return series;
}

const isFew = (count: number) => count !== 0 && Math.abs(count) < 10;

describe('an owner who subtracts outcomes from one another', () => {
  let drawn = 11;
  const draw = (below: number) => (drawn = (drawn * 48_271) % 2_147_483_647) % below;
  const draws = {
    'each goes on from the one before': () => {
      const [added, checkout, saved, settled] = [50, 40, 32, 24].map((count) => count - draw(12));
      return { added, checkout, saved, settled };
    },
    'nothing has to do with anything': () => ({
      added: 12 + draw(40),
      checkout: 12 + draw(40),
      saved: 12 + draw(30),
      settled: 12 + draw(40),
    }),
  };
  for (const [how, drawReached] of Object.entries(draws))
    for (const deciding of ['saved', 'settled', 'added'] as const)
      it(`learns of no few people where ${how}, and ${deciding} decides`, () => {
        let compared = 0;
        for (let run = 0; run < 60; run++) {
          const groups = Array.from({ length: 8 }, () => {
            const { added = 0, checkout = 0, saved = 0, settled = 0 } = drawReached();
            const reached = { added: [added, 0], checkout: [checkout, 0] } as const;
            return group(64, { ...reached, saved: [saved, 0], settled: [settled, 0] });
          });
          const series = ask(groups, deciding);
          for (const [one, ones] of series)
            for (const [other, others] of series) {
              const together = [...ones.keys()].filter((seen) => one < other && others.has(seen));
              const between = together.map((seen) => (ones.get(seen) ?? 0) - (others.get(seen) ?? 0));
              for (const [at, count] of between.entries()) {
                const grown = count - (between[at - 1] ?? 0);
                expect([isFew(count), isFew(grown)], `${one} and ${other}: ${between.join()}`).to.deep.equal([
                  false,
                  false,
                ]);
                if (at > 0) compared += 1;
              }
            }
        }
        expect(compared).to.be.above(20);
      });
});
