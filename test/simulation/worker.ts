/** One worker of the simulation: runs the seeds that it is handed, some worlds side by side. */
import { MUTANTS } from './mutants.js';
import type { Sum } from './sum.js';
import { runSeed, type SeedReport } from './world.js';

export interface Share {
  readonly from: number;
  readonly seeds: number;
  readonly long: boolean;
  readonly mutant?: string;
}
export type ShareReport = readonly Sum[];

/** Worlds share nothing; a turn of the event loop moves all of them on. Of more, no cache holds what they are at. */
const AT_ONCE = 2;

process.on('message', (share: Share) => {
  void runShare(share).then((report) => process.send?.(report));
});

async function runShare({ from, seeds, long, mutant: name }: Share): Promise<ShareReport> {
  const mutant = MUTANTS.find((each) => each.name === name);
  const options = { long, ...(mutant ? { mutant } : {}) };
  let next = from;
  const reports: Sum[] = [];
  const work = async () => {
    while (next < from + seeds) reports.push(toSum(await runSeed(next++, options)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return reports;
}

function toSum({ seed, trace: _trace, violations, ...counts }: SeedReport): Sum {
  return { ...counts, seeds: 1, violations: violations.map((violation) => ({ seed, violation })) };
}
