/**
 * From navigation until food can be put into the basket, on a slow phone with a
 * slow connection and nothing cached. Each sample presses the button it waited
 * for: one that adds nothing is no button. What blocks and what moves is seen on a
 * second visit, which presses nothing.
 */
import type { Page } from 'puppeteer-core';

import { createCatalog } from './catalog.js';
import type { Figure } from './figure.js';
import { openPage, until, withBrowser } from './phone.js';
import { Site } from './site.js';

const ROUNDS = 5;
/** Long tasks and shifts are watched until the page has been quiet for so long. */
const QUIET_MS = 1_500;

const PAGES = {
  punnet: { path: '/first-add.html', product: 'punnet-product', cart: 'punnet-cart' },
  styled: { path: '/first-add-styled.html', product: 'punnet-product', cart: 'punnet-cart' },
  plain: { path: '/first-add-plain.html', product: 'plain-product', cart: 'plain-cart' },
} as const;

interface Visit {
  readonly usableMs: number;
  readonly blockedMs: number;
  readonly shift: number;
}

type Kind = keyof typeof PAGES;
type Visits = Record<Kind, Visit[]>;

export async function measureFirstAdd(): Promise<readonly Figure[]> {
  const site = await Site.open({ catalog: createCatalog({ products: 24 }), slow: true });
  const visits: Visits = { punnet: [], styled: [], plain: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of ['plain', 'punnet', 'styled'] as const) {
        const usableMs = await waitAndPress(site, kind);
        visits[kind].push({ usableMs, ...(await watch(site, kind)) });
      }
    }
  } finally {
    await site.close();
  }
  return toFigures(visits);
}

function waitAndPress(site: Site, kind: Kind): Promise<number> {
  const { path, product, cart } = PAGES[kind];
  return withBrowser('chromium', async (browser) => {
    const page = await openPage(browser, site.url + path, { cpu: 4 });
    const usableMs = await page.evaluate(usable, product);
    await press(page, product, cart);
    return usableMs;
  });
}

function watch(site: Site, kind: Kind): Promise<Omit<Visit, 'usableMs'>> {
  const { path, product } = PAGES[kind];
  return withBrowser('chromium', async (browser) => {
    const page = await openPage(browser, site.url + path, { cpu: 4 });
    await page.evaluate(usable, product);
    if (kind !== 'plain') await until(page, `document.querySelector('punnet-shop').state.orderable`);
    await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), QUIET_MS);
    return readCosts(page);
  });
}

/** In the page: when the button is there. */
function usable(product: string): Promise<number> {
  return window.watch.firstFrame(() => {
    const button = window.watch.find('add-button', product);
    return button !== undefined && button.getAttribute('aria-disabled') !== 'true';
  });
}

/** That it works, with the mouse: what moves because of a press is no shift. */
async function press(page: Page, product: string, cart: string): Promise<void> {
  await page.evaluate(() => {
    const pressed = new Promise<number>((resolve) =>
      addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true }),
    );
    Object.assign(window, { pressed });
  });
  const found = await page.evaluateHandle((tag) => window.watch.find('add-button', tag), product);
  await (found.asElement() as import('puppeteer-core').ElementHandle<Element>).click();
  const ms = await page.evaluate(
    async (product, cart) => {
      const pressed = await (window as unknown as { pressed: Promise<number> }).pressed;
      const { find, painted } = window.watch;
      const told = await painted(() => Boolean(find('added-note', product) ?? find('line', cart)));
      // A basket whose inside loads late shows its line then.
      await painted(() => find('line', cart) !== undefined);
      return told - pressed;
    },
    product,
    cart,
  );
  if (ms > 1_000) throw new Error(`The first add took ${Math.round(ms)} ms to show.`);
}

async function readCosts(page: Page): Promise<{ blockedMs: number; shift: number }> {
  return page.evaluate(() => ({
    blockedMs: window.watch.longTasks.reduce((sum, ms) => sum + ms - 50, 0),
    shift: window.watch.shift,
  }));
}

function toFigures(visits: Visits): readonly Figure[] {
  const read = (kind: keyof Visits, what: keyof Visit) => visits[kind].map((one) => one[what]);
  return (['punnet', 'styled'] as const).flatMap((kind): readonly Figure[] => {
    const page = kind === 'punnet' ? 'two lines' : 'with punnet.css';
    return [
      {
        name: `usable add, ${page}, 4× CPU, slow 4G`,
        unit: 'ms',
        samples: read(kind, 'usableMs'),
        beside: { name: 'plain Lit', samples: read('plain', 'usableMs') },
        hold: '≤ 1.2 × plain Lit',
      },
      {
        name: `total blocking time, ${page}`,
        unit: 'ms',
        samples: read(kind, 'blockedMs'),
        beside: { name: 'plain Lit', samples: read('plain', 'blockedMs') },
        hold: '< 50',
      },
      { name: `layout shift, ${page}`, unit: 'shift', samples: read(kind, 'shift'), hold: '0' },
    ];
  });
}
