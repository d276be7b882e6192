/**
 * What a page can be asked to do in every browser: puppeteer's page for Chromium and Firefox is one, and
 * `WebKitPage` another. Whatever one driver alone can do (the network, the console) is not here.
 */

import type { ElementHandle, Page } from 'puppeteer-core';

/** An element of the page; `evaluate` and `click` are what every browser has of it. */
export type Handle = ElementHandle<HTMLElement>;

/** What a look into the page found. */
export interface Found {
  asElement(): unknown;
}

export interface Screen {
  /** Code for the page: text of one expression, or a function that names nothing outside itself. */
  readonly evaluate: Page['evaluate'];
  /** Until the expression is true; rejects after `timeout` ms. */
  waitForFunction(source: string, options?: { timeout?: number; polling?: number }): Promise<Found>;
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  close(): Promise<void>;
  readonly keyboard: { type(text: string): Promise<void> };
}
