/**
 * `npm test`: everything that must hold, each part's output, and the sum as the last line. Parts that only read the
 * source take the time that the others leave. `--only lint,browsers` picks parts by name.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ensureChromium, presentBrowsers } from './present-browsers.mjs';
import { ensureInstalled } from './install.mjs';
import { run } from './run.mjs';

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const tool = (path, ...args) => [`node_modules/${path}`, ...args];

/** They only read, and yield to the others: tests are waited for. */
const readers = [
  { name: 'format', args: tool('prettier/bin/prettier.cjs', '--check', '.', '!**/*.html') },
  { name: 'lint', args: tool('eslint/bin/eslint.js', '.') },
  { name: 'types', args: tool('typescript/bin/tsc', '-p', '.', '--noEmit') },
  { name: 'types-core', args: tool('typescript/bin/tsc', '-p', 'src/core', '--noEmit') },
  { name: 'manifest', args: ['scripts/manifest.mjs'] },
];
/**
 * A camera's film stands still where other browsers take the machine, and what is drawn long after a press counts as
 * having moved by itself: these have it for themselves.
 */
const ALONE = ['receipt-on-camera', 'scan', 'verify', 'layout'].map((name) =>
  join('test/browser', `${name}.test.ts`),
);

/** In turn. Node measures a whole file by `timeoutMs` too, not its tests alone. */
const runners = [
  { name: 'build', args: ['scripts/build.mjs'] },
  { name: 'size', args: ['scripts/check-size.mjs'] },

  // They wait for some of their time: two at once take little more than one.
  {
    name: 'node',
    tests: ['test/endpoint', 'test/simulation', 'test/cli', 'test/training'],
    timeoutMs: 240_000,
    atOnce: 2,
  },
  { name: 'browsers', args: tool('@web/test-runner/dist/bin.js'), counts: true },
  // A shopper waits more than they work: for a server that is away, for a second that goes by.
  { name: 'journeys', tests: ['test/browser'], except: ALONE, timeoutMs: 420_000, atOnce: 2 },
  { name: 'alone', tests: ALONE, timeoutMs: 420_000, atOnce: 1 },
];

const parts = [...readers, ...runners];
const wanted = only?.split(',') ?? parts.map(({ name }) => name);
const results = [];

try {
  checkNames();
  await ensureInstalled();
  if (['browsers', 'journeys', 'alone'].some((name) => wanted.includes(name))) await ensureChromium();
  await runAll();
} catch (error) {
  console.error(error.message);
  results.push({ name: 'preparation', passed: 0, failed: 1 });
}
sumUp();

function checkNames() {
  const names = parts.map(({ name }) => name);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length)
    throw new Error(`there is no part ${unknown.join(', ')}; there are ${names.join(', ')}`);
}

async function runAll() {
  mkdirSync('node_modules/.cache', { recursive: true });
  const folder = mkdtempSync('node_modules/.cache/test-');
  const inTurn = async (list, how) => {
    for (const part of list.filter(({ name }) => wanted.includes(name)))
      await runPart(part, { folder, ...how });
  };
  try {
    const ends = await Promise.allSettled([
      inTurn(readers, { yields: true }),
      inTurn(runners, { show: true }),
    ]);
    const failed = ends.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runPart(part, { folder, show = false, yields = false }) {
  const countsFile = join(folder, part.name);
  const env = { PUNNET_COUNTS: countsFile, PUNNET_BROWSERS: presentBrowsers().join(',') };
  if (show) announce(part.name);
  const { code, output } = await run(process.execPath, part.args ?? nodeTestArgs(part, countsFile), {
    env,
    show,
    yields,
  });
  results.push({ name: part.name, ...(show ? {} : { output }), ...countsOf(part, code, countsFile) });
}

function announce(name, output = '') {
  process.stdout.write(`\n── ${name} ──\n${output}`);
}

function nodeTestArgs({ tests, except = [], timeoutMs, atOnce }, countsFile) {
  const report = (name, destination) => [
    `--test-reporter=${name}`,
    `--test-reporter-destination=${destination}`,
  ];
  return [
    ...['--import', 'tsx', '--test', `--test-timeout=${timeoutMs}`],
    ...(atOnce ? [`--test-concurrency=${atOnce}`] : []),
    ...report('spec', 'stdout'),
    ...report('./scripts/node-count-reporter.mjs', countsFile),
    ...tests.flatMap(testFiles).filter((file) => !except.includes(file)),
  ];
}

function testFiles(folder) {
  if (folder.endsWith('.test.ts')) return [folder];
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  return names.sort().map((name) => join(folder, name));
}

/** A tool counts as one; tests count as their reporter says, and a run that broke counts as one more failure. */
function countsOf(part, code, countsFile) {
  if (!part.tests && !part.counts) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  const counts = existsSync(countsFile)
    ? JSON.parse(readFileSync(countsFile, 'utf8'))
    : { passed: 0, failed: 0 };
  const broke = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return broke ? { ...counts, failed: 1 } : counts;
}

/** What was not shown as it came is shown now, in one piece. */
function sumUp() {
  for (const { name, output } of results) if (output !== undefined) announce(name, output);
  console.log('\n── sum ──');
  for (const { name, passed, failed, names = [] } of results) {
    console.log(`${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed`);
    for (const each of names) console.log(`    ✗ ${each}`);
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  process.exitCode = total('failed') ? 1 : 0;
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
}
