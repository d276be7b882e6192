/** Nothing scrolls sideways, overlaps, is cut or moves, from a phone at 400 % to a desk, in two directions of writing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Viewport } from 'puppeteer-core';

import { fillBasket, openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { answerForeignPage, foreignPage } from '../support/journey/foreign-page.js';
import {
  DEPTHS,
  LAY_OUT_ALL,
  SHIFTS_COUNT,
  TARGETS,
  WATCH_MOTION,
  WATCH_SHIFTS,
} from '../support/journey/layout-survey.js';
import { PAINTED } from '../support/journey/painted.js';
import { DESK, NARROW, settings, survey, type Setting } from '../support/journey/screens.js';
import { PHONE, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { openBasket, tap, visit } from '../support/journey/visit.js';

const HOME = '/';
const GERMAN = '/pages/german.html';
const RIGHT_TO_LEFT = '/pages/right-to-left.html';
/** A product's picture is beside its text, and lower than that. */
const TABLET = { width: 800, height: 1000 };
/** Where an order is looked at on its way. */
type State = 'added' | 'basket' | 'checkout with errors' | 'receipt' | 'orders';
const small: readonly Setting[] = settings.filter(({ name }) => name === '320 × 256' || name === '360 × 640');
/** Without a fraction, and with three digits of it. */
const moneys = [
  { currency: 'JPY', price: '22,000' },
  { currency: 'KWD', price: '22.000' },
] as const;

/** Less than browsers and their tools show; a label may become wider when its language has loaded. */
const UNSEEN = 0.001;
/** With the style sheet; what is beneath the elements is on a phone's first screen. */
const ONE_PRODUCT = '/pages/one-product.html';
/** What a shopper may say of their data, with a product and the basket beneath it. */
const YOUR_DATA = '/pages/your-data.html';
const TESTIMONIALS = '/pages/testimonials.html';
/** With much of the host's own within the elements, and the style sheet. */
const WITH_FALLBACKS = '/pages/scattered.html';
/** What is turned round, or has longer words, is so on every screen; a large page takes a second for each. */
const turned = settings.filter(({ name }) =>
  ['320 × 256', '360 × 640, text at 200 %', '320 × 640, text spaced', '1280 × 800'].includes(name),
);
/** What the host wrote within the elements. */
const FALLBACKS = `[...document.querySelectorAll(
  'punnet-catalog > *, punnet-product > *, punnet-price, punnet-add > *, punnet-cart > *')]
  .filter((element) => element.textContent.trim())`;
/** What of it isn't seen. */
const HIDDEN = `${FALLBACKS}
  .filter((element) => !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .map((element) => element.outerHTML)`;
const PRODUCT_HEIGHT = `document.querySelector('punnet-product').getBoundingClientRect().height`;
const pages: readonly { name: string; path: string; screens: readonly Setting[] }[] = [
  { name: 'Millrace', path: HOME, screens: settings },
  { name: 'the German page', path: GERMAN, screens: turned },
  { name: 'the right-to-left page', path: RIGHT_TO_LEFT, screens: turned },
];
const everyPage = [HOME, TWO_LINES, WITH_FALLBACKS, GERMAN, RIGHT_TO_LEFT, '/pages/outage.html'] as const;
/**
 * Where an order is looked at while it is sent. The list is the same on every page but for its width and direction, and
 * German has the least room for its words.
 */
const sentFrom: readonly { path: string; orders?: boolean; viewport?: Viewport }[] = [
  ...everyPage.map((path) => ({ path, ...(path === GERMAN && { viewport: NARROW }) })),
  { path: HOME, orders: true, viewport: { width: 320, height: 256 } },
  { path: HOME, orders: true, viewport: DESK },
  { path: RIGHT_TO_LEFT, orders: true },
];
/** Where a page is seen to load, one thing after the other. */
const loaded: readonly { path: string; viewport?: Viewport }[] = [
  ...[ONE_PRODUCT, ...everyPage].map((path) => ({ path })),
  ...[YOUR_DATA, TESTIMONIALS].flatMap((path) =>
    [PHONE, TABLET, DESK].map((viewport) => ({ path, viewport })),
  ),
];
/** What a shopper looks at while the network goes and comes back. */
const lookedAt: Readonly<Partial<Record<State, readonly string[]>>> = {
  basket: ['line-title'],
  'checkout with errors': ['order-button', 'pickup'],
};

describe('how the demo lies (chromium)', () => {
  let stand: Stand;
  let phone: Phone;

  before(async () => {
    [stand, phone] = await Promise.all([
      openDemoStand(undefined, {
        answer: (request, response) => answerForeignPage(request, response, stand),
      }),
      Phone.start('chromium'),
    ]);
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  for (const { name, path, screens } of pages) {
    it(`fits every screen, with nothing small or close for a thumb, in every state of an order: ${name}`, async () => {
      const context = await phone.browser.createBrowserContext();
      const shopper = await visit(context, stand.pageUrl + path, { reducedMotion: true });
      const faults: string[] = [];
      const look = async (state: State) => {
        faults.push(...(await survey(shopper, state, screens)));
        const targets = (await shopper.page.evaluate(TARGETS)) as string[];
        faults.push(...targets.map((fault) => `${state}, for the thumb: ${fault}`));
      };
      await orderOffline(shopper, look);
      await seeOrders(shopper, look);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  for (const { currency, price } of moneys) {
    it(`fits a phone and a page at 400 %, in Hebrew and with prices such as ${price}`, async () => {
      const context = await phone.browser.createBrowserContext();
      const url = stand.pageUrl + foreignPage(currency);
      const shopper = await visit(context, url, { reducedMotion: true });
      const faults: string[] = [];
      const look = async (state: string) => faults.push(...(await survey(shopper, state, small)));
      await shopper.ready();
      await tap(shopper, 'option', 'Own jar');
      await tap(shopper, 'add-button');
      await tap(shopper, 'option', 'Deposit jar');
      await tap(shopper, 'add-button');
      await shopper.until(({ cart }) => cart.lines.length === 2);
      assert.ok((await shopper.words()).replace(/[\u200e\u200f\u00a0]/g, ' ').includes(price));
      await look('product and basket');
      await tap(shopper, 'checkout-button');
      await tap(shopper, 'order-button');
      await shopper.find('error-summary');
      await look('checkout with errors');
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  it('shows size, price, unit price and the button in the first 300 px of a product with one choice, on a phone', async () => {
    const shopper = await visit(phone.browser, stand.pageUrl + TWO_LINES);
    await shopper.ready();
    await shopper.page.evaluate(LAY_OUT_ALL);
    const depths = (await shopper.page.evaluate(DEPTHS)) as { product: string; depth: number }[];
    const { catalog } = await shopper.state();
    const choices = new Map(catalog?.products.map(({ id, modifiers }) => [id, modifiers.length]));
    const simple = depths.filter(({ product }) => (choices.get(product) ?? 0) < 2);
    assert.ok(simple.length > 20);
    assert.deepEqual(
      simple.filter(({ depth }) => depth > 300),
      [],
    );
    await shopper.page.close();
  });

  for (const { path, orders = false, viewport = PHONE } of sentFrom) {
    const place = `${orders ? 'among the orders' : 'from its receipt'}, ${viewport.width} px wide`;
    it(`shifts nothing while it loads, adds, opens, loses the network, fails, orders and sends ${place}: ${path}`, async () => {
      const context = await phone.browser.createBrowserContext();
      const shopper = await visit(context, stand.pageUrl + path, { before: [WATCH_SHIFTS], viewport });
      await orderOffline(shopper, (state) => loseNetwork(shopper, lookedAt[state] ?? []));
      if (orders) await seeOrders(shopper, async () => undefined);
      await shopper.page.waitForFunction(SHIFTS_COUNT, { polling: 50 });
      await goOffline(shopper, false);
      await shopper.until(({ orders: [order] }) => order?.state === 'confirmed');
      await shopper.page.evaluate(PAINTED);
      const shifts = (await shopper.page.evaluate('window.shifts')) as string[];
      const score = shifts.reduce((sum, shift) => sum + parseFloat(shift), 0);
      assert.ok(score < UNSEEN, shifts.join('\n'));
      assert.deepEqual(shopper.complaints, []);
      await context.close();
    });
  }

  for (const { path, viewport = PHONE } of loaded) {
    it(`shows what the host wrote first, and shifts nothing where each thing comes only after the one before was painted, ${viewport.width} px wide: ${path}`, async () => {
      const context = await phone.browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport(viewport);
      await page.evaluateOnNewDocument(WATCH_SHIFTS);
      const release = [/^\/punnet\.js/, /^\/catalog/, /^\/chunks\//].map((late) => stand.hold(late).release);
      const opened = page.goto(stand.pageUrl + path);
      await page.waitForFunction(`performance.getEntriesByName('first-contentful-paint').length`);
      assert.deepEqual(await page.evaluate(HIDDEN), []);
      const steps = [
        `customElements.get('punnet-shop')`,
        `document.querySelector('punnet-shop').state.catalog`,
      ];
      for (const [index, next] of release.entries()) {
        next();
        await page.waitForFunction(
          steps[index] ?? `document.querySelector('punnet-shop').matches(':state(ready)')`,
        );
        await page.evaluate(PAINTED);
      }
      await opened;
      const shifts = (await page.evaluate('window.shifts')) as string[];
      const score = shifts.reduce((sum, shift) => sum + parseFloat(shift), 0);
      assert.ok(score < UNSEEN, shifts.join('\n'));
      await context.close();
    });
  }

  it('reserves for a product the height that it has, on a phone, beside its picture and at a desk', async () => {
    const context = await phone.browser.createBrowserContext();
    const heights = async (blocked?: RegExp) => {
      const shopper = await visit(context, stand.pageUrl + ONE_PRODUCT, blocked ? { blocked } : {});
      if (!blocked) await shopper.ready();
      const found: number[] = [];
      for (const viewport of [PHONE, TABLET, DESK]) {
        await shopper.page.setViewport(viewport);
        found.push((await shopper.page.evaluate(PRODUCT_HEIGHT)) as number);
      }
      await shopper.page.close();
      return found;
    };
    const reserved = await heights(/\/punnet\.js/);
    const taken = await heights();
    for (const [index, height] of taken.entries())
      assert.ok(Math.abs(height - (reserved[index] ?? 0)) < 1, `${reserved.join()} for ${taken.join()}`);
    await context.close();
  });

  it('shows what the host wrote where the script is blocked, shifts nothing and says nothing', async () => {
    const options = { before: [WATCH_SHIFTS], blocked: /\/punnet\.js/ };
    const shopper = await visit(phone.browser, stand.pageUrl + WITH_FALLBACKS, options);
    assert.equal(await shopper.page.evaluate(`!!customElements.get('punnet-shop')`), false);
    assert.ok(((await shopper.page.evaluate(`${FALLBACKS}.length`)) as number) > 5);
    assert.deepEqual(await shopper.page.evaluate(HIDDEN), []);
    assert.deepEqual(await shopper.page.evaluate('window.shifts'), []);
    assert.deepEqual(shopper.complaints, []);
    await shopper.page.close();
  });

  for (const reducedMotion of [false, true]) {
    it(`${reducedMotion ? 'moves nothing for who asked for that' : 'slides the basket in'}`, async () => {
      const shopper = await visit(phone.browser, stand.pageUrl + HOME, { reducedMotion });
      await shopper.ready();
      await shopper.find('details-toggle');
      await shopper.page.evaluate(LAY_OUT_ALL);
      await shopper.page.evaluate(WATCH_MOTION);
      await tap(shopper, 'details-toggle');
      await openBasket(shopper);
      await shopper.page.waitForFunction(`document.querySelector('punnet-cart').open`);
      await shopper.page.evaluate(PAINTED);
      const moved = (await shopper.page.evaluate('window.moved')) as string[];
      if (reducedMotion) assert.deepEqual(moved, []);
      else assert.ok(moved.includes('dialog opacity'), moved.join());
      await shopper.page.close();
    });
  }
});

/** From the first look to the saved receipt. */
async function orderOffline(shopper: Shopper, look: (state: State) => Promise<unknown>): Promise<void> {
  await shopper.ready();
  await shopper.find('details-toggle');
  await shopper.page.evaluate(LAY_OUT_ALL);
  await fillBasket(shopper);
  await shopper.until(({ cart }) => cart.count === 3);
  await look('added');
  await openBasket(shopper);
  await shopper.find('line-title');
  await look('basket');
  await goOffline(shopper, true);
  await tap(shopper, 'checkout-button');
  await tap(shopper, 'order-button');
  await shopper.find('error-summary');
  await look('checkout with errors');
  await shopper.choose('depot', 'station');
  await shopper.choose('slot', 'station');
  await shopper.type('name', 'Ada Miller');
  await tap(shopper, 'order-button');
  await shopper.until(({ orders }) => orders[0]?.state === 'saved');
  await shopper.find('sheet');
  await look('receipt');
}

/** In the basket's place, where that is a drawer. */
async function seeOrders(shopper: Shopper, look: (state: State) => Promise<unknown>): Promise<void> {
  if (!(await shopper.page.$('punnet-cart[drawer]'))) return;
  await tap(shopper, 'back-button');
  await tap(shopper, 'orders-link');
  await shopper.find('order');
  await look('orders');
}

/** By the page's own buttons where it has them. */
async function goOffline(shopper: Shopper, offline: boolean): Promise<void> {
  const own = await shopper.page.$(offline ? '#cut' : '#restore');
  if (own) await own.evaluate((button) => (button as HTMLElement).click());
  else await shopper.goOffline(offline);
  if (offline) await shopper.until(({ connection }) => connection === 'offline');
}

/** While the shopper only looks at each of these; it is gone or there in the end as it was. */
async function loseNetwork(shopper: Shopper, parts: readonly string[]): Promise<void> {
  const { connection } = await shopper.state();
  if (parts.length && connection === 'offline') await turnNetwork(shopper, true);
  for (const part of parts) {
    await (await shopper.find(part)).evaluate((element) => element.scrollIntoView());
    await turnNetwork(shopper, false);
    await turnNetwork(shopper, true);
  }
  if (parts.length && connection === 'offline') await turnNetwork(shopper, false);
}

async function turnNetwork(shopper: Shopper, on: boolean): Promise<void> {
  await shopper.page.waitForFunction(SHIFTS_COUNT, { polling: 50 });
  await goOffline(shopper, !on);
  if (on) await shopper.until(({ connection }) => navigator.onLine && connection === 'online');
  await shopper.page.evaluate(PAINTED);
}
