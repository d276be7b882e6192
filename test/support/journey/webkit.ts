/**
 * A phone with WebKit, driven by WebDriver. It knows nothing of the network or the console: a journey takes
 * the servers away instead, and a page says itself what went wrong. What it keeps dies with it.
 */
import WebDriver, { type Client } from 'webdriver';

import { startWebKitDriver, type WebKitDriver } from '../../../scripts/browsers.mjs';
import type { Found, Handle, Screen } from './screen.js';
import { Phone, Shopper, type AnyBrowser } from './shopper.js';

const SCRIPT_MS = 60_000;
const FOUND_WITHIN_MS = 30_000;

/** Starts a phone with any browser: what it opens is at least a `Screen`. */
export function startPhone(name: AnyBrowser): Promise<AnyPhone> {
  return name === 'webkit' ? WebKitPhone.start() : Phone.start(name);
}

export interface AnyPhone {
  open(url: string): Promise<Shopper<Screen>>;
  close(): Promise<void>;
}

export class WebKitPhone {
  readonly #client: Client;
  readonly #driver: WebKitDriver & { stop(): void };
  /** One driver has one tab in hand at a time: what is asked of it is done in turn. */
  #turn: Promise<unknown> = Promise.resolve();
  /**
   * Tabs that nobody uses: the last one can't be closed, and the driver opens none beside a closed one. The
   * first tab goes first, as it alone is shown: a page in another one is hidden, and asks the shop less often.
   */
  readonly #blank: string[];
  readonly #shown: string;

  private constructor(client: Client, driver: WebKitDriver & { stop(): void }, shown: string) {
    this.#client = client;
    this.#driver = driver;
    this.#blank = [shown];
    this.#shown = shown;
  }

  static async start(): Promise<WebKitPhone> {
    process.env.WDIO_LOG_LEVEL ??= 'error';
    const driver = await startWebKitDriver();
    const { port, capabilities } = driver;
    const client = await WebDriver.newSession({
      ...{ hostname: '127.0.0.1', port, path: '/', logLevel: 'error', capabilities },
      // A script that had no answer is not run once more: it may have added to the basket.
      connectionRetryCount: 0,
    });
    await client.setTimeouts(undefined, SCRIPT_MS, SCRIPT_MS);
    return new WebKitPhone(client, driver, await client.getWindowHandle());
  }

  async open(url: string): Promise<Shopper<WebKitPage>> {
    const tab = this.#blank.shift() ?? (await this.#client.createWindow('tab')).handle;
    const page = new WebKitPage(
      (act) => this.#inTab(tab, act),
      () => (tab === this.#shown ? this.#blank.unshift(tab) : this.#blank.push(tab)),
    );
    await page.goto(url);
    return new Shopper(page);
  }

  async close(): Promise<void> {
    await this.#client.deleteSession();
    this.#driver.stop();
  }

  #inTab<T>(tab: string, act: (client: Client) => Promise<T>): Promise<T> {
    const done = this.#turn.then(async () => {
      await this.#client.switchToWindow(tab);
      return act(this.#client);
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

type InTab = <T>(act: (client: Client) => Promise<T>) => Promise<T>;

/** So long a database that is locked is waited for. */
const FINISH_MS = 1_000;

/** Says that the page leaves, and waits behind whatever its shops have begun in their databases. */
const FINISH = `(async () => {
  dispatchEvent(new Event('beforeunload'));
  const ended = ({ name }) => new Promise((resolve) => {
    setTimeout(resolve, ${FINISH_MS});
    const opening = indexedDB.open(name);
    opening.onerror = resolve;
    opening.onsuccess = () => {
      const database = opening.result;
      if (!database.objectStoreNames.length) return resolve(database.close());
      const waiting = database.transaction([...database.objectStoreNames], 'readwrite');
      waiting.onabort = waiting.oncomplete = () => resolve(database.close());
    };
  });
  const databases = await indexedDB.databases().catch(() => []);
  await Promise.all(databases.filter(({ name }) => name.startsWith('punnet')).map(ended));
})()`;

/** What a script in the page came to, told as data since an error does not travel. */
type Outcome = { readonly value: unknown } | { readonly error: string };

export class WebKitPage implements Screen {
  readonly #inTab: InTab;

  readonly #leave: () => void;

  constructor(inTab: InTab, leave: () => void) {
    this.#inTab = inTab;
    this.#leave = leave;
  }

  readonly keyboard = {
    type: async (text: string): Promise<void> => {
      const strokes = [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      await this.#inTab((client) => client.performActions([{ type: 'key', id: 'keys', actions: strokes }]));
    },
  };

  readonly evaluate: Screen['evaluate'] = async (act, ...args) =>
    (await this.#run(typeof act === 'string' ? `(() => (${act}))` : `(${act.toString()})`, args)) as never;

  async waitForFunction(
    source: string,
    { timeout = FOUND_WITHIN_MS, polling = 50 }: { timeout?: number; polling?: number } = {},
  ): Promise<Found> {
    const deadline = Date.now() + timeout;
    for (;;) {
      const value = await this.#run(`(() => (${source}))`, []);
      if (value) return { asElement: () => this.#toHandle(value) };
      if (Date.now() > deadline) throw new Error(`not so within ${timeout} ms: ${source}`);
      await new Promise((resolve) => setTimeout(resolve, polling));
    }
  }

  goto(url: string): Promise<unknown> {
    return this.#inTab((client) => client.navigateTo(url));
  }

  /** As `close`. */
  async reload(): Promise<unknown> {
    await this.evaluate(FINISH);
    return this.#inTab((client) => client.refresh());
  }

  /** Not in the middle of a transaction, which WebKit would leave open for ever. */
  async close(): Promise<void> {
    try {
      await this.evaluate(FINISH);
    } finally {
      await this.goto('about:blank');
      this.#leave();
    }
  }

  #toHandle(element: unknown): Handle {
    const handle: Pick<Handle, 'evaluate' | 'click'> = {
      evaluate: async (act, ...args) => (await this.#run(`(${act.toString()})`, [element, ...args])) as never,
      click: async () => void (await this.#run('((target) => target.click())', [element])),
    };
    return handle as Handle;
  }

  async #run(callable: string, args: readonly unknown[]): Promise<unknown> {
    const script = `const args = [...arguments]; const done = args.pop();
      Promise.resolve().then(() => (${callable})(...args)).then(
        (value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error) }));`;
    const outcome = (await this.#inTab((client) =>
      client.executeAsyncScript(script, args as object[]),
    )) as Outcome;
    if ('error' in outcome) throw new Error(outcome.error);
    return outcome.value;
  }
}
