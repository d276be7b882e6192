/** Whatever a site's style sheet does, the shop can be read and pressed, and leaves the site as it was (UX 10.5). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Page } from 'puppeteer-core';

import { fillBasket, fillCheckout, openDemoStand } from '../support/journey/demo-stand.js';
import { answerHostPage, HOST_PAGE, keepTwoProducts } from '../support/journey/host-page.js';
import { hostRules, UNSET, type HostRules } from '../support/journey/host-rules.js';
import { DRAWER, HOST_LOOK, HOST_TEXT, SETTLE, SQUEEZED } from '../support/journey/host-survey.js';
import { INHERITED, LEGIBLE, SURVEY, TARGETS } from '../support/journey/layout-survey.js';
import type { Handle, Screen } from '../support/journey/screen.js';
import { PHONE, WIDELY, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { startPhone, type AnyPhone } from '../support/journey/webkit.js';

const DESK = { width: 1280, height: 800 };
const SURVEYS = [SURVEY, TARGETS, LEGIBLE, INHERITED, SQUEEZED, HOST_TEXT];

for (const browser of WIDELY) {
  describe(`a site whose style sheet takes no care (${browser})`, () => {
    let stand: Stand;
    let phone: AnyPhone;
    let shopper: Shopper<Screen>;

    before(async () => {
      [stand, phone] = await Promise.all([
        openDemoStand(keepTwoProducts, {
          answer: (request, response) => answerHostPage(request, response, stand),
        }),
        startPhone(browser),
      ]);
      shopper = await phone.open(stand.pageUrl + HOST_PAGE);
      await shopper.ready();
      await fillBasket(shopper);
    });
    after(() => Promise.all([phone.close(), stand.close()]));

    for (const rules of hostRules.filter(({ everywhere }) => everywhere || browser === 'chromium'))
      it(`can be sold on, and stays as it is: ${rules.name}`, async () => {
        const { page } = shopper;
        await dress(page, rules);
        const undo = rules.forcedColors && isSizable(page) ? await forceColors(page) : undefined;
        const faults = await walk(shopper);
        await undo?.();
        assert.deepEqual(faults, []);
        assert.deepEqual(shopper.complaints, []);
      });

    it(`takes an order by what is on screen: ${UNSET.name}`, async () => {
      await dress(shopper.page, UNSET);
      await press(await reach(shopper, 'open-button'));
      await reach(shopper, 'checkout-button');
      await fillCheckout(shopper);
      await press(await reach(shopper, 'order-button'));
      await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
      await shopper.find('sheet');
      assert.deepEqual(await look(shopper.page, 'receipt', [DRAWER]), []);
      assert.deepEqual(shopper.complaints, []);
    });
  });
}

/** Exchanges the site's style sheet, with the basket closed. */
async function dress(page: Screen, { css }: HostRules): Promise<void> {
  await page.evaluate(`document.querySelector('punnet-cart').close()`);
  await page.evaluate(`document.querySelector('style').textContent = ${JSON.stringify(css)}`);
}

async function forceColors(page: Page): Promise<() => Promise<void>> {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', {
    features: [{ name: 'forced-colors', value: 'active' }],
  });
  assert.equal(await page.evaluate(`matchMedia('(forced-colors: active)').matches`), true);
  return () => session.detach();
}

/** From the page through basket and checkout, and back; what is wrong at any of them. */
async function walk(shopper: Shopper<Screen>): Promise<readonly string[]> {
  const { page } = shopper;
  const faults: string[] = [];
  /** The page is the same before and after. */
  const leave = async (part: string, after: () => Promise<unknown>) => {
    const element = await reach(shopper, part);
    const asBefore = await page.evaluate(HOST_LOOK);
    await press(element);
    await after();
    if ((await page.evaluate(HOST_LOOK)) !== asBefore) faults.push(`the page is another after ${part}`);
  };
  await shopper.find('add-button');
  faults.push(...(await look(page, 'page')));
  await leave('open-button', () => reach(shopper, 'checkout-button'));
  faults.push(...(await look(page, 'basket', [DRAWER])));
  await leave('checkout-button', () => reach(shopper, 'order-button'));
  faults.push(...(await look(page, 'checkout', [DRAWER])));
  await leave('back-button', () => reach(shopper, 'checkout-button'));
  await leave('close-button', () => page.waitForFunction(`!document.querySelector('punnet-cart').open`));
  return faults;
}

/** On a phone and at a desk, where the browser's driver has more than one screen. */
async function look(page: Screen, state: string, more: readonly string[] = []): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const viewport of isSizable(page) ? [DESK, PHONE] : [undefined]) {
    if (viewport && isSizable(page)) await page.setViewport(viewport);
    await page.evaluate(SETTLE);
    const where = viewport ? `${state}, ${viewport.width}` : state;
    for (const survey of [...SURVEYS, ...more])
      faults.push(...((await page.evaluate(survey)) as string[]).map((fault) => `${where}: ${fault}`));
  }
  return faults;
}

/** Where a finger comes down on the part, that part is. */
async function reach(shopper: Shopper<Screen>, part: string): Promise<Handle> {
  const element = await shopper.find(part);
  await shopper.page.evaluate(SETTLE);
  const reached = await element.evaluate((target) => {
    target.scrollIntoView({ block: 'center' });
    const { left, right, top, bottom } = target.getBoundingClientRect();
    const root = target.getRootNode() as ShadowRoot;
    return target.contains(root.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  });
  assert.ok(reached, `something else is where ${part} is`);
  return element;
}

async function press(element: Handle): Promise<void> {
  await element.evaluate((target) => target.click());
}

const isSizable = (page: Screen): page is Page => 'setViewport' in page;
