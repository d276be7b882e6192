/**
 * Keeping one order, engine and page left out: priced, sealed, signed, one strict
 * transaction, one flushed file. In a worker, beside one strict put of raw
 * IndexedDB there.
 */
import type { Remote } from 'comlink';

import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../src/crypto/endpoint-keys.js';
import { createCatalog } from './catalog.js';
import type { Figure } from './figure.js';
import type { StorageBench } from './pages/storage-worker.js';
import { BROWSERS, openPage, withBrowser, type BrowserName } from './phone.js';
import { Site } from './site.js';

const ROUNDS = 4;
const ORDERS = 25;

interface Samples {
  readonly order: number[];
  readonly raw: number[];
  readonly sign: number[];
  readonly file: number[];
}

export async function measureDurableIntent(): Promise<readonly Figure[]> {
  const keys = publicKeys(await loadEndpointKeys(await createEndpointKeys()));
  const site = await Site.open({ catalog: createCatalog({ products: 24, contact: true, keys }) });
  try {
    const figures: Figure[] = [];
    for (const browser of BROWSERS) figures.push(...(await measure(site, browser)));
    return figures;
  } finally {
    await site.close();
  }
}

async function measure(site: Site, name: BrowserName): Promise<readonly Figure[]> {
  const samples: Samples = { order: [], raw: [], sign: [], file: [] };
  await withBrowser(name, async (browser) => {
    const page = await openPage(browser, `${site.url}/storage.html`);
    for (let round = 0; round <= ROUNDS; round++) {
      const some = await page.evaluate(async (count) => {
        const { storage } = window as unknown as { storage: Remote<StorageBench> };
        const raw = await storage.putRaw(count);
        const order = await storage.placeOrders(count);
        return { raw, order, ...(await storage.timeParts(count)) };
      }, ORDERS);
      // The first round warms up.
      if (round === 0) continue;
      for (const part of ['order', 'raw', 'sign', 'file'] as const) samples[part].push(...some[part]);
    }
  });
  const beside = { name: 'raw strict put', samples: samples.raw };
  return [
    { name: `durable intent, ${name}`, unit: 'ms', samples: samples.order, beside, hold: 'p95 ≤ 15' },
    { name: `raw strict put, ${name}`, unit: 'ms', samples: samples.raw },
    { name: `signature alone, ${name}`, unit: 'ms', samples: samples.sign },
    { name: `file alone, ${name}`, unit: 'ms', samples: samples.file },
  ];
}
