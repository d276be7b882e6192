/**
 * A shop's model: from a worker that is not there yet to its first scores, with nothing kept and with all of it; then one
 * run after the other of 200 candidates, beside the same network in plain loops; and the bytes that a device fetches.
 */
import type { Page } from 'puppeteer-core';

import { ModelHost } from '../test/support/journey/model-host.js';
import type { Figure } from './figure.js';
import { BROWSERS, openPage, withBrowser, type BrowserName } from './phone.js';
import { createWideModel, scoreByLoops } from './wide-model.js';

const COLD_STARTS = 5;
const WARM_STARTS = 15;
/** A run takes less than a browser's clock shows: so many are timed together, and shared out. */
const GROUP = { chromium: 20, firefox: 200 } as const;
const GROUPS = 150;
const WARM_UP = 10;

const START = `(async () => {
  const since = performance.now();
  const { came } = await start('file');
  return typeof came === 'string' ? came : performance.now() - since;
})()`;

const BYTES = `(async () => {
  await openHere();
  return performance.getEntriesByType('resource').filter(({ name }) => /model-stage|tflite/.test(name))
    .map(({ name, encodedBodySize }) => ({ name: name.replace(/.*\\/|\\?.*/g, ''), size: encodedBodySize }));
})()`;

export async function measureModel(): Promise<readonly Figure[]> {
  const host = await ModelHost.open(createWideModel());
  try {
    const figures: Figure[] = [];
    for (const browser of BROWSERS) figures.push(...(await measure(host, browser)));
    return figures;
  } finally {
    await host.close();
  }
}

async function measure(host: ModelHost, name: BrowserName): Promise<readonly Figure[]> {
  const url = host.urlOf('');
  // First, since the server compresses a file when it is first asked for it.
  const bytes = await withBrowser(name, async (browser) => sizesIn(await openPage(browser, url)));
  const cold: number[] = [];
  for (let at = 0; at < COLD_STARTS; at++)
    cold.push(await withBrowser(name, async (browser) => startIn(await openPage(browser, url))));
  return withBrowser(name, async (browser) => {
    const warm: number[] = [];
    await startIn(await openPage(browser, url));
    for (let at = 0; at < WARM_STARTS; at++) {
      const page = await openPage(browser, url);
      warm.push(await startIn(page));
      await page.close();
    }
    const { model, loops } = await runIn(await openPage(browser, url), GROUP[name]);
    const beside = { name: 'plain loops', samples: loops };
    return [
      { name: `model: cold start to scores, ${name}`, unit: 'ms', samples: cold },
      { name: `model: warm start to scores, ${name}`, unit: 'ms', samples: warm },
      { name: `model: 200 candidates, ${name}`, unit: 'ms', samples: model, beside, hold: 'p95 < 1' },
      ...bytes.map(({ name: file, size }) => toBytes(`${file}, ${name}`, size)),
    ];
  });
}

async function startIn(page: Page): Promise<number> {
  const took: unknown = await page.evaluate(START);
  if (typeof took !== 'number') throw new Error(`the model did not start: ${String(took)}`);
  return took;
}

async function sizesIn(page: Page): Promise<readonly { name: string; size: number }[]> {
  return (await page.evaluate(BYTES)) as readonly { name: string; size: number }[];
}

async function runIn(page: Page, group: number): Promise<{ model: number[]; loops: number[] }> {
  const { weights } = createWideModel();
  const source = `(async () => {
    const weights = ${JSON.stringify(weights)};
    const loops = ${scoreByLoops.toString()};
    const { network, features } = await openHere();
    const time = (run) => {
      const samples = [];
      for (let at = 0; at < ${GROUPS + WARM_UP}; at++) {
        const since = performance.now();
        for (let i = 0; i < ${group}; i++) run();
        samples.push((performance.now() - since) / ${group});
      }
      return samples.slice(${WARM_UP});
    };
    return { model: time(() => network.run(features)), loops: time(() => loops(weights, features)) };
  })()`;
  return (await page.evaluate(source)) as { model: number[]; loops: number[] };
}

function toBytes(name: string, size: number): Figure {
  return { name: `model: ${name}`, unit: 'bytes', samples: [size] };
}
