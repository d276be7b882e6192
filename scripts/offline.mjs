/**
 * Takes a page and its workers off the network and back, in Chromium and in Firefox.
 *
 * Chromium's plain emulation would also cut WebSockets, on which a test runner depends, so only http(s) is
 * cut there. Puppeteer has no call for Firefox, whose protocol has one.
 */
const devtools = new WeakMap();

/** @param page a puppeteer page. */
export async function setOffline(page, offline) {
  if (isFirefox(page)) await cutFirefox(page, offline);
  else await cutChromium(await devtoolsOf(page), offline);
}

const isFirefox = (page) => page.browser().protocol === 'webDriverBiDi';

async function cutFirefox(page, offline) {
  const networkConditions = offline ? { type: 'offline' } : null;
  const contexts = [page.mainFrame()._id];
  await page.browser().connection.send('emulation.setNetworkConditions', { networkConditions, contexts });
}

async function devtoolsOf(page) {
  if (!devtools.has(page)) devtools.set(page, page.createCDPSession());
  return devtools.get(page);
}

async function cutChromium(session, offline) {
  const network = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  const rule = { urlPattern: 'http{s}?://*:*/*', offline: true, ...network };
  await session.send('Network.enable');
  // The page is told last: what it tries at once must find the network as it was told.
  await session.send('Network.emulateNetworkConditionsByRule', {
    matchedNetworkConditions: offline ? [rule] : [],
  });
  await session.send('Network.overrideNetworkState', { offline, ...network });
}
