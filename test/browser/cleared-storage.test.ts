/** A browser that clears a site's storage under an open shop: what is said of it, what is lost, and what is ordered next. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { fillBasket, openDemoStand, orderByScript } from '../support/journey/demo-stand.js';
import {
  arrives,
  DATABASE,
  enter,
  openFilledCheckout,
  WITH_STATUS,
} from '../support/journey/hazard-moves.js';
import type { Screen } from '../support/journey/screen.js';
import { BROWSERS, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { startPhone, type AnyPhone } from '../support/journey/webkit.js';

/** As when a browser needs the room: the database alone. */
const DELETE = `new Promise((resolve) => {
  indexedDB.deleteDatabase(${JSON.stringify(DATABASE)}).onsuccess = () => resolve(1);
})`;

async function saysCleared(shopper: Shopper<Screen>): Promise<void> {
  await shopper.sees('This browser cleared its data');
  await shopper.press('summary');
  await shopper.sees('Orders already sent are with the shop.');
}

for (const name of BROWSERS) {
  describe(`storage that is cleared under an open shop (${name})`, () => {
    let stand: Stand;
    let phone: AnyPhone;
    let shopper: Shopper<Screen>;

    before(async () => {
      phone = await startPhone(name);
    });
    beforeEach(async () => {
      stand = await openDemoStand();
      shopper = await enter(phone, stand, WITH_STATUS);
      await stand.stopEndpoint();
      await orderByScript(shopper, 1);
      await fillBasket(shopper);
    });
    afterEach(async () => {
      await shopper.page.close();
      await stand.close();
    });
    after(() => phone.close());

    it('is said to be before the next order, which goes through; basket, and orders kept twice, are still there', async () => {
      assert.equal((await shopper.state()).storage.durable, 'twice');
      await shopper.page.evaluate(DELETE);
      await fillBasket(shopper);
      await saysCleared(shopper);
      const { outbox, orders, cart } = await shopper.until(({ orderable }) => !orderable);
      assert.deepEqual([outbox.waiting, orders.length, cart.count], [1, 1, 6]);
      await stand.startEndpoint();
      await shopper.ready();
      await openFilledCheckout(shopper);
      await shopper.press('order-button');
      await arrives(shopper, stand, 2);
    });
  });
}
