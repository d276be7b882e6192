/**
 * `npm run simulate -- --seeds N --from S [--long] [--mutants]`: runs N seeds from S on, one world at a time on
 * every core, and prints what came of them as one line of JSON. Exits non-zero on a violation; with
 * `--mutants`, if one of them is not found.
 */
import { build } from 'esbuild';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { MUTANTS } from './mutants.js';
import { addUp } from './sum.js';
import type { Share, ShareReport } from './worker.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    long: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
  },
});

/**
 * Every core has its worker: collectors that help beside it would only take its turns. Most of what a world makes is gone
 * soon, so that there is little to keep where the young have room; and what runs twice is compiled at once.
 */
const EXEC_ARGV = [
  '--single-threaded-gc',
  '--min-semi-space-size=32',
  '--max-semi-space-size=32',
  '--always-sparkplug',
];
/** Seeds that one worker is handed at a time. */
const SHARE = 16;

function readCount(name: 'seeds' | 'from'): number {
  const count = Number(values[name]);
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new Error(`--${name} ${values[name]} is no whole number: write it as --${name} 200`);
}

/** Workers need one file that runs as it is. */
async function bundle(): Promise<{ readonly file: string; readonly dir: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'punnet-simulation-'));
  const file = join(dir, 'worker.mjs');
  const entry = fileURLToPath(new URL('worker.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  return { file, dir };
}

class Crew {
  readonly #workers: readonly ChildProcess[];

  constructor(file: string) {
    this.#workers = Array.from({ length: availableParallelism() }, () => fork(file, { execArgv: EXEC_ARGV }));
  }

  /** What it takes to start the workers is in no rate. */
  async ready(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => ask(worker, { from: 0, seeds: 0, long: false })));
  }

  async run(seeds: number, from: number, share: Omit<Share, 'from' | 'seeds'>) {
    let next = from;
    let sum = addUp([]);
    const started = performance.now();
    const work = async (worker: ChildProcess): Promise<void> => {
      while (next < from + seeds) {
        const many = Math.min(SHARE, from + seeds - next);
        const report = await ask(worker, { ...share, from: next, seeds: ((next += many), many) });
        sum = addUp([sum, ...report]);
      }
    };
    await Promise.all(this.#workers.map(work));
    const seconds = (performance.now() - started) / 1_000;
    // Whichever worker was done first.
    const violations = [...sum.violations].sort((one, other) => one.seed - other.seed);
    return { ...sum, violations, stepsPerSecond: Math.round(sum.steps / seconds) };
  }

  close(): void {
    for (const worker of this.#workers) worker.disconnect();
  }
}

function ask(worker: ChildProcess, share: Share): Promise<ShareReport> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a worker ended by itself: ${code}`));
    worker.once('exit', ended);
    worker.once('message', (report) => {
      worker.off('exit', ended);
      resolve(report as ShareReport);
    });
    worker.send(share);
  });
}

const { file, dir } = await bundle();
const crew = new Crew(file);
try {
  await crew.ready();
  process.exitCode = values.mutants ? await runMutants(crew) : await runSeeds(crew);
} finally {
  crew.close();
  await rm(dir, { recursive: true });
}

async function runSeeds(crew: Crew): Promise<number> {
  const sum = await crew.run(readCount('seeds'), readCount('from'), { long: values.long });
  const { seeds, steps, stepsPerSecond, orders, promised, disputed, erased, lost, doubled, violations } = sum;
  const line = {
    seeds,
    steps,
    stepsPerSecond,
    orders,
    promised,
    disputed,
    erased,
    lost,
    doubled,
    violations,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return violations.length > 0 ? 1 : 0;
}

/** Each has as many seeds to be found in. */
async function runMutants(crew: Crew): Promise<number> {
  const report: Record<string, { seeds: number; caughtIn: number; first: string }> = {};
  for (const { name } of MUTANTS) {
    const share = { long: values.long, mutant: name };
    const sum = await crew.run(readCount('seeds'), readCount('from'), share);
    const [first] = sum.violations;
    const caughtIn = new Set(sum.violations.map(({ seed }) => seed)).size;
    report[name] = { seeds: sum.seeds, caughtIn, first: first?.violation ?? '' };
  }
  process.stdout.write(`${JSON.stringify({ mutants: report })}\n`);
  return Object.values(report).every(({ caughtIn }) => caughtIn > 0) ? 0 : 1;
}
