/** What a page's developer got wrong is said once, where they look, and the rest of the page works. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import puppeteer, { type Browser, type BrowserContext } from 'puppeteer-core';

import { launchOptions } from '../../scripts/browsers.mjs';
import type { Shopper } from '../support/journey/shopper.js';
import { Stand } from '../support/journey/stand.js';
import { tap, visit } from '../support/journey/visit.js';

const PAGES = join(import.meta.dirname, 'pages');
const LISTEN = `window.problems = [];
  addEventListener('punnet-error', ({ detail }) => window.problems.push(detail));`;
/** No worker either, so that the shop runs on the page. */
const NO_STORAGE = `(() => {
  const denied = () => new DOMException('Denied', 'SecurityError');
  IDBFactory.prototype.open = () => { throw denied(); };
  StorageManager.prototype.getDirectory = () => Promise.reject(denied());
  LockManager.prototype.request = () => Promise.reject(denied());
  window.Worker = class { constructor() { throw denied(); } };
})()`;

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly where: string;
}
const problemsOf = (shopper: Shopper) => shopper.page.evaluate('window.problems') as Promise<Problem[]>;

const engineOf = (shopper: Shopper) => shopper.page.evaluate(`document.querySelector('punnet-shop').engine`);

const openStand = (edit?: (text: string) => string) =>
  Stand.open({ pages: PAGES, catalog: join(PAGES, 'catalog.json'), ...(edit ? { edit } : {}) });
const launch = (more: { args?: string[]; userDataDir?: string } = {}) => {
  const options = launchOptions('chromium') as { args: string[] };
  return puppeteer.launch({ ...options, ...more, args: [...options.args, ...(more.args ?? [])] });
};

/** The page works: its own button presses, nothing was logged, nothing thrown. */
async function works(shopper: Shopper): Promise<void> {
  await shopper.page.click('#own');
  assert.equal(await shopper.page.$eval('#own', (button) => (button as HTMLButtonElement).value), 'pressed');
  assert.deepEqual(shopper.complaints, []);
}

/** Everything that loads has loaded. */
async function settled(shopper: Shopper): Promise<void> {
  await shopper.page.waitForFunction(
    `customElements.get('punnet-orders') && customElements.get('punnet-catalog')`,
  );
  await shopper.until(({ load, orderable }) => load.kind === 'failed' || orderable);
}

async function openCheckout(shopper: Shopper): Promise<void> {
  await tap(shopper, 'add-button');
  await shopper.until(({ cart }) => cart.count === 1);
  await tap(shopper, 'open-button');
  await tap(shopper, 'checkout-button');
}

async function fillCheckout(shopper: Shopper): Promise<void> {
  await shopper.choose('depot', 'counter');
  await shopper.choose('slot', 'counter');
  await shopper.type('name', 'Ada Miller');
}

describe('a page that is set up wrongly (chromium)', () => {
  let stand: Stand;
  let browser: Browser;
  let context: BrowserContext;

  before(async () => {
    [stand, browser] = await Promise.all([openStand(), launch()]);
  });
  beforeEach(async () => {
    context = await browser.createBrowserContext();
  });
  afterEach(() => context.close());
  after(() => Promise.all([browser.close(), stand.close()]));

  const open = (page: string, before: readonly string[] = []) =>
    visit(context, `${stand.pageUrl}/${page}.html`, { before: [LISTEN, ...before] });

  const faults = [
    { page: 'no-catalog', code: 'no-catalog', where: 'catalog', sells: false },
    { page: 'catalog-missing', code: 'catalog-missing', where: '/nowhere.json', sells: false },
    { page: 'catalog-not-json', code: 'catalog-not-json', where: '/shop.html', sells: false },
    { page: 'two-shops', code: 'duplicate-shop', where: '#corner', sells: true },
    { page: 'bad-policy', code: 'bad-policy', where: 'offline-policy', sells: true },
    { page: 'unknown-variant', code: 'unknown-variant', where: 'punnet-add[variant="rye-900"]', sells: true },
  ];
  for (const { page, code, where, sells } of faults) {
    it(`says ${code} once, in place and in an event, and the rest works`, async () => {
      const shopper = await open(page);
      await shopper.page.waitForFunction('window.problems.length > 0');
      await settled(shopper);
      const [problem, ...more] = await problemsOf(shopper);
      assert.deepEqual(more, []);
      assert.equal(problem?.code, code);
      assert.ok(problem?.where.endsWith(where), problem?.where);
      await shopper.sees(problem?.message ?? '');
      const words = await shopper.words();
      assert.equal(words.split(problem?.message ?? '').length, 2, 'shown once');
      if (sells) await tap(shopper, 'add-button');
      if (sells) await shopper.until(({ cart }) => cart.count === 1);
      else await shopper.sees('Price list');
      await works(shopper);
    });
  }

  it('names each of three broken products by its place in the catalog, and sells the others', async () => {
    const shopper = await open('three-broken');
    await shopper.sees('Rye loaf');
    await settled(shopper);
    const problems = await problemsOf(shopper);
    assert.deepEqual(
      problems.map(({ code, where }) => `${code} ${where}`),
      [
        'bad-product /products/2/variants/0/price',
        'bad-product /products/3/variants/0/price',
        'bad-product /products/4/id',
      ],
    );
    for (const { message } of problems) await shopper.sees(message);
    await tap(shopper, 'add-button');
    await shopper.until(({ cart }) => cart.count === 1);
    await works(shopper);
  });

  it('is served by one Punnet where the script stands three times', async () => {
    const shopper = await open('twice');
    await shopper.ready();
    await settled(shopper);
    await tap(shopper, 'add-button');
    await shopper.until(({ cart }) => cart.count === 1);
    assert.deepEqual(await problemsOf(shopper), []);
    await works(shopper);
  });

  it('says that orders can\u2019t be kept before one is placed, and that it is held in the tab after, on the page too', async () => {
    const shopper = await open('shop', [NO_STORAGE]);
    await shopper.ready();
    await openCheckout(shopper);
    await ordersWithoutStorage(shopper);
    assert.equal(await engineOf(shopper), 'page');
    assert.deepEqual(shopper.complaints, []);
  });

  describe('and whose endpoint has never answered', () => {
    before(() => stand.stopEndpoint());
    after(() => stand.startEndpoint());

    for (const { page, says } of [
      { page: 'shop', says: 'Ordering here needs a connection once.' },
      { page: 'no-depots', says: 'Pickup times need a connection once.' },
    ]) {
      it(`fills a basket, and says at the checkout: ${says} (${page})`, async () => {
        const shopper = await open(page);
        await shopper.until(({ connection }) => connection === 'unreachable');
        await openCheckout(shopper);
        await shopper.sees('The shop isn’t answering');
        await shopper.sees(says);
        assert.deepEqual((await shopper.state()).orders, []);
        assert.deepEqual(shopper.complaints, []);
      });
    }
  });
});

describe('a page with an offline policy (chromium)', () => {
  let stand: Stand;
  let browser: Browser;
  let context: BrowserContext;

  before(async () => {
    [stand, browser] = await Promise.all([
      openStand((text) => text.replace('"contact"', '"limits": {"perDeviceOffline": 800}, "contact"')),
      launch(),
    ]);
  });
  beforeEach(async () => {
    context = await browser.createBrowserContext();
  });
  afterEach(() => context.close());
  after(() => Promise.all([browser.close(), stand.close()]));

  const open = async (page: string) => {
    const shopper = await visit(context, `${stand.pageUrl}/${page}.html`, { before: [LISTEN] });
    await shopper.until(({ orderable, connection }) => orderable && connection === 'online');
    await openCheckout(shopper);
    await fillCheckout(shopper);
    return shopper;
  };
  const buttonHeld = (shopper: Shopper, held: boolean) =>
    shopper
      .find('order-button')
      .then((button) =>
        shopper.page.waitForFunction(
          (element: Element, wanted: boolean) =>
            (element.getAttribute('aria-disabled') === 'true') === wanted,
          { timeout: 15_000 },
          button,
          held,
        ),
      );

  it('takes no order without a connection where one is required, and goes on with what was typed', async () => {
    const shopper = await open('require-online');
    await shopper.goOffline(true);
    await shopper.sees('Ordering here needs a connection. Connect, then order.');
    await buttonHeld(shopper, true);
    await shopper.press('order-button');
    assert.deepEqual((await shopper.state()).orders, []);
    await shopper.goOffline(false);
    await buttonHeld(shopper, false);
    await shopper.press('order-button');
    await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
    assert.deepEqual(shopper.complaints, []);
  });

  it('sends nothing before Send now is pressed where that is asked for, and keeps to the limit', async () => {
    const shopper = await open('force-offline');
    const received = (await stand.orders()).length;
    await shopper.sees('The order is sent when you press Send now, and not before.');
    await shopper.press('order-button');
    await shopper.sees('It is sent when you press Send now and there is a connection.');
    await shopper.reload();
    await shopper.until(({ connection, outbox }) => connection === 'online' && outbox.waiting === 1);
    assert.equal((await stand.orders()).length, received);
    await openCheckout(shopper);
    await shopper.sees('This device takes orders up to £8.00 in all, and £4.20 isn’t answered yet.');
    await buttonHeld(shopper, true);
    await shopper.page.evaluate(`document.querySelector('punnet-shop').sync()`);
    await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
    await buttonHeld(shopper, false);
    assert.equal((await stand.orders()).length, received + 1);
    assert.deepEqual(shopper.complaints, []);
  });
});

async function ordersWithoutStorage(shopper: Shopper): Promise<void> {
  await shopper.sees('This browser can’t keep orders');
  assert.equal((await shopper.state()).storage.durable, 'no');
  await shopper.goOffline(true);
  await shopper.until(({ connection }) => connection === 'offline');
  await fillCheckout(shopper);
  await shopper.press('order-button');
  await shopper.sees('Held in this tab');
  assert.ok(!(await shopper.words()).includes('Saved on this device'));
  await shopper.goOffline(false);
  await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
}

describe('a browser that refuses (chromium)', () => {
  let stand: Stand;
  let browser: Browser | undefined;

  beforeEach(async () => {
    stand = await openStand();
  });
  afterEach(async () => {
    await browser?.close();
    await stand.close();
  });

  it('secrets to a page that is not served securely is told that it can\u2019t take orders', async () => {
    browser = await launch({ args: ['--host-resolver-rules=MAP shop.test localhost'] });
    const url = stand.pageUrl.replace('localhost', 'shop.test');
    const shopper = await visit(browser, `${url}/shop.html`, { before: [LISTEN] });
    await openCheckout(shopper);
    assert.equal(await shopper.page.evaluate('isSecureContext'), false);
    const order = `{ contact: { name: 'Ada' }, pickup: { depot: 'counter', slot: '' }, payment: 'at-pickup' }`;
    const refused = await shopper.page.evaluate(`document.querySelector('punnet-shop').placeOrder(${order})`);
    assert.equal((refused as { code: string }).code, 'insecure');
    await shopper.sees('This page can’t take orders');
    assert.equal(await shopper.page.$('>>> [part~="order-button"]'), null);
    assert.deepEqual(await problemsOf(shopper), []);
    assert.deepEqual(shopper.complaints, []);
  });

  it('all storage to the site still orders, and says what that is worth', async () => {
    const userDataDir = await mkdtemp(join(tmpdir(), 'punnet-refusing-'));
    try {
      await mkdir(join(userDataDir, 'Default'));
      const profile = { default_content_setting_values: { cookies: 2 } };
      await writeFile(join(userDataDir, 'Default/Preferences'), JSON.stringify({ profile }));
      browser = await launch({ userDataDir });
      const shopper = await visit(browser, `${stand.pageUrl}/shop.html`, { before: [LISTEN] });
      await shopper.ready();
      assert.equal(await engineOf(shopper), 'worker');
      await openCheckout(shopper);
      await ordersWithoutStorage(shopper);
      assert.equal((await stand.orders()).length, 1);
      assert.deepEqual(shopper.complaints, []);
    } finally {
      await browser?.close();
      browser = undefined;
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
