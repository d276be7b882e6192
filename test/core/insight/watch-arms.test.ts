import { expect } from '@open-wc/testing';

import { NO_SUMS, type ArmSums } from '../../../src/core/insight/close-groups.js';
import { findLacking, isUneven } from '../../../src/core/insight/watch-arms.js';

const ARMS = [
  { id: 'a', weight: 1 },
  { id: 'b', weight: 1 },
] as const;
const LOPSIDED = [
  { id: 'a', weight: 1_000 },
  { id: 'b', weight: 1 },
] as const;

const sums = (seen: number, saved: number): ArmSums => ({
  seen,
  reached: { ...NO_SUMS.reached, saved: { online: saved, offline: 0 } },
});

describe('devices of days that are in no group', () => {
  for (const [what, seen, uneven] of [
    ['where nobody has seen an arm', { a: 5_000 }, true],
    ['where few have seen an arm', { a: 60, b: 12 }, true],
    ['where both were seen alike', { a: 5_000, b: 4_900 }, false],
    ['where chance may have done it', { a: 60, b: 35 }, false],
    ['while too few have come to say so', { a: 19 }, false],
    ['where there are none', {}, false],
  ] as const)
    it(`came ${uneven ? 'unevenly' : 'evenly'} ${what}`, () => {
      expect(isUneven(ARMS, seen)).to.equal(uneven);
    });

  it('are held against the weights of the arms, and not while an arm is meant to get fewer than ten', () => {
    expect(isUneven(LOPSIDED, { a: 5_000, b: 40 })).to.equal(false);
    expect(isUneven(LOPSIDED, { a: 20_000, b: 20 })).to.equal(false);
    expect(isUneven(LOPSIDED, { a: 20_000, b: 200 })).to.equal(true);
  });
});

describe('the arm for which groups wait', () => {
  const lacking = (a: ArmSums, b: ArmSums) => findLacking(ARMS, { a, b }, 'saved');

  it('is the one that few reach, where many reach another', () => {
    expect(lacking(sums(5_000, 500), sums(5_000, 6))).to.equal('b');
    expect(lacking(sums(5_000, 0), sums(5_000, 100))).to.equal('a');
    expect(findLacking(ARMS, { a: sums(5_000, 500) }, 'saved')).to.equal('b');
  });

  it('is the one that nearly all reach, where many do not reach another', () => {
    expect(lacking(sums(500, 250), sums(500, 495))).to.equal('b');
  });

  it('is none while others have not many, or where each has ten', () => {
    expect(lacking(sums(500, 99), sums(500, 6))).to.equal(undefined);
    expect(lacking(sums(5_000, 500), sums(5_000, 10))).to.equal(undefined);
    expect(findLacking(ARMS, {}, 'saved')).to.equal(undefined);
  });

  it('is not one that is meant to get few', () => {
    expect(findLacking(LOPSIDED, { a: sums(5_000, 500), b: sums(5, 0) }, 'saved')).to.equal(undefined);
  });
});
