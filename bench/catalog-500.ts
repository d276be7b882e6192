/**
 * A catalog of 500 products put onto a page that has its data and its code: until
 * the first screen of it was painted, and how long the page was blocked for.
 */
import type { Browser } from 'puppeteer-core';

import { createCatalog } from './catalog.js';
import type { Figure } from './figure.js';
import { openPage, until, withBrowser } from './phone.js';
import { Site } from './site.js';

const ROUNDS = 5;
const SETTLE_MS = 1_500;

interface Mount {
  readonly paintMs: number;
  readonly longest: number;
}

export async function measureCatalog(): Promise<readonly Figure[]> {
  const site = await Site.open({ catalog: createCatalog({ products: 500 }) });
  const punnet: Mount[] = [];
  const plain: Mount[] = [];
  try {
    await withBrowser('chromium', async (browser) => {
      for (let round = 0; round < ROUNDS; round++) {
        plain.push(await mount(browser, `${site.url}/catalog-plain.html`, 'plain'));
        punnet.push(await mount(browser, `${site.url}/catalog.html`, 'punnet'));
      }
    });
  } finally {
    await site.close();
  }
  const read = (mounts: readonly Mount[], what: keyof Mount) => mounts.map((one) => one[what]);
  return [
    {
      name: 'catalog of 500, mount to first screen, 4× CPU',
      unit: 'ms',
      samples: read(punnet, 'paintMs'),
      beside: { name: 'plain Lit', samples: read(plain, 'paintMs') },
      hold: '≤ 80',
    },
    {
      name: 'longest task of it (0: none of 50 ms)',
      unit: 'ms',
      samples: read(punnet, 'longest'),
      beside: { name: 'plain Lit', samples: read(plain, 'longest') },
      hold: '< 50',
    },
  ];
}

async function mount(browser: Browser, url: string, prefix: 'plain' | 'punnet'): Promise<Mount> {
  const page = await openPage(browser, url, { cpu: 4 });
  const ready =
    prefix === 'plain'
      ? `customElements.get('plain-catalog')`
      : `customElements.get('punnet-catalog') && document.querySelector('punnet-shop').state.orderable`;
  await until(page, ready);
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), 500);
  const mounted = await page.evaluate(mountInPage, `${prefix}-catalog`, SETTLE_MS);
  await page.close();
  return mounted;
}

/** In the page: a screen is there when a card's button is laid out below the fold, or all cards are. */
async function mountInPage(tag: string, settleMs: number): Promise<Mount> {
  window.watch.longTasks.length = 0;
  const started = performance.now();
  const catalog = document.createElement(tag);
  document.querySelector('#place')?.append(catalog);
  const at = await window.watch.painted(() => {
    const [card] = catalog.shadowRoot?.querySelectorAll('[part~="card"]') ?? [];
    const inner = card?.firstElementChild?.shadowRoot?.querySelector<HTMLElement>('[part~="add-button"]');
    return (inner?.offsetHeight ?? 0) > 0 && catalog.getBoundingClientRect().bottom > innerHeight;
  });
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  return { paintMs: at - started, longest: Math.max(0, ...window.watch.longTasks) };
}
