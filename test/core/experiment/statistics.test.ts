import { expect } from '@open-wc/testing';

import { shareInterval } from '../../../src/core/experiment/interval.js';
import { sampleRatioP, UNEVEN_BELOW } from '../../../src/core/experiment/sample-ratio.js';
import {
  betaBelow,
  betaQuantile,
  gammaAbove,
  logGamma,
} from '../../../src/core/experiment/special-functions.js';

/** By SciPy 1.17.1 (gammaln, gammaincc, betainc, beta.ppf), which is another hand's. */
const byScipy: readonly (readonly [name: string, got: number, wanted: number])[] = [
  ['ln Γ(0.5)', logGamma(0.5), 0.5723649429247],
  ['ln Γ(10)', logGamma(10), 12.801827480081469],
  ['ln Γ(100.25)', logGamma(100.25), 360.28455963776423],
  ['Q(0.5, 5.415)', gammaAbove(0.5, 5.415), 0.0009986863791802592],
  ['Q(1.5, 8)', gammaAbove(1.5, 8), 0.0011339842897853216],
  ['Q(0.5, 30)', gammaAbove(0.5, 30), 9.485737571073857e-15],
  ['Q(0.5, 0.01)', gammaAbove(0.5, 0.01), 0.887537083981715],
  ['Q(5, 4)', gammaAbove(5, 4), 0.6288369351798734],
  ['I 0.3 (2, 5)', betaBelow(0.3, 2, 5), 0.5798250000000003],
  ['I 0.9 (20.5, 1.5)', betaBelow(0.9, 20.5, 1.5), 0.22404538580455824],
  ['the quantile at 0.025 of (10.5, 90.5)', betaQuantile(0.025, 10.5, 90.5), 0.05258467529066884],
  ['the quantile at 0.025 of (0.5, 4000.5)', betaQuantile(0.025, 0.5, 4000.5), 1.227509599377289e-7],
  ['the quantile at 0.975 of (0.5, 4000.5)', betaQuantile(0.975, 0.5, 4000.5), 0.0006277494063201924],
  ['the quantile at 0.975 of (2000.5, 18000.5)', betaQuantile(0.975, 2000.5, 18000.5), 0.10421558020799811],
  ['the quantile at 0.975 of (0.5, 0.5)', betaQuantile(0.975, 0.5, 0.5), 0.9984586668665639],
];

describe('functions that statistics are made of', () => {
  for (const [name, got, wanted] of byScipy)
    it(`agree with another implementation to eleven digits: ${name}`, () => {
      expect(Math.abs(got / wanted - 1)).to.be.below(1e-11);
    });
});

describe('a split among arms', () => {
  it('is as it was meant where it is even', () => {
    expect(sampleRatioP([2000, 2000], [1, 1])).to.equal(1);
  });

  // By SciPy 1.17.1 (chisquare).
  for (const [seen, weights, wanted] of [
    [[2080, 1920], [1, 1], 0.011412036386001601],
    [[10_400, 9600], [1, 1], 1.5417257900280013e-8],
    [[820, 180], [4, 1], 0.11384629800665805],
    [[1000, 1100, 900], [1, 1, 1], 4.5399929762484854e-5],
  ] as const)
    it(`has the chance of another implementation: ${seen.join(' to ')}`, () => {
      expect(sampleRatioP(seen, weights)).to.be.closeTo(wanted, wanted * 1e-9);
    });

  it('that is broken, 52 to 48, is found by 20,000 shoppers', () => {
    expect(sampleRatioP([10_400, 9600], [1, 1])).to.be.below(UNEVEN_BELOW);
  });

  it('says nothing of nobody, or of one arm', () => {
    expect(sampleRatioP([0, 0], [1, 1])).to.equal(1);
    expect(sampleRatioP([50], [1])).to.equal(1);
  });
});

describe('where a share lies', () => {
  it('has the ends of another implementation', () => {
    const [low, high] = shareInterval({ seen: 100, reached: 10 });
    expect(low).to.be.closeTo(0.05258467529066884, 1e-12);
    expect(high).to.be.closeTo(0.170123929652187, 1e-12);
  });

  it('ends at none and at all where none or all reached it', () => {
    expect(shareInterval({ seen: 20, reached: 0 })[0]).to.equal(0);
    expect(shareInterval({ seen: 20, reached: 20 })[1]).to.equal(1);
  });
});
