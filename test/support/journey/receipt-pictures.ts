/** A receipt as its shopper shows it: on the smallest phone, on paper, as large as the screen. */
import assert from 'node:assert/strict';

import type { ElementHandle, Page } from 'puppeteer-core';

import { toLocalDate } from '../../../src/core/pickup/zone.js';
import { fillBasket, fillCheckout } from './demo-stand.js';
import type { Shopper } from './shopper.js';
import { openBasket } from './visit.js';

export const SMALLEST = { width: 320, height: 640, deviceScaleFactor: 2 };
const A4 = { width: 748, height: 1077, deviceScaleFactor: 2 };
/** The printing itself is the system's; its frame stays as it would be handed over. */
export const KEEP_PAPER = 'window.print = () => undefined;';

/** From the page to the order button, for the next time of today as the shop's wall has it. */
export async function fillForToday(shopper: Shopper): Promise<void> {
  await shopper.ready();
  await fillBasket(shopper);
  await openBasket(shopper);
  await fillCheckout(shopper);
  const { catalog } = await shopper.state();
  await shopper.choose('slot', `station/${toLocalDate(Date.now(), catalog?.shop.timezone ?? '')}`);
}

/** As the drawer shows it, the code in its middle. */
export async function showCode(shopper: Shopper): Promise<Uint8Array> {
  const code = await shopper.find('qr');
  await code.evaluate((target) => target.scrollIntoView({ block: 'center' }));
  return photograph(shopper.page, code);
}

/** With some of what is around it, as whoever holds a camera over it sees it. */
async function photograph(page: Page, code: ElementHandle): Promise<Uint8Array> {
  const { x = 0, y = 0, width = 0 } = (await code.boundingBox()) ?? {};
  const around = width / 5;
  const clip = { x: x - around, y: y - around, width: width + 2 * around, height: width + 2 * around };
  return page.screenshot({ clip });
}

export async function enlarge(shopper: Shopper): Promise<Uint8Array> {
  await shopper.press('enlarge-button');
  await shopper.find('qr-large');
  return shopper.page.screenshot();
}

/** The sheet as the frame that is printed has it, on a page of its own. */
export async function print(shopper: Shopper): Promise<Uint8Array> {
  await shopper.press('print-button');
  const titles = await Promise.all(
    shopper.page.frames().map(async (frame) => ({ frame, title: await frame.title() })),
  );
  const paper = titles.find(({ title }) => title.startsWith('Receipt '))?.frame;
  assert.ok(paper, 'nothing was printed');
  const styles = await paper.evaluate(() =>
    document.adoptedStyleSheets
      .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
      .join('\n'),
  );
  const page = await shopper.page.browser().newPage();
  await page.setViewport(A4);
  await page.emulateMediaType('print');
  await page.setContent(await paper.content());
  await page.addStyleTag({ content: styles });
  const code = await page.waitForSelector('[part~="qr"]');
  assert.ok(code, 'there is no code on the paper');
  const picture = await photograph(page, code);
  await page.close();
  return picture;
}
