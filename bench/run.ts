/**
 * `npm run bench`: measures what DESIGN puts numbers on, beside plain Lit and raw
 * IndexedDB in the same run. One JSON line per figure, then a table. Passes no
 * judgement. `-- --only basket-repaint,endpoint` picks benchmarks by name.
 */
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { measureBasketRepaint } from './basket-repaint.js';
import { measureCatalog } from './catalog-500.js';
import { measureDurableIntent } from './durable-intent.js';
import { measureEndpoint } from './endpoint.js';
import { summarize, type Figure, type Summary } from './figure.js';
import { measureFirstAdd } from './first-add.js';
import { measureModel } from './model.js';
import { measureOutbox } from './outbox-10000.js';
import { measurePlaceOrder } from './place-order.js';
import { measureRanking } from './ranking.js';
import { toTable } from './table.js';
import { measureVerify } from './verify-receipt.js';

const BENCHMARKS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  'first-add': measureFirstAdd,
  'basket-repaint': measureBasketRepaint,
  'catalog-500': measureCatalog,
  'place-order': measurePlaceOrder,
  'durable-intent': measureDurableIntent,
  'outbox-10000': measureOutbox,
  'verify-receipt': measureVerify,
  ranking: measureRanking,
  model: measureModel,
  endpoint: measureEndpoint,
};

const names = readNames();
if (!existsSync(join(import.meta.dirname, '../dist/integrity.json'))) {
  throw new Error('dist/ is not built. Run `npm run build`, then this again.');
}
const summaries: Summary[] = [];
for (const name of names) {
  const started = performance.now();
  const figures = (await BENCHMARKS[name]?.()) ?? [];
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  process.stderr.write(`${name}: ${seconds} s, load ${loadavg()[0]?.toFixed(1)}\n`);
  for (const summary of figures.map(summarize)) {
    summaries.push(summary);
    process.stdout.write(`${JSON.stringify(summary)}\n`);
  }
}
process.stdout.write(`\n${toTable(summaries)}\n`);

function readNames(): readonly string[] {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  const wanted = only?.split(',') ?? Object.keys(BENCHMARKS);
  const unknown = wanted.filter((name) => !BENCHMARKS[name]);
  if (unknown.length === 0) return wanted;
  const known = Object.keys(BENCHMARKS).join(', ');
  throw new Error(`No benchmark is called ${unknown.join(', ')}. There are: ${known}.`);
}
