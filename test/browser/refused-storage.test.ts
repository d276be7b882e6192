/** A browser that refuses a site part of its storage, or all of it: what is said before an order, and what that is worth. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import puppeteer from 'puppeteer-core';

import { launchOptions } from '../../scripts/browsers.mjs';
import { openDemoStand } from '../support/journey/demo-stand.js';
import { arrives, openCheckout, WITH_STATUS } from '../support/journey/hazard-moves.js';
import { BROWSERS, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

describe('a browser that refuses (firefox)', { skip: !BROWSERS.includes('firefox') }, () => {
  let stand: Stand;

  beforeEach(async () => {
    stand = await openDemoStand();
  });
  afterEach(() => stand.close());

  async function refusing(prefs: Record<string, unknown>, use: (shopper: Shopper) => Promise<void>) {
    const browser = await puppeteer.launch({ ...launchOptions('firefox'), extraPrefsFirefox: prefs });
    try {
      const shopper = await visit(browser, stand.pageUrl + WITH_STATUS);
      await shopper.ready();
      await stand.stopEndpoint();
      await use(shopper);
    } finally {
      await browser.close();
    }
  }

  it('private files saves orders on the device, once', async () => {
    await refusing({ 'dom.fs.enabled': false }, async (shopper) => {
      assert.equal((await shopper.state()).storage.durable, 'once');
      await openCheckout(shopper);
      await shopper.press('order-button');
      await shopper.sees('Saved on this device');
      assert.ok(!(await shopper.words()).includes('can’t keep orders'));
      await shopper.reload();
      await shopper.until(({ outbox }) => outbox.waiting === 1);
      await stand.startEndpoint();
      await arrives(shopper, stand, 1);
    });
  });

  it('all storage says before an order that it can’t keep it, holds it in the tab, and sends it from there', async () => {
    await refusing({ 'network.cookie.cookieBehavior': 2 }, async (shopper) => {
      await shopper.sees('This browser can’t keep orders');
      await openCheckout(shopper);
      await shopper.find('message', 'Close this page before an order is sent and the order is gone.');
      await shopper.press('order-button');
      await shopper.sees('Held in this tab');
      await shopper.sees('Close this tab before it is sent and the order is gone.');
      await stand.startEndpoint();
      await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
    });
  });
});
