/**
 * Which browsers are on this machine, and how to start each for a test. Starts nothing that it does not end.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { findChromium, findProgram, windowsPlaces } from '../src/cli/audit/installed-programs.mjs';

export { findChromium };

/**
 * No background traffic, which would disturb a test, and no sandbox, which containers lack. No pages of the browser's own
 * that wait behind each window for who types an address: they took a third of its time.
 */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  '--disable-sync',
];

const FIREFOX_PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...windowsPlaces('Mozilla Firefox\\firefox.exe'),
];

/** Path of Firefox; `FIREFOX_PATH` says otherwise. */
export function findFirefox() {
  return process.env.FIREFOX_PATH || findProgram(['firefox-esr', 'firefox'], FIREFOX_PLACES);
}

/** WebKitGTK's driver, its small browser, and the display to run it on. */
export function findWebKit() {
  const driver = findProgram(['WebKitWebDriver']);
  const xvfb = findProgram(['Xvfb']);
  const browser = findProgram([], webKitPlaces());
  return driver && xvfb && browser ? { driver, xvfb, browser } : undefined;
}

/** What puppeteer's `launch` needs, or undefined where the browser is missing. @param browser `chromium` or `firefox`. */
export function launchOptions(browser) {
  const executablePath = browser === 'firefox' ? findFirefox() : findChromium();
  if (!executablePath) return undefined;
  if (browser === 'firefox') return { browser: 'firefox', executablePath, headless: true };
  return { browser: 'chrome', executablePath, headless: true, args: chromiumArgs };
}

/** Starts Xvfb and WebKit's driver. The answer's `stop` ends both. */
export async function startWebKitDriver() {
  const webKit = findWebKit();
  if (!webKit)
    throw new Error('WebKit needs WebKitWebDriver, MiniBrowser and Xvfb (Debian: webkit2gtk-driver xvfb)');
  const display = await startDisplay(webKit.xvfb);
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display.name, GDK_BACKEND: 'x11' };
  Object.assign(env, { WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' });
  const driver = spawn(webKit.driver, ['-p', String(port)], { env, stdio: 'ignore' });
  const stop = () => {
    driver.kill();
    display.stop();
  };
  process.once('exit', stop);
  await reachable(port, driver);
  return { port, capabilities: webKitCapabilities(webKit.browser), stop };
}

/** Runs `use` beside Xvfb and WebKit's driver, and ends them whatever comes of it. */
export async function withWebKitDriver(use) {
  const { stop, ...driver } = await startWebKitDriver();
  try {
    return await use(driver);
  } finally {
    stop();
  }
}

const webKitCapabilities = (binary) => ({
  browserName: 'MiniBrowser',
  'wdio:enforceWebDriverClassic': true,
  'webkitgtk:browserOptions': { binary, args: ['--automation'] },
});

async function startDisplay(xvfb) {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = spawn(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(child.stdio[3], 'data');
  return { name: `:${String(number).trim()}`, stop: () => child.kill() };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when the driver answers; asks again for as long as it lives, at most ten seconds. */
async function reachable(port, driver) {
  const deadline = Date.now() + 10_000;
  while (driver.exitCode === null && Date.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`WebKitWebDriver does not answer on port ${port}`);
}

function webKitPlaces() {
  const libraries = [
    '/usr/lib/x86_64-linux-gnu',
    '/usr/lib/aarch64-linux-gnu',
    '/usr/libexec',
    '/usr/lib64',
    '/usr/lib',
  ];
  const versions = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];
  return libraries.flatMap((library) => versions.map((version) => join(library, version, 'MiniBrowser')));
}
