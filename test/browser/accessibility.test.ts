/** Every state of an order is perceivable and named: axe finds nothing, in light and in dark, on the demo's pages. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';

import type { AxeResults } from 'axe-core';
import type { SerializedAXNode } from 'puppeteer-core';

import { fillBasket, openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { openBasket, tap, untilFocused, visit } from '../support/journey/visit.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** What is behind an open dialog is out of reach, and no landmark holds a part of a page. */
const run = (part = 'undefined') => `(() => {
  const dialog = document.querySelector('punnet-cart')?.shadowRoot.querySelector('dialog[open]') ?? ${part};
  const rules = { 'target-size': { enabled: true }, region: { enabled: !dialog } };
  return axe.run(dialog ?? document, { resultTypes: ['violations'], preload: false, rules });
})()`;
/** All that changes on the page where its details are opened and it is added. */
const FIRST = `document.querySelector('punnet-catalog').shadowRoot.querySelector('punnet-product')`;
/** Its shop, where the page has one. */
const SHOWN = `[...document.querySelectorAll('punnet-shop')].every(({ state }) => state?.load.kind === 'ready')`;
const NAMED = /^(button|link|textbox|searchbox|checkbox|radio|combobox|spinbutton|dialog|img|image)$/;

/** Each element in each state is looked at apart, in `elements/accessible-states`: these are whole pages. */
const looked = [
  TWO_LINES,
  '/pages/right-to-left.html',
  '/pages/dark.html',
  '/pages/points.html',
  '/pages/buy-again.html',
  '/pages/your-data.html',
  '/pages/testimonials.html',
  '/pages/stall.html',
  '/pages/outage.html',
  '/pages/scattered.html',
  '/pages/index.html',
  '/small-print.html',
  '/nowhere.html',
] as const;

describe('accessibility of the demo (chromium)', () => {
  let stand: Stand;
  let phone: Phone;
  let axe: string;

  before(async () => {
    [axe, stand, phone] = await Promise.all([
      readFile(AXE, 'utf8'),
      openDemoStand(),
      Phone.start('chromium'),
    ]);
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  it('holds from product to confirmed order', async () => {
    const context = await phone.browser.createBrowserContext();
    const shopper = await visit(context, stand.pageUrl, { before: [axe], reducedMotion: true });
    const faults: string[] = [];
    const check = async (state: string, part?: string) =>
      faults.push(...(await findFaults(shopper, state, part)));
    await walk(shopper, check);
    assert.deepEqual(faults, []);
    assert.deepEqual(shopper.complaints, []);
    await context.close();
  });

  for (const path of looked) {
    it(`holds on ${path}`, async () => {
      const context = await phone.browser.createBrowserContext();
      const shopper = await visit(context, stand.pageUrl + path, { before: [axe] });
      await shopper.page.waitForFunction(SHOWN, { timeout: 15_000, polling: 50 });
      assert.deepEqual(await findFaults(shopper, 'at rest'), []);
      await context.close();
    });
  }
});

/** From the first look to the confirmed order, stopping wherever there is something else on screen. */
async function walk(
  shopper: Shopper,
  check: (state: string, part?: string) => Promise<unknown>,
): Promise<void> {
  await shopper.ready();
  await shopper.find('details-toggle');
  await check('at rest');
  await tap(shopper, 'details-toggle');
  await fillBasket(shopper);
  await shopper.until(({ cart }) => cart.count === 3);
  await check('details open, added', FIRST);
  await openBasket(shopper);
  await shopper.find('line-title');
  await check('basket open');
  await goOffline(shopper, true);
  await shopper.press('checkout-button');
  await shopper.press('order-button');
  await untilShown(shopper, 'error-summary');
  await check('checkout with errors, offline');
  await fillIn(shopper);
  await shopper.press('order-button');
  await shopper.until(({ orders }) => orders[0]?.state === 'saved');
  await untilShown(shopper, 'sheet');
  await check('ordered, offline');
  await seeOrders(shopper);
  await check('orders');
  await goOffline(shopper, false);
  await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
  await check('confirmed');
}

async function fillIn(shopper: Shopper): Promise<void> {
  await shopper.choose('depot', 'station');
  await shopper.choose('slot', 'station');
  await shopper.type('name', 'Ada Miller');
}

/** By the page's own buttons where it has them. */
async function goOffline(shopper: Shopper, offline: boolean): Promise<void> {
  const own = await shopper.page.$(offline ? '#cut' : '#restore');
  if (own) await own.evaluate((button) => (button as HTMLElement).click());
  else await shopper.goOffline(offline);
  if (offline) await shopper.until(({ connection }) => connection === 'offline');
}

/** In the basket's place, unless the page shows them already. */
async function seeOrders(shopper: Shopper): Promise<void> {
  if (await shopper.page.$('body > main punnet-cart:not([drawer])')) return;
  await shopper.press('back-button');
  await shopper.press('orders-link');
  await untilFocused(shopper, 'heading');
  await untilShown(shopper, 'order');
}

async function untilShown(shopper: Shopper, part: string): Promise<void> {
  await shopper.find(part);
}

/** @param part of the page, in place of all of it */
async function findFaults(shopper: Shopper, state: string, part?: string): Promise<readonly string[]> {
  const { violations } = (await shopper.page.evaluate(run(part))) as AxeResults;
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')} ${failureSummary}`),
  );
  const tree = await shopper.page.accessibility.snapshot({ interestingOnly: false });
  return [...found, ...(tree ? faultsOf(tree) : ['nothing'])].map((fault) => `${state}: ${fault}`);
}

/** Whatever can be pressed or filled in has a name, and no heading skips a level. */
function faultsOf(tree: SerializedAXNode): readonly string[] {
  const nodes = flatten(tree);
  const nameless = nodes.filter(({ role, name }) => NAMED.test(role) && !name?.trim());
  const levels = nodes.filter(({ role }) => role === 'heading').map(({ level }) => level ?? 0);
  const skips = levels.filter((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1);
  return [
    ...nameless.map((node) => `no name: ${JSON.stringify({ ...node, children: undefined })}`),
    ...(skips.length ? [`headings skip a level: ${levels.join()}`] : []),
  ];
}

function flatten(node: SerializedAXNode): readonly SerializedAXNode[] {
  return [node, ...(node.children ?? []).flatMap(flatten)];
}
