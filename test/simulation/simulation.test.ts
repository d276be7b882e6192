import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { MUTANTS } from './mutants.js';
import type { SeedOptions, SeedReport } from './seed.js';
import { runSeed } from './world.js';

/** Worlds share nothing, and pass their turns of the event loop together. */
function runSeeds(seeds: number, options: SeedOptions = {}, from = 1): Promise<readonly SeedReport[]> {
  return Promise.all(Array.from({ length: seeds }, (_, index) => runSeed(from + index, options)));
}

describe('many devices and one endpoint', () => {
  for (const { name, long } of [
    { name: 'outages that stay within the grace', long: false },
    { name: 'outages that last longer', long: true },
  ]) {
    it(`lose and double nothing, and keep every promise, under ${name}`, async () => {
      const reports = await runSeeds(24, { long });
      const found = reports.flatMap(({ seed, violations }) => violations.map((each) => `${seed}: ${each}`));
      assert.deepEqual(found, []);
      assert.ok(reports.reduce((sum, { orders }) => sum + orders, 0) > 600);
      assert.ok(reports.reduce((sum, { promised }) => sum + promised, 0) > 30);
      assert.ok(reports.reduce((sum, { erased }) => sum + erased, 0) > 30);
    });
  }

  it('are the same world again from the same seed, event for event', async () => {
    const [first, again, other] = [await runSeed(7), await runSeed(7), await runSeed(8)];
    assert.deepEqual(first, again);
    assert.notEqual(first.trace, other.trace);
  });
});

/** A block at a time: most are found in the first. */
const BLOCK = 6;
const MOST_SEEDS = 240;

describe('a fault that is planted', () => {
  for (const mutant of MUTANTS) {
    it(`is found: ${mutant.name}`, async () => {
      for (let from = 1; from <= MOST_SEEDS; from += BLOCK) {
        const reports = await runSeeds(BLOCK, { mutant }, from);
        if (reports.some(({ violations }) => violations.length > 0)) return;
      }
      assert.fail(`${MOST_SEEDS} seeds did not find it`);
    });
  }
});
