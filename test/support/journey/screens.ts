/** The screens on which a page is looked at, and what is wrong on each of them. */
import type { CDPSession } from 'puppeteer-core';

import { SPACE_TEXT, SURVEY } from './layout-survey.js';
import { PHONE, type Shopper } from './shopper.js';

export const DESK = { width: 1280, height: 800 };
/** A phone with a low screen. */
const LOW = { width: 360, height: 640 };
export const NARROW = { width: 320, height: 640 };
export const settings = [
  { name: '320 × 256', viewport: { width: 320, height: 256 } },
  { name: '360 × 640', viewport: LOW },
  { name: '1280 × 800', viewport: DESK },
  { name: '360 × 640, text at 200 %', viewport: LOW, textPx: 32 },
  { name: '1280 × 800, text at 200 %', viewport: DESK, textPx: 32 },
  { name: '320 × 640, text spaced', viewport: NARROW, spaced: true },
] as const;

export type Setting = (typeof settings)[number];
const PLAIN_TEXT_PX = 16;
/** On every screen in turn; the page is left as a phone shows it. */
export async function survey(
  shopper: Shopper,
  state: string,
  screens: readonly Setting[] = settings,
): Promise<readonly string[]> {
  const { page } = shopper;
  const session = await page.createCDPSession();
  const faults: string[] = [];
  for (const setting of screens) {
    await page.setViewport(setting.viewport);
    await setText(session, 'textPx' in setting ? setting.textPx : PLAIN_TEXT_PX);
    await page.evaluate(`(${SPACE_TEXT})(${'spaced' in setting})`);
    const found = (await page.evaluate(SURVEY)) as string[];
    faults.push(...found.map((fault) => `${state}, ${setting.name}: ${fault}`));
  }
  await page.setViewport(PHONE);
  await page.evaluate(`(${SPACE_TEXT})(false)`);
  await session.detach();
  return faults;
}

/** The reader's own size of text, as browsers let one set it. */
async function setText(session: CDPSession, px: number): Promise<void> {
  await session.send('Page.setFontSizes', { fontSizes: { standard: px, fixed: px } });
}
