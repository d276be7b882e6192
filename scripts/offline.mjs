/**
 * Takes a page and its workers off the network and back, in Chromium and in Firefox.
 *
 * Puppeteer's own call knows neither Firefox nor what Chromium has of late.
 */
const devtools = new WeakMap();

/** @param page a puppeteer page. */
export async function setOffline(page, offline) {
  if (isFirefox(page)) await cutFirefox(page, offline);
  else await cutChromium(page, offline);
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

async function cutChromium(page, offline) {
  const session = await devtoolsOf(page);
  const network = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  const rule = { urlPattern: 'http{s}?://*:*/*', offline: true, ...network };
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditionsByRule', {
    matchedNetworkConditions: offline ? [rule] : [],
  });
  // The page is told last, and once it is so: what it tries at once must find the network as it was told.
  if (offline) await untilCutOff(page);
  await session.send('Network.overrideNetworkState', { offline, ...network });
}

const REACHES_ITS_SERVER = `fetch(location.href, {
  method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(1000) }).then(() => true, () => false)`;
const TRIES = 500;

async function untilCutOff(page) {
  for (let tries = 0; tries < TRIES; tries++) if (!(await page.evaluate(REACHES_ITS_SERVER))) return;
  throw new Error(`${page.url()} still reaches its server after it was asked ${TRIES} times`);
}
