/**
 * A real press on *add* until the basket that holds the item was painted, with a
 * processor four times slower, for small and large baskets.
 */
import type { Browser, Page } from 'puppeteer-core';

import { createCatalog } from './catalog.js';
import type { Figure } from './figure.js';
import { openPage, until, withBrowser } from './phone.js';
import { Site } from './site.js';
import type { StorageBench } from './pages/storage-worker.js';

const ROUNDS = 3;
const PRESSES = 10;
const HOLDS: Readonly<Record<number, string>> = { 50: '≤ 20', 500: '≤ 40' };

interface Presses {
  readonly paintMs: number[];
  longTasks: number;
}

export async function measureBasketRepaint(): Promise<readonly Figure[]> {
  const site = await Site.open({ catalog: createCatalog({ products: 520 }) });
  try {
    const figures: Figure[] = [];
    for (const lines of [1, 50, 500]) figures.push(...(await measure(site, lines)));
    return figures;
  } finally {
    await site.close();
  }
}

async function measure(site: Site, lines: number): Promise<readonly Figure[]> {
  const punnet: Presses = { paintMs: [], longTasks: 0 };
  const plain: Presses = { paintMs: [], longTasks: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    await withBrowser('chromium', async (browser) => {
      await press(await openPlain(browser, site, lines), 'plain', lines, plain);
      await press(await openPunnet(browser, site, lines), 'punnet', lines, punnet);
    });
  }
  const hold = HOLDS[lines];
  return [
    {
      name: `add to repainted, basket of ${lines}, 4× CPU`,
      unit: 'ms',
      samples: punnet.paintMs,
      beside: { name: 'plain Lit', samples: plain.paintMs },
      ...(hold === undefined ? {} : { hold }),
    },
    { name: `long tasks in those presses, ${lines}`, unit: 'tasks', samples: [punnet.longTasks], hold: '0' },
  ];
}

async function openPunnet(browser: Browser, site: Site, lines: number): Promise<Page> {
  // The product that is pressed is among the lines: what is measured is one line that changes.
  const seeder = await openPage(browser, `${site.url}/storage.html`);
  await seeder.evaluate(
    (count) => (window as unknown as { storage: StorageBench }).storage.fillBasket(count),
    lines,
  );
  await seeder.close();
  const page = await openPage(browser, `${site.url}/basket.html`, { cpu: 4 });
  await until(page, `document.querySelector('punnet-shop').state.cart.count === ${lines}`);
  await until(page, `document.querySelector('punnet-shop').state.orderable`);
  return page;
}

async function openPlain(browser: Browser, site: Site, lines: number): Promise<Page> {
  const page = await openPage(browser, `${site.url}/basket-plain.html`, { cpu: 4 });
  await until(page, `window.watch.find('add-button', 'plain-product')`);
  await page.evaluate((count) => {
    (window as unknown as { seedPlainCart(lines: number): void }).seedPlainCart(count);
  }, lines);
  return page;
}

async function press(page: Page, prefix: 'plain' | 'punnet', lines: number, into: Presses): Promise<void> {
  await page.evaluate(arm, prefix);
  const button = await page.evaluateHandle(
    (tag) => window.watch.find('add-button', tag),
    `${prefix}-product`,
  );
  const target = button.asElement();
  if (!target) throw new Error(`${prefix}: there is no add button`);
  await target.evaluate((element) => (element as HTMLElement).scrollIntoView({ block: 'center' }));
  for (let pressed = 0; pressed <= PRESSES; pressed++) {
    // The first press warms up.
    if (pressed === 1) await page.evaluate(() => void (window.watch.longTasks.length = 0));
    await (target as import('puppeteer-core').ElementHandle<Element>).click();
    const ms = await page.evaluate(() => (window as unknown as Armed).nextPaint());
    if (pressed > 0) into.paintMs.push(ms);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  }
  into.longTasks += await page.evaluate(() => window.watch.longTasks.length);
  if (prefix === 'punnet') {
    const count = await page.evaluate('document.querySelector("punnet-shop").state.cart.count');
    if (count !== lines + PRESSES + 1) throw new Error(`${String(count)} items are in the basket.`);
  }
  await page.close();
}

interface Armed {
  nextPaint(): Promise<number>;
}

/** In the page: from the press that the browser saw to the frame that shows what it did. */
function arm(prefix: string): void {
  let last: Promise<number> | undefined;
  const shown = () => window.watch.find('line', `${prefix}-cart`)?.querySelector('input')?.value ?? '';
  addEventListener(
    'click',
    (event) => {
      const before = shown();
      last = window.watch.painted(() => shown() !== before).then((at) => at - event.timeStamp);
    },
    { capture: true },
  );
  Object.assign(window, { nextPaint: () => last });
}
