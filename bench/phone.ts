/**
 * A browser for measuring in: the size of a phone, its processor slowed where the
 * browser can do that, and what a page has to say about its own frames.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer, { type Browser, type Page } from 'puppeteer-core';

import { findFirefox, launchOptions } from '../scripts/browsers.mjs';
import { watchPage } from './page-watch.js';

export type BrowserName = 'chromium' | 'firefox';
/** Firefox has no way to slow its processor. */
export const BROWSERS: readonly BrowserName[] = findFirefox() ? ['chromium', 'firefox'] : ['chromium'];

const SCREEN = { width: 360, height: 740 };

/** The compiler that runs these files names functions by a call that a page has not got. */
const NAMES = 'globalThis.__name = (named) => named';

/** With a new profile, on disk, so that every cache and every store is cold. */
export async function withBrowser<T>(name: BrowserName, use: (browser: Browser) => Promise<T>): Promise<T> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'punnet-bench-profile-'));
  const browser = await puppeteer.launch({ ...launchOptions(name), userDataDir });
  try {
    return await use(browser);
  } finally {
    await browser.close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

export interface PageWishes {
  /** How many times slower; 1 unless given. */
  readonly cpu?: number;
  /** Run in the page before its own scripts. */
  readonly before?: () => void;
}

export async function openPage(
  browser: Browser,
  url: string,
  { cpu = 1, before }: PageWishes = {},
): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(SCREEN);
  await page.evaluateOnNewDocument(NAMES);
  await page.evaluateOnNewDocument(watchPage);
  if (before) await page.evaluateOnNewDocument(before);
  if (cpu > 1) await page.emulateCPUThrottling(cpu);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  return page;
}

/** Until a condition holds in the page; looks once a frame. */
export async function until(page: Page, condition: string): Promise<void> {
  await page.waitForFunction(condition, { timeout: 60_000, polling: 50 });
}
