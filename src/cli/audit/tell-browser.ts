/** What the browser, and through it the page, believes about the network. */
import type { CDPSession } from 'puppeteer-core';

/** Older browsers have one call for the page and for the browser's own words. */
export async function tellBrowser(devtools: CDPSession, offline: boolean): Promise<void> {
  const state = { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', state);
  const newer = 'Network.overrideNetworkState' as 'Network.emulateNetworkConditions';
  await devtools.send(newer, state).catch((error: unknown) => {
    if (!/wasn't found/.test(String(error))) throw error;
  });
}
