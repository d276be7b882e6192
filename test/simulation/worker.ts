/** One worker of the simulation: runs the seeds that it is handed, one world after another. */
import { MUTANTS } from './mutants.js';
import type { SeedReport } from './seed.js';
import type { Sum } from './sum.js';
import { runSeed } from './world.js';

export interface Share {
  readonly from: number;
  readonly seeds: number;
  readonly long: boolean;
  readonly mutant?: string;
}
export type ShareReport = readonly Sum[];

process.on('message', (share: Share) => {
  void runShare(share).then((report) => process.send?.(report));
});

async function runShare({ from, seeds, long, mutant: name }: Share): Promise<ShareReport> {
  const mutant = MUTANTS.find((each) => each.name === name);
  const options = { long, ...(mutant ? { mutant } : {}) };
  const reports: Sum[] = [];
  for (let seed = from; seed < from + seeds; seed++) reports.push(toSum(await runSeed(seed, options)));
  return reports;
}

function toSum({ seed, trace: _trace, violations, ...counts }: SeedReport): Sum {
  return { ...counts, seeds: 1, violations: violations.map((violation) => ({ seed, violation })) };
}
