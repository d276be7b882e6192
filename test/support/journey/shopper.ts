/**
 * A shopper at a real page in a real browser: finds things by part and by words,
 * clicks and types, and waits for what is on screen. Anything the page logs, and
 * any error it throws, is remembered.
 */
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer, { type Browser, type Page } from 'puppeteer-core';

import { findFirefox, findWebKit, launchOptions } from '../../../scripts/browsers.mjs';
import { setOffline } from '../../../scripts/offline.mjs';
import type { ShopState } from '../../../src/core/shop-state.js';
import type { Handle, Screen } from './screen.js';

export type BrowserName = 'chromium' | 'firefox';
export const BROWSERS: readonly BrowserName[] = findFirefox() ? ['chromium', 'firefox'] : ['chromium'];
/** With those that another driver drives, in which only a `Screen` can be counted on. */
export type AnyBrowser = BrowserName | 'webkit';
export const ALL_BROWSERS: readonly AnyBrowser[] = findWebKit() ? [...BROWSERS, 'webkit'] : BROWSERS;
/** For long journeys that no browser's own ways are in: one browser, and all with `PUNNET_WIDE=1`. `npm test` has 20 minutes. */
export const WIDELY: readonly AnyBrowser[] = process.env['PUNNET_WIDE'] ? ALL_BROWSERS : ['chromium'];
/** Those of them that puppeteer drives. */
export const DRIVEN_WIDELY: readonly BrowserName[] = BROWSERS.filter((name) => WIDELY.includes(name));
export const PHONE = { width: 360, height: 740 };

/** A browser with a profile that outlives it, so that it can be killed and come back. */
export class Phone {
  readonly #name: BrowserName;
  #profile: string;
  browser: Browser;

  private constructor(name: BrowserName, profile: string, browser: Browser) {
    this.#name = name;
    this.#profile = profile;
    this.browser = browser;
  }

  static async start(name: BrowserName): Promise<Phone> {
    const profile = await mkdtemp(join(tmpdir(), 'punnet-phone-'));
    return new Phone(name, profile, await launch(name, profile));
  }

  async open(url: string): Promise<Shopper> {
    const page = await this.browser.newPage();
    await page.setViewport(PHONE);
    const shopper = new Shopper(page);
    await page.goto(url);
    return shopper;
  }

  /** As when the battery is pulled: the whole process group, at once. */
  async kill(): Promise<void> {
    const child = this.browser.process();
    if (!child?.pid) throw new Error('the browser has no process');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
    await gone;
  }

  async comeBack(): Promise<void> {
    if (this.#name === 'firefox') await this.#moveProfile();
    this.browser = await launch(this.#name, this.#profile);
  }

  /** Another with everything that this one has kept, as when its folder is copied to a new machine. It is off meanwhile. */
  async copy(): Promise<Phone> {
    await this.browser.close();
    const profile = await mkdtemp(join(tmpdir(), 'punnet-phone-'));
    await cp(this.#profile, profile, { recursive: true });
    await this.comeBack();
    return new Phone(this.#name, profile, await launch(this.#name, profile));
  }

  /** Puppeteer still puts the settings of a killed Firefox back, in the folder where it was. */
  async #moveProfile(): Promise<void> {
    const moved = `${this.#profile}+`;
    await rename(this.#profile, moved);
    this.#profile = moved;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function launch(name: BrowserName, userDataDir: string): Promise<Browser> {
  return puppeteer.launch({ ...launchOptions(name), userDataDir, handleSIGINT: false });
}

/** Two journeys share a machine; a camera's film is read slowly beside another browser's start. */
const PATIENCE_MS = 30_000;
const DAY_MS = 86_400_000;
/** Code for the page, as text: a compiled function would name helpers that the page lacks. */
const SEEK = `((fits) => { const seek = (root) => { for (const element of root.querySelectorAll('*')) {
  if (fits(element)) return element;
  const inside = element.shadowRoot && seek(element.shadowRoot);
  if (inside) return inside;
} }; return seek(document); })`;
const WORDS = `(() => { const read = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  const box = node instanceof Element ? getComputedStyle(node).display : '';
  if (node instanceof Element && box !== 'contents' && !node.checkVisibility()) return '';
  if (/^(style|script)$/.test(node.localName)) return '';
  if (node.localName === 'slot' && node.assignedNodes().length > 0) return slotted(node);
  return [...(node.shadowRoot ?? node).childNodes].map(read).join(' ');
}; const slotted = (slot) => slot.assignedNodes().map(read).join(' ');
return read(document.body).replace(/\\s+/g, ' '); })()`;

const isPuppeteers = (page: unknown): page is Page =>
  typeof page === 'object' && page !== null && 'browser' in page;

function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (!/Failed to load resource|NetworkError|Cross-Origin Request Blocked/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
}

export class Shopper<P extends Screen = Page> {
  readonly page: P;
  /** What the page logged or threw; it should stay empty, failed requests apart. */
  readonly complaints: string[] = [];

  constructor(page: P) {
    this.page = page;
    if (isPuppeteers(page)) listen(page, this.complaints);
  }

  /** The network as the browser sees it. */
  async goOffline(this: Shopper, offline: boolean): Promise<void> {
    await setOffline(this.page, offline);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  /** Until an order can be placed with the network gone. */
  async ready(): Promise<void> {
    await this.until((state) => state.orderable && state.load.kind === 'ready');
  }

  /** What the shop's element says. */
  state(): Promise<ShopState> {
    return this.page.evaluate(
      () => (document.querySelector('punnet-shop') as unknown as { state: ShopState }).state,
    );
  }

  /** Until the shop's snapshot is as it should be. */
  async until(holds: (state: ShopState) => boolean): Promise<ShopState> {
    const source = `(() => { const shop = document.querySelector('punnet-shop');
      return !!shop && !!shop.state && (${holds.toString()})(shop.state); })()`;
    try {
      await this.page.waitForFunction(source, { timeout: PATIENCE_MS, polling: 50 });
    } catch (cause) {
      const { connection, orders, outbox, cart, load, orderable } = await this.state();
      const found = {
        onLine: await this.page.evaluate('navigator.onLine'),
        connection,
        load,
        orderable,
        outbox,
        items: cart.count,
        orders: orders.map((o) => o.state),
      };
      throw new Error(`not so: ${holds.toString()}\n${JSON.stringify(found)}`, { cause });
    }
    return this.state();
  }

  /** Through every open shadow root: the first shown element that has a part, and holds a text if one is given. */
  async find(part: string, text = ''): Promise<Handle> {
    const looking = `${SEEK}((element) => element.getAttribute('part')?.split(' ').includes(${JSON.stringify(part)})
      && element.checkVisibility() && element.textContent.includes(${JSON.stringify(text)}))`;
    const handle = await this.page.waitForFunction(looking, { timeout: PATIENCE_MS, polling: 50 });
    const element = handle.asElement();
    if (!element) throw new Error(`nothing shown has the part ${part}`);
    return element as Handle;
  }

  /**
   * Chooses the first open radio button with a name, as a thumb would; of times, the first that is a day away, where
   * there is one: the time to order for it must not pass while a journey is under way.
   */
  async choose(name: 'depot' | 'slot', value = ''): Promise<void> {
    const choosing = `(() => { const seek = (from) => ${SEEK}((element) => element.localName === 'input'
      && element.name === ${JSON.stringify(name)} && element.value.startsWith(${JSON.stringify(value)})
      && !(Date.parse(element.value.split('/')[1]) < from));
      const found = seek(Date.now() + ${DAY_MS}) ?? seek(0);
      found?.click(); return found?.checked ?? false; })()`;
    await this.page.waitForFunction(choosing, { timeout: PATIENCE_MS, polling: 100 });
  }

  /** Types into a field of the checkout. */
  async type(field: 'name' | 'email' | 'phone', text: string): Promise<void> {
    const focused = await this.page.evaluate(`(() => { const input = ${SEEK}((element) =>
      element.localName === 'input' && element.name === ${JSON.stringify(field)});
      input?.focus(); return !!input; })()`);
    if (!focused) throw new Error(`no field ${field}`);
    await this.page.keyboard.type(text);
  }

  async press(part: string, text = ''): Promise<void> {
    const element = await this.find(part, text);
    await element.evaluate((target) => {
      target.scrollIntoView({ block: 'center' });
      target.click();
    });
  }

  /** All the words that are on screen, shadow roots included. */
  words(): Promise<string> {
    return this.page.evaluate(WORDS) as Promise<string>;
  }

  async sees(text: string): Promise<void> {
    for (let looked = 0; looked < 300; looked++) {
      if ((await this.words()).includes(text)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`not on screen: ${text}\n${(await this.words()).slice(0, 2_000)}`);
  }
}
