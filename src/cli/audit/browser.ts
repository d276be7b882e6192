/** Starts the browser that is on this machine, and ends it whatever comes, Ctrl-C included. */
import type { Browser } from 'puppeteer-core';

import { CommandFailure } from '../command.js';
import { findChromium, isExecutable } from './installed-programs.mjs';

export interface BrowserWish {
  /** Its path, where it is not to be looked for. */
  readonly browser?: string;
  readonly noSandbox: boolean;
}

/**
 * Nothing of the browser's own goes over the network while a page is looked at, nor draws what nobody sees: behind each
 * window, two pages wait for who types an address.
 */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  '--disable-sync',
  '--no-first-run',
];
/** All of it goes by the proxy; these would go round it. */
const NO_WAY_ROUND = ['--disable-quic', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp'];

export async function withBrowser<T>(wish: BrowserWish, use: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = findBrowser(wish.browser);
  const { launch } = await loadPuppeteer();
  const args = [...QUIET, ...NO_WAY_ROUND, ...(wish.noSandbox ? ['--no-sandbox'] : [])];
  // Puppeteer ends the browser and deletes its profile on SIGINT, SIGTERM and SIGHUP by itself.
  const browser = await launch({ executablePath, args, headless: true }).catch((error: unknown) => {
    throw new CommandFailure(`${executablePath} can't be started: ${reasonOf(error)}`);
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

function findBrowser(named: string | undefined): string {
  if (named !== undefined) {
    if (isExecutable(named)) return named;
    throw new CommandFailure(`--browser ${named} is no program that this user may run`);
  }
  const found = findChromium();
  if (found !== undefined && isExecutable(found)) return found;
  throw new CommandFailure(
    found === undefined
      ? 'the audit needs Chrome, Chromium or Edge, and none was found. Install one, or name it with --browser'
      : `CHROME_PATH names ${found}, which is no program that this user may run`,
  );
}

/** Loaded here alone, since no other command needs it. */
async function loadPuppeteer() {
  const { default: puppeteer } = await import('puppeteer-core');
  return puppeteer;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/sandbox/i.test(message)) return 'its sandbox is not to be had here. In a container, add --no-sandbox';
  return message.split('\n')[0] ?? message;
}
