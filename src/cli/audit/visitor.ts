/**
 * A shopper with a phone of their own: one page in a fresh profile, whose only way to
 * the network can be cut. Finds, presses and fills as a shopper would, and waits for
 * what is on screen. Whatever the page complains of is remembered.
 */
import type { Browser, BrowserContext, CDPSession, ElementHandle, GoToOptions, Page } from 'puppeteer-core';

import { arriveBy } from './arrive.js';
import { Complaints } from './complaints.js';
import { Network, pause, type NetworkState } from './network.js';
import { ask, type PunnetSight, type Sight } from './page-code.js';
import type { Typed } from './page-fields.js';
import { openProfile } from './profile.js';
import { steadily, untilSteady } from './steady.js';
import type { StepName } from './steps.js';
import { tellBrowser } from './tell-browser.js';
import { PATTERNS, type Control } from './words.js';

export const PHONE = { width: 360, height: 740, deviceScaleFactor: 1, isMobile: true, hasTouch: true };
/** A page that has no request under way, and shows the same for so long, has said what it will. */
const STILL_MS = 2_000;
/** Enough to see what it comes to, where it has begun to say. */
const SETTLED_MS = 600;

/** In the page: it has come, and what it shows has had its frames; a page that is hidden has none. */
const PAINTED = `document.readyState === 'complete' && new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
  setTimeout(() => done(true), 1000);
})`;

export interface VisitorOptions {
  readonly timeoutMs: number;
  /** CSS selectors by control. */
  readonly selectors: Partial<Record<Control, string>>;
  /** Addresses that never answer, as far as any visitor knows. */
  readonly unended: Set<string>;
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
  /** The step that is done or looked at. */
  at: StepName = 'open';
  /** The network has been cut or silent for it. */
  hasLacked = false;
  /** What the page said in dialogs of the browser's, since the last press. */
  #dialogs: string[] = [];
  readonly #selectors: VisitorOptions['selectors'];
  #devtools: CDPSession | undefined;

  private constructor(page: Page, context: BrowserContext, network: Network, options: VisitorOptions) {
    this.page = page;
    this.timeoutMs = options.timeoutMs;
    this.#context = context;
    this.#network = network;
    this.#selectors = options.selectors;
    this.complaints = new Complaints(page, options.unended);
    page.on('framenavigated', () => {
      if (/^https?:/.test(page.url())) this.url = page.url();
    });
    page.on('dialog', (dialog) => {
      if (dialog.type() !== 'beforeunload') this.#dialogs.push(dialog.message());
      dialog.accept().catch(() => undefined);
    });
  }

  static async arrive(browser: Browser, options: VisitorOptions): Promise<Visitor> {
    const network = await Network.open();
    const context = await openProfile(browser, network);
    const page = await context.newPage();
    await page.setViewport(PHONE);
    const visitor = new Visitor(page, context, network, options);
    await visitor.complaints.listen();
    return visitor;
  }

  /**
   * Until the orders that Punnet took have been answered: it sends them after it has taken them, and a profile that
   * goes takes them along. A page that has just come knows of none at first.
   */
  async untilSent(): Promise<boolean> {
    const sent = await this.until(async () => {
      const sight = await this.page.evaluate(ask.punnet);
      return !sight || (sight.settled && sight.unsent === 0);
    });
    return sent || (await this.punnet())?.unsent === 0;
  }

  /** The profile goes first, so that nothing in it sees a network again. */
  async leave(): Promise<void> {
    await this.#context.close();
    await this.#network.close();
  }

  /** The reason if the page did not open. */
  async open(url: string): Promise<string | undefined> {
    return this.#arriving((options) => this.page.goto(url, options));
  }

  async reload(): Promise<string | undefined> {
    return this.#arriving((options) => this.page.reload(options));
  }

  async back(): Promise<string | undefined> {
    return this.#arriving((options) => this.page.goBack(options));
  }

  async #arriving(go: (options: GoToOptions) => Promise<unknown>): Promise<string | undefined> {
    const failed = await arriveBy(this.page, this.timeoutMs, go);
    if (failed !== undefined) return failed;
    await this.until(() => this.page.evaluate('document.readyState === "complete"') as Promise<boolean>);
    return this.isLost() ? 'the browser’s own error page' : undefined;
  }

  /** The browser shows its own page, which says that there is no connection. */
  isLost(): boolean {
    return this.page.url().startsWith('chrome-error:');
  }

  /** The browser knows of a network that is cut, and not of one that is silent, as on a phone. */
  async turn(network: NetworkState): Promise<void> {
    if (network !== 'on') {
      this.complaints.network = network;
      this.hasLacked = true;
    }
    this.#network.turn(network);
    this.#devtools ??= await this.page.createCDPSession();
    await tellBrowser(this.#devtools, network === 'cut');
    this.complaints.network = network;
  }

  get network(): NetworkState {
    return this.#network.state;
  }

  /** From now on, this machine is all that the page can reach. */
  stayHere(): void {
    this.#network.stayHere();
  }

  /** Something of the page's wanted to reach another machine since. */
  get wasHeldBack(): boolean {
    return this.#network.refused > 0;
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
    this.complaints.addUnended();
    await this.#network.quiet(this.timeoutMs);
  }

  until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
    return untilSteady(holds, this.timeoutMs);
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
    return steadily(async () => {
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
      const added = await steadily(() => this.page.evaluate(ask.fill, element), []);
      typed.push(...added);
      more = added.length > 0 && typed.length < 200;
      await pause();
    }
    return typed;
  }

  async look(): Promise<Sight> {
    const nothing: Sight = { url: this.page.url(), title: '', lines: [] };
    const seen = await steadily(() => this.page.evaluate(ask.look), nothing);
    return { ...seen, lines: [...seen.lines, ...this.#dialogs] };
  }

  /** Before a press: what was said in dialogs until now is no answer to it. */
  async lookAfresh(): Promise<Sight> {
    this.#dialogs = [];
    return this.look();
  }

  /** Whether any of it is in the device's storage for this site. */
  async keeps(typed: readonly Typed[]): Promise<boolean> {
    return steadily(() => this.page.evaluate(ask.keeps, typed), false);
  }

  async punnet(): Promise<PunnetSight | null> {
    return steadily(() => this.page.evaluate(ask.punnet), null);
  }

  /** Of what was typed, what is on the page at hand. */
  async findHeld(typed: readonly Typed[]): Promise<readonly Typed[]> {
    if (typed.length === 0 || this.isLost()) return [];
    return steadily(() => this.page.evaluate(ask.findHeld, typed), []);
  }

  /** Of what is on screen, if it can be taken; a page that has just come may have none yet. */
  async photograph(path: string): Promise<boolean> {
    await this.until(() => this.page.evaluate(PAINTED) as Promise<boolean>);
    return this.until(async () => {
      await this.page.screenshot({ path: path as `${string}.png` });
      return true;
    });
  }
}
