/** A device whose clock is set while the shop is open: which times it offers, and what becomes of an order. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import puppeteer, { type Browser, type BrowserContext } from 'puppeteer-core';

import { launchOptions } from '../../scripts/browsers.mjs';
import { openDemoStand } from '../support/journey/demo-stand.js';
import { arrives, openCheckout, TYPED_NAME, WITH_STATUS } from '../support/journey/hazard-moves.js';
import type { Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

/** Where no worker may run the page keeps the shop itself: only there can a test set its clock. */
const OWN_CLOCK = `window.setAhead = 0; window.rightNow = Date.now; Date.now = () => rightNow() + setAhead;
  delete window.Worker;`;
const HOUR = 3_600_000;

/** What a page does not notice by itself, it does when it is looked at again. */
async function setClock(shopper: Shopper, hours: number): Promise<void> {
  await shopper.page.evaluate(`window.setAhead = ${hours * HOUR};
    document.dispatchEvent(new Event('visibilitychange')); 1`);
}

/** The mill is open at all hours, so that some time has always just ended and none ends while a test looks. */
function openAllHours(text: string): string {
  const catalog = JSON.parse(text) as { depots: { id: string; closed: unknown; slots: unknown }[] };
  const mill = catalog.depots.find(({ id }) => id === 'mill');
  if (!mill) throw new Error('the demo has a mill');
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const inHalfAnHour = String((new Date().getUTCMinutes() + 30) % 60).padStart(2, '0');
  const hours = { from: `00:${inHalfAnHour}`, to: '23:59', everyMinutes: 60, cutoffMinutes: 0 };
  Object.assign(mill, { closed: [], slots: [{ days, ...hours }] });
  return JSON.stringify(catalog);
}

/** Times that are offered at the mill and are over, by the clock of this machine. */
const OVER = `document.querySelector('punnet-shop').state.slots.mill
  .filter(({ open, cutoff }) => open && Date.parse(cutoff) <= rightNow()).length`;

/** The engine's clock is the same code everywhere. */
describe('a device whose clock is set (chromium)', () => {
  let stand: Stand;
  let browser: Browser;
  let context: BrowserContext;
  let shopper: Shopper;

  before(async () => {
    browser = await puppeteer.launch({ ...launchOptions('chromium') });
  });
  beforeEach(async () => {
    stand = await openDemoStand(openAllHours);
    context = await browser.createBrowserContext();
    shopper = await visit(context, stand.pageUrl + WITH_STATUS, { before: [OWN_CLOCK] });
    await shopper.ready();
    assert.equal(await shopper.page.evaluate(`document.querySelector('punnet-shop').engine`), 'page');
    await stand.stopEndpoint();
    await openCheckout(shopper);
  });
  afterEach(async () => {
    await context.close();
    await stand.close();
  });
  after(() => browser.close());

  it('ahead by a week is told that the time is over and keeps what was typed, and its order counts once the clock is right', async () => {
    await setClock(shopper, 168);
    await shopper.sees('It is too late to order for');
    assert.equal(await shopper.page.evaluate(TYPED_NAME), 'Ada Miller');
    await shopper.choose('slot', 'mill');
    await shopper.press('order-button');
    await shopper.sees('Saved on this device');
    await setClock(shopper, 0);
    await stand.startEndpoint();
    await arrives(shopper, stand, 1);
  });

  it('back by most of a day is offered no time that is over, and its order counts', async () => {
    await setClock(shopper, -20);
    await shopper.press('order-button');
    await shopper.sees('Saved on this device');
    assert.equal(await shopper.page.evaluate(OVER), 0);
    await stand.startEndpoint();
    await arrives(shopper, stand, 1);
  });
});
