/**
 * Weeks without a connection: ten thousand signed orders in the outbox, each with
 * its file. How long until they are open and listed, and how fast they leave for
 * an endpoint on the same machine, every answer verified.
 */
import type { Remote } from 'comlink';
import type { Page } from 'puppeteer-core';

import { createCatalog } from './catalog.js';
import type { Figure } from './figure.js';
import type { StorageBench } from './pages/storage-worker.js';
import { openPage, withBrowser } from './phone.js';
import { Site } from './site.js';

const INTENTS = 10_000;
const OPENINGS = 5;

export async function measureOutbox(): Promise<readonly Figure[]> {
  const site = await Site.open({ catalog: createCatalog({ products: 24 }) });
  try {
    return await withBrowser('chromium', async (browser) => {
      const page = await openPage(browser, `${site.url}/storage.html`);
      await fill(page);
      const opened = await openings(page);
      return [...opened, await drain(page, site.endpoint.url)];
    });
  } finally {
    await site.close();
  }
}

async function fill(page: Page): Promise<void> {
  await page.evaluate(async (count) => {
    const { storage } = window as unknown as { storage: Remote<StorageBench> };
    await storage.fillOutbox(count);
    await storage.copyOutboxRaw();
  }, INTENTS);
}

async function openings(page: Page): Promise<readonly Figure[]> {
  const opened: number[] = [];
  const files: number[] = [];
  const raw: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    const one = await page.evaluate(async () => {
      const { storage } = window as unknown as { storage: Remote<StorageBench> };
      const rawMs = await storage.openAndListRaw();
      return { rawMs, ...(await storage.openAndList()) };
    });
    if (one.intents !== INTENTS || one.files !== INTENTS) throw new Error(JSON.stringify(one));
    opened.push(one.ms);
    files.push(one.filesMs);
    raw.push(one.rawMs);
  }
  return [
    {
      name: '10 000 queued: open and list',
      unit: 'ms',
      samples: opened,
      beside: { name: 'raw IndexedDB', samples: raw },
      hold: '< 500',
    },
    { name: 'and the names of their files', unit: 'ms', samples: files },
  ];
}

async function drain(page: Page, endpoint: string): Promise<Figure> {
  const drained = await page.evaluate(async (url) => {
    const { storage } = window as unknown as { storage: Remote<StorageBench> };
    return storage.drain(url);
  }, endpoint);
  if (drained.answered !== INTENTS || drained.left > 0) throw new Error(JSON.stringify(drained));
  return {
    name: '10 000 queued: drain, answers verified',
    unit: 'intents/s',
    samples: [INTENTS / (drained.ms / 1_000)],
    hold: '≥ 1 000',
  };
}
