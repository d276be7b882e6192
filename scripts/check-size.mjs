/**
 * What a page loads, in KB of 1,000 bytes after brotli, against two things: the budgets, and the sizes that
 * scripts/sizes.json expects, both ways, so that each change is noticed. `--update` writes what is expected.
 * A chunk that several elements share counts once, with the first that needs it.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { closureOf } from './built-imports.mjs';
import { TFLITE_WASM } from './tflite-runtime-plugin.mjs';

const EXPECTED = 'scripts/sizes.json';
const TOLERANCE = 0.03;
/** Below this, brotli's own chance is larger than the tolerance. */
const LEAST_TOLERANCE = 40;

const PAGE = 'punnet.js';
const STYLES = 'punnet.css';
const CARDS = 'punnet.cards.js';
const SHELL = 'punnet.service-worker.js';
/** Loaded when the page is idle, so that an order can be placed with the network gone. */
const IDLE = ['order-stage', 'order-path'];

if (!existsSync(`dist/${PAGE}`)) throw new Error('dist/ is empty; npm run build fills it');
const sizes = measure();
const groups = toGroups();
const faults = [
  ...groups.flatMap(overBudget),
  ...(process.argv.includes('--update') ? update() : unexpected()),
];
report();
for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;

function measure() {
  const chunks = readdirSync('dist/chunks').map((name) => `chunks/${name}`);
  const files = [PAGE, 'punnet.worker.js', 'punnet.classic.js', CARDS, SHELL, STYLES, ...chunks.sort()];
  return new Map(files.map((file) => [file, sizeOf(readFileSync(`dist/${file}`))]));
}

function sizeOf(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

/**
 * A budget is what no change may exceed; a goal is the size that was promised. While a goal is missed, its budget is a
 * ratchet: it comes down, and rises only for what a shopper is newly promised, until both are one.
 *
 * The page, then what loads when idle, then what that does not need, then each element that loads on use: every file
 * in the first that needs it.
 */
function toGroups() {
  const page = closureOf([PAGE]);
  const offline = closureOf([PAGE, ...IDLE.map(chunk)]);
  const rescue = [chunk('rescue-stage')];
  const jsonLd = [chunk('page-blocks'), chunk('json-ld-stage')];
  const cards = [chunk('scan-stage')];
  const stall = [chunk('stall-stage')];
  const day = [chunk('day-form')];
  const owner = [chunk('owner-stage')];
  const told = [chunk('insights-view')];
  const plot = [chunk('plot')];
  const personal = [chunk('ask-personal'), chunk('personal-stage')];
  const trust = [chunk('trust-stage')];
  const measure = ['outcome-watch', 'ask-measure', 'measure-stage'].map(chunk);
  const reader = [chunk('wasm-reader'), 'chunks/zxing_reader.wasm'];
  const runtime = [chunk('model-stage')];
  const tflite = [TFLITE_WASM];
  const late = [
    ...rescue,
    ...jsonLd,
    ...cards,
    ...stall,
    ...day,
    ...owner,
    ...told,
    ...plot,
    ...personal,
    ...trust,
    ...measure,
    ...reader,
    ...runtime,
    ...tflite,
  ];
  const counted = new Set([...offline, ...late]);
  const groups = [
    { name: 'the page', files: page, budget: 42_100, goal: 26_000 },
    { name: 'to order offline', files: offline, budget: 104_500, goal: 55_000 },
    { name: 'data as a file, and erased', files: rescue, budget: 9_700 },
    { name: SHELL, files: [SHELL], budget: 12_000, goal: 10_000 },
    { name: 'products in JSON-LD', files: jsonLd, budget: 9_000 },
    { name: 'cards and receipts, read', files: cards, budget: 9_000 },
    { name: 'a stall of the engine', files: stall, budget: 13_700, goal: 11_000 },
    { name: 'a stall’s stock for its day', files: day, budget: 3_900 },
    { name: 'an owner’s part of the engine', files: owner, budget: 5_100 },
    { name: 'what an owner is told', files: told, budget: 13_700 },
    { name: 'drawings of it, uPlot', files: plot, budget: 20_700 },
    { name: 'what is for a shopper alone', files: personal, budget: 8_000 },
    { name: 'what is counted for the shop', files: measure, budget: 7_700 },
    { name: 'what others say, judged', files: trust, budget: 5_700 },
    { name: 'QR codes, read without the browser', files: reader, budget: 340_000 },
    { name: 'what runs a shop’s model', files: runtime, budget: 13_100 },
    { name: 'its WebAssembly, TFLite', files: tflite, budget: 874_000 },
    { name: CARDS, files: [CARDS], budget: 10_800 },
    { name: STYLES, files: [STYLES], budget: 1_000, counted: 'raw' },
  ];
  for (const file of [...sizes.keys()].filter(
    (name) => /^chunks\/punnet-/.test(name) && !counted.has(name),
  )) {
    const files = closureOf([file]).filter((name) => !counted.has(name));
    for (const name of files) counted.add(name);
    const name = basename(file, '.js');
    const limits = name === 'punnet-verify' ? { budget: 8_300, goal: 8_000 } : { budget: 8_000 };
    groups.push({ name, files, ...limits });
  }
  return groups.map((group) => ({ ...group, size: sum(group.files, group.counted ?? 'brotli') }));
}

function chunk(name) {
  return `chunks/${name}.js`;
}

function sum(files, key) {
  return files.reduce((total, file) => total + sizes.get(file)[key], 0);
}

function overBudget({ name, size, budget }) {
  return size > budget ? [`${name}: ${kb(size)} is over its budget of ${kb(budget)}`] : [];
}

function unexpected() {
  const expected = existsSync(EXPECTED) ? JSON.parse(readFileSync(EXPECTED, 'utf8')) : {};
  const names = new Set([...sizes.keys(), ...Object.keys(expected)]);
  const changed = [...names]
    .map((name) => changeOf(name, sizes.get(name)?.brotli, expected[name]))
    .filter(Boolean);
  return changed.length ? [...changed, 'npm run size -- --update records what is meant'] : [];
}

function changeOf(name, now, before) {
  if (now === undefined) return `${name} is expected, but was not built`;
  if (before === undefined) return `${name} (${kb(now)}) is built, but not expected`;
  const tolerated = Math.max(before * TOLERANCE, LEAST_TOLERANCE);
  return Math.abs(now - before) > tolerated ? `${name} went from ${kb(before)} to ${kb(now)}` : undefined;
}

function update() {
  const expected = Object.fromEntries([...sizes].map(([name, { brotli }]) => [name, brotli]));
  writeFileSync(EXPECTED, `${JSON.stringify(expected, null, 2)}\n`);
  return [];
}

function report() {
  const line = (name, ...cells) => console.log(name.padEnd(34), ...cells.map((cell) => cell.padStart(10)));
  line('file', 'raw', 'gzip', 'brotli');
  for (const [name, size] of sizes) line(name, kb(size.raw), kb(size.gzip), kb(size.brotli));
  console.log();
  line('together', 'counted', 'size', 'budget', 'goal');
  for (const { name, counted = 'brotli', size, budget, goal = budget } of groups) {
    line(name, counted, kb(size), kb(budget), kb(goal), size > goal ? 'missed' : 'met');
  }
}

function kb(bytes) {
  return `${(bytes / 1000).toFixed(2)} KB`;
}
