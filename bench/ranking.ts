/** What it takes to rank a shopper's items: by the formula, and to tell a model of them. The network's own time is in model.ts. */
import { build } from 'esbuild';
import { join } from 'node:path';

import type { Figure } from './figure.js';
import { BROWSERS, withBrowser, type BrowserName } from './phone.js';

const SAMPLES = 200;
/** Firefox's clock shows whole milliseconds. */
const GROUP = { chromium: 1, firefox: 10 } as const;
const KINDS = {
  formula: { name: 'formula, 500 orders, 600 items', hold: 'p95 < 2' },
  features: { name: 'features of 200 candidates, 500 orders', hold: 'with the model p95 < 10' },
} as const;

export async function measureRanking(): Promise<readonly Figure[]> {
  const code = await bundle();
  const figures: Figure[] = [];
  for (const browser of BROWSERS) figures.push(...(await measure(browser, code)));
  return figures;
}

async function bundle(): Promise<string> {
  const entryPoints = [join(import.meta.dirname, 'pages/ranking.ts')];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'iife' });
  return outputFiles[0]?.text ?? '';
}

function measure(browser: BrowserName, code: string): Promise<readonly Figure[]> {
  return withBrowser(browser, async (open) => {
    const page = await open.newPage();
    await page.evaluate(code);
    const figures: Figure[] = [];
    for (const [kind, { name, hold }] of Object.entries(KINDS)) {
      const call = `timeRanking(${JSON.stringify(kind)}, ${SAMPLES}, ${GROUP[browser]})`;
      const samples = (await page.evaluate(call)) as number[];
      figures.push({ name: `${name}, ${browser}`, unit: 'ms', samples, hold });
    }
    return figures;
  });
}
