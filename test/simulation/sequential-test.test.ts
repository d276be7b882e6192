import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isApart, takeLook } from '../../src/core/experiment/sequential-test.js';

/** Marsaglia's xorshift, so that each run is the same. */
function chances(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b9) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

interface Trial {
  readonly shares: readonly [number, number];
  /** How many of the shoppers see the first arm. */
  readonly split?: number;
}

interface Counter {
  seen: number;
  reached: number;
}

/** Looked at after every 20 shoppers, until an arm has 4,000. */
function isEverCalled({ shares, split = 0.5 }: Trial, seed: number): boolean {
  const chance = chances(seed);
  const arms: [Counter, Counter] = [
    { seen: 0, reached: 0 },
    { seen: 0, reached: 0 },
  ];
  for (let shopper = 1; arms[0].seen < 4000 && arms[1].seen < 4000; shopper++) {
    const at = chance() < split ? 0 : 1;
    arms[at].seen++;
    if (chance() < shares[at]) arms[at].reached++;
    if (shopper % 20) continue;
    const look = takeLook(arms[0], arms[1]);
    if (look && isApart(look)) return true;
  }
  return false;
}

const called = (trial: Trial, trials: number) =>
  Array.from({ length: trials }, (_, seed) => seed).filter((seed) => isEverCalled(trial, seed)).length /
  trials;

describe('a test that is looked at all the time', () => {
  it('tells two equal arms apart in at most 5 of 100, over all looks of 10,000 experiments', () => {
    assert.ok(called({ shares: [0.1, 0.1] }, 10_000) < 0.05);
  });

  for (const [name, trial] of [
    ['few reach it', { shares: [0.02, 0.02] }],
    ['half reach it', { shares: [0.5, 0.5] }],
    ['most reach it', { shares: [0.9, 0.9] }],
    ['most see one arm', { shares: [0.1, 0.1], split: 0.8 }],
  ] as const)
    it(`does so too where ${name}`, () => {
      assert.ok(called(trial, 1000) < 0.05);
    });

  it('finds 13 in place of 10 of 100 in at least 90 of 100 experiments', () => {
    assert.ok(called({ shares: [0.1, 0.13] }, 2000) >= 0.9);
  });
});
