/**
 * A shopper with a phone of their own: one page in a fresh profile, whose only way to
 * the network can be cut. Finds, presses and fills as a shopper would, and waits for
 * what is on screen. Whatever the page complains of is remembered.
 */
import type { Browser, BrowserContext, CDPSession, ElementHandle, Page } from 'puppeteer-core';

import { Complaints } from './complaints.js';
import { openNetwork, pause, type Network } from './network.js';
import { ask, type PunnetSight, type Sight } from './page-code.js';
import type { Typed } from './page-fields.js';
import { PATTERNS, type Control } from './words.js';

export const PHONE = { width: 360, height: 740, deviceScaleFactor: 1, isMobile: true, hasTouch: true };
/** A page that has no request under way, and shows the same for so long, has said what it will. */
const STILL_MS = 2_000;
/** Enough to see what it comes to, where it has begun to say. */
const SETTLED_MS = 600;

export interface VisitorOptions {
  readonly timeoutMs: number;
  /** CSS selectors by control. */
  readonly selectors: Partial<Record<Control, string>>;
}

export interface Found {
  readonly handle: ElementHandle<HTMLElement>;
  readonly name: string;
  /** It can be seen and not pressed. */
  readonly off: boolean;
}

export class Visitor {
  readonly page: Page;
  readonly complaints: Complaints;
  readonly timeoutMs: number;
  readonly #context: BrowserContext;
  readonly #network: Network;
  /** Of the site's last page. */
  url = '';
  readonly #selectors: VisitorOptions['selectors'];
  #devtools: CDPSession | undefined;

  private constructor(page: Page, context: BrowserContext, network: Network, options: VisitorOptions) {
    this.page = page;
    this.timeoutMs = options.timeoutMs;
    this.#context = context;
    this.#network = network;
    this.#selectors = options.selectors;
    this.complaints = new Complaints(page);
    page.on('framenavigated', () => {
      if (/^https?:/.test(page.url())) this.url = page.url();
    });
  }

  static async arrive(browser: Browser, options: VisitorOptions): Promise<Visitor> {
    const network = await openNetwork();
    // Chromium goes round a proxy to its own machine unless it is told not to.
    const context = await browser.createBrowserContext({
      proxyServer: network.proxy,
      proxyBypassList: ['<-loopback>'],
    });
    const page = await context.newPage();
    await page.setViewport(PHONE);
    const visitor = new Visitor(page, context, network, options);
    await visitor.complaints.listen();
    return visitor;
  }

  /** The profile goes first, so that nothing in it sees a network again. */
  async leave(): Promise<void> {
    await this.#context.close();
    await this.#network.close();
  }

  /** The reason if the page did not open. */
  async open(url: string): Promise<string | undefined> {
    return this.#arriving(() => this.page.goto(url, { timeout: this.timeoutMs, waitUntil: 'load' }));
  }

  async reload(): Promise<string | undefined> {
    return this.#arriving(() => this.page.reload({ timeout: this.timeoutMs, waitUntil: 'load' }));
  }

  async back(): Promise<string | undefined> {
    return this.#arriving(() => this.page.goBack({ timeout: this.timeoutMs, waitUntil: 'load' }));
  }

  async #arriving(go: () => Promise<unknown>): Promise<string | undefined> {
    try {
      await go();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return /net::ERR_[A-Z_]+/.exec(message)?.[0] ?? message;
    }
    return this.isLost() ? 'the browser’s own error page' : undefined;
  }

  /** The browser shows its own page, which says that there is no connection. */
  isLost(): boolean {
    return this.page.url().startsWith('chrome-error:');
  }

  async cut(): Promise<void> {
    this.complaints.offline = true;
    this.#network.cut();
    await this.#tellBrowser(true);
  }

  async restore(): Promise<void> {
    this.#network.restore();
    await this.#tellBrowser(false);
    this.complaints.offline = false;
  }

  /** So that the page and the browser's own words are as on a phone. Older browsers have one call for both. */
  async #tellBrowser(offline: boolean): Promise<void> {
    this.#devtools ??= await this.page.createCDPSession();
    const state = { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await this.#devtools.send('Network.enable');
    await this.#devtools.send('Network.emulateNetworkConditions', state);
    const newer = 'Network.overrideNetworkState' as 'Network.emulateNetworkConditions';
    await this.#devtools.send(newer, state).catch((error: unknown) => {
      if (!/wasn't found/.test(String(error))) throw error;
    });
  }

  /** Until the page has what it asked for, Punnet is ready and a service worker that is coming is there. */
  async settle(): Promise<void> {
    await this.#network.quiet(this.timeoutMs);
    await this.until(async () => (await this.punnet())?.settled ?? true);
    const keeps = (await this.punnet())?.serviceWorker ?? false;
    await this.until(async () => {
      const worker = await this.page.evaluate(ask.worker);
      return worker === 'active' || (worker === 'none' && !keeps);
    });
    await this.until(() => this.complaints.pending.size === 0);
    await this.#network.quiet(this.timeoutMs);
  }

  /** Whether it came true in time; asks again while the page changes from one document to the next. */
  async until(holds: () => boolean | Promise<boolean>, withinMs = this.timeoutMs): Promise<boolean> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      if (await this.#steady(holds, false)) return true;
      if (Date.now() > deadline) return false;
      await pause();
    }
  }

  /**
   * As `until`, and gives up on a page that is lost, or stands still. Punnet is given all the
   * time there is: what it will say is known.
   */
  async untilSaid(holds: () => boolean | Promise<boolean>): Promise<boolean> {
    const stillMs = (await this.punnet())?.defined ? Infinity : STILL_MS;
    let held = false;
    await this.#watch(stillMs, async () => (held = !this.isLost() && (await holds())) || this.isLost());
    return held;
  }

  /** Until the page says no more, since what is shown at once may be taken back. */
  async standStill(): Promise<void> {
    await this.#watch(SETTLED_MS, () => this.isLost());
  }

  async #watch(stillMs: number, ends: () => boolean | Promise<boolean>): Promise<void> {
    let seen = '';
    let changedAt = Date.now();
    await this.until(async () => {
      if (await ends()) return true;
      const { url, lines } = await this.look();
      const now = [url, ...lines].join('\n');
      if (now !== seen || this.complaints.pending.size > 0) changedAt = Date.now();
      seen = now;
      return Date.now() - changedAt > stillMs;
    });
  }

  async seek(control: Control): Promise<Found | undefined> {
    const selector = this.#selectors[control];
    const wanted = {
      pattern: PATTERNS[control],
      buttonsOnly: control === 'order' || control === 'consent',
      ...(selector === undefined ? {} : { selector }),
    };
    return this.#steady(async () => {
      const handle = (await this.page.evaluateHandle(ask.seek, wanted)).asElement();
      if (!handle) return undefined;
      const element = handle as ElementHandle<HTMLElement>;
      return { handle: element, ...(await element.evaluate(ask.about)) };
    }, undefined);
  }

  /** As `seek`, and waits a while for one that can be pressed. */
  async seekReady(control: Control): Promise<Found | undefined> {
    let found: Found | undefined;
    await this.untilSaid(async () => {
      found = await this.seek(control);
      return found?.off === false;
    });
    return found;
  }

  async press({ handle }: Found): Promise<void> {
    await handle.evaluate(ask.press);
  }

  /** Fills what is empty until no more fields come up. */
  async fill(around?: Found): Promise<readonly Typed[]> {
    const typed: Typed[] = [];
    let more = true;
    while (more) {
      const element = around?.handle ?? null;
      const added = await this.#steady(() => this.page.evaluate(ask.fill, element), []);
      typed.push(...added);
      more = added.length > 0 && typed.length < 200;
      await pause();
    }
    return typed;
  }

  async look(): Promise<Sight> {
    const nothing: Sight = { url: this.page.url(), title: '', lines: [] };
    return this.#steady(() => this.page.evaluate(ask.look), nothing);
  }

  async punnet(): Promise<PunnetSight | null> {
    return this.#steady(() => this.page.evaluate(ask.punnet), null);
  }

  async findLost(typed: readonly Typed[]): Promise<readonly Typed[]> {
    if (this.isLost()) return typed;
    return this.#steady(() => this.page.evaluate(ask.findLost, typed), typed);
  }

  /** Of what is on screen; a page that has just come may have none yet. */
  async photograph(path: string): Promise<void> {
    await this.until(async () => {
      await this.page.screenshot({ path: path as `${string}.png` });
      return true;
    });
  }

  /** A page that is being left answers nothing; the next one is asked in its turn. */
  async #steady<T>(read: () => T | Promise<T>, otherwise: T): Promise<T> {
    try {
      return await read();
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      if (
        /context was destroyed|Cannot find context|detached|active page|different document|navigat/i.test(
          message,
        )
      )
        return otherwise;
      throw error;
    }
  }
}
