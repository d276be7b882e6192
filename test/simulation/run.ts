/**
 * `npm run simulate -- --seeds N --from S [--long] [--mutants]`: runs N seeds from S on, a few worlds side by side on
 * every core, and prints what came of them as one line of JSON. Exits non-zero on a violation; with
 * `--mutants`, if one of them is not found.
 */
import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

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

/** Seeds that one thread is handed at a time. */
const SHARE = 16;

function readCount(name: 'seeds' | 'from'): number {
  const count = Number(values[name]);
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new Error(`--${name} ${values[name]} is no whole number: write it as --${name} 200`);
}

/** Threads need one file that runs as it is. */
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
  readonly #threads: Worker[];

  constructor(file: string) {
    this.#threads = Array.from({ length: availableParallelism() }, () => new Worker(file));
  }

  /** What it takes to start the threads is in no rate. */
  async ready(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => ask(thread, { from: 0, seeds: 0, long: false })));
  }

  async run(seeds: number, from: number, share: Omit<Share, 'from' | 'seeds'>) {
    let next = from;
    let sum = addUp([]);
    const started = performance.now();
    const work = async (thread: Worker): Promise<void> => {
      while (next < from + seeds) {
        const many = Math.min(SHARE, from + seeds - next);
        const report = await ask(thread, { ...share, from: next, seeds: ((next += many), many) });
        sum = addUp([sum, ...report]);
      }
    };
    await Promise.all(this.#threads.map(work));
    const seconds = (performance.now() - started) / 1_000;
    return { ...sum, stepsPerSecond: Math.round(sum.steps / seconds) };
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}

function ask(thread: Worker, share: Share): Promise<ShareReport> {
  return new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.once('message', (report: ShareReport) => {
      thread.off('error', reject);
      resolve(report);
    });
    thread.postMessage(share);
  });
}

const { file, dir } = await bundle();
const crew = new Crew(file);
try {
  await crew.ready();
  process.exitCode = values.mutants ? await runMutants(crew) : await runSeeds(crew);
} finally {
  await crew.close();
  await rm(dir, { recursive: true });
}

async function runSeeds(threads: Crew): Promise<number> {
  const sum = await threads.run(readCount('seeds'), readCount('from'), { long: values.long });
  const { seeds, steps, stepsPerSecond, orders, promised, disputed, lost, doubled, violations } = sum;
  const line = { seeds, steps, stepsPerSecond, orders, promised, disputed, lost, doubled, violations };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return violations.length > 0 ? 1 : 0;
}

/** Each has as many seeds to be found in. */
async function runMutants(threads: Crew): Promise<number> {
  const report: Record<string, { seeds: number; caughtIn: number; first: string }> = {};
  for (const { name } of MUTANTS) {
    const share = { long: values.long, mutant: name };
    const sum = await threads.run(readCount('seeds'), readCount('from'), share);
    const [first] = sum.violations;
    const caughtIn = new Set(sum.violations.map(({ seed }) => seed)).size;
    report[name] = { seeds: sum.seeds, caughtIn, first: first?.violation ?? '' };
  }
  process.stdout.write(`${JSON.stringify({ mutants: report })}\n`);
  return Object.values(report).every(({ caughtIn }) => caughtIn > 0) ? 0 : 1;
}
