/** A profile of a browser whose only way out is a network of the audit's. */
import type { Browser, BrowserContext } from 'puppeteer-core';

import type { Network } from './network.js';

/** Chromium goes round a proxy to its own machine unless it is told not to. */
export function openProfile(browser: Browser, { proxy }: Network): Promise<BrowserContext> {
  return browser.createBrowserContext({ proxyServer: proxy, proxyBypassList: ['<-loopback>'] });
}
