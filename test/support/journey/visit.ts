/**
 * A visit to a page with everything set before its first line runs, and the few moves that all visits share.
 * Moves are real input, so that whatever shifts without one is seen to.
 */
import type { Browser, BrowserContext, Viewport } from 'puppeteer-core';

import { PHONE, Shopper } from './shopper.js';

export interface VisitOptions {
  readonly viewport?: Viewport;
  /** Code that the page runs before any of its own, as text. */
  readonly before?: readonly string[];
  /** Addresses that are refused, as a blocker would. */
  readonly blocked?: RegExp;
  readonly reducedMotion?: boolean;
}

export async function visit(
  browser: Browser | BrowserContext,
  url: string,
  options: VisitOptions = {},
): Promise<Shopper> {
  const page = await browser.newPage();
  const shopper = new Shopper(page);
  await page.setViewport(options.viewport ?? PHONE);
  for (const code of options.before ?? []) await page.evaluateOnNewDocument(code);
  if (options.reducedMotion)
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  const { blocked } = options;
  if (blocked) {
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      void (blocked.test(request.url()) ? request.abort('blockedbyclient') : request.continue());
    });
  }
  await page.goto(url);
  return shopper;
}

/** Presses what opens the basket: the page's own link, or Punnet's button; a basket in the page is open. */
export async function openBasket(shopper: Shopper): Promise<void> {
  const link = await shopper.page.$('a[href="#basket"]');
  if (link) await link.click();
  else if (await shopper.page.$('punnet-cart[drawer]')) await tap(shopper, 'open-button');
}

/** With the mouse, as far as the part can be reached by it. */
export async function tap(shopper: Shopper, part: string, text = ''): Promise<void> {
  const element = await shopper.find(part, text);
  await element.evaluate((target) => target.scrollIntoView({ block: 'center' }));
  await element.click();
}

/** The part that has the focus, however deep; empty if none has. */
export async function untilFocused(shopper: Shopper, part: string): Promise<void> {
  await shopper.page.waitForFunction(
    `(() => { let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.getAttribute('part')?.split(' ').includes(${JSON.stringify(part)}) ?? false; })()`,
    { timeout: 15_000, polling: 50 },
  );
}
