/** A browser that clears a site's storage under an open shop: what is said of it, what is lost, and what is ordered next. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { answered } from '../support/journey/answered.js';
import { fillBasket, openDemoStand, orderByScript } from '../support/journey/demo-stand.js';
import {
  arrives,
  DATABASE,
  enter,
  openFilledCheckout,
  WITH_STATUS,
} from '../support/journey/hazard-moves.js';
import { listHistory, listKept } from '../support/journey/kept.js';
import type { Screen } from '../support/journey/screen.js';
import { BROWSERS, Phone, type Shopper } from '../support/journey/shopper.js';
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

    it('takes with it that purchases may be remembered: orders come back, and leave does not', async () => {
      assert.equal(await ask(shopper, 'setConsent({personalisation: true})'), 'ok');
      assert.deepEqual(await suggest(shopper), ['bought', 'popular']);
      assert.equal((await listHistory(shopper)).length, 1);
      await shopper.page.evaluate(DELETE);
      await fillBasket(shopper);
      await shopper.until(({ storage, consent }) => storage.wiped && !consent.personalisation);
      await stand.startEndpoint();
      assert.equal(await ask(shopper, 'sync()'), 'ok');
      await orderByScript(shopper, 1);
      await shopper.until(({ orders, outbox }) => orders.length === 2 && outbox.waiting === 0);
      assert.deepEqual(await suggest(shopper), ['popular', 'popular']);
      await shopper.reload();
      await shopper.ready();
      assert.equal((await shopper.state()).consent.personalisation, false);
      assert.deepEqual(await suggest(shopper), ['popular', 'popular']);
      const { records } = await listKept(shopper);
      assert.deepEqual(
        records.filter((record) => /"(consent|purchase)"/.test(record)),
        [],
      );
    });
  });
}

/** What a shopper clears in the browser's own settings, also of a page that is open, and how many orders that wait live through it. */
const CLEARED = [
  { what: 'the database and the files', types: 'all', kept: 0 },
  { what: 'the database', types: 'indexeddb', kept: 1 },
  { what: 'the files', types: 'file_systems', kept: 1 },
];

for (const { what, types, kept } of CLEARED)
  it(`goes on after ${what} of an open shop were cleared, and what is ordered then is kept (chromium)`, async () => {
    const [stand, phone] = await Promise.all([openDemoStand(), Phone.start('chromium')]);
    try {
      const ada = await phone.open(stand.pageUrl + WITH_STATUS);
      await ada.ready();
      await stand.stopEndpoint();
      await orderByScript(ada, 1);
      await fillBasket(ada);
      const devtools = await ada.page.createCDPSession();
      const { origin } = new URL(stand.pageUrl);
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: types });

      assert.equal(await ask(ada, 'sync()'), 'unreachable');
      await stand.startEndpoint();
      assert.equal(await ask(ada, 'sync()'), 'ok');
      await answered('an order', orderByScript(ada, 1));
      await arrives(ada, stand, kept + 1);
      await stand.stopEndpoint();
      const [last] = await answered('an order', orderByScript(ada, 1));
      assert.equal((await ada.state()).storage.durable, 'twice');
      for (const call of ['exportData()', 'recommend()', 'setConsent({measurement: false})'])
        assert.equal(await ask(ada, call), 'ok');
      await ada.page.evaluate(DELETE);
      await ada.reload();
      const { orders } = await ada.until(({ outbox }) => outbox.waiting === 1);
      assert.deepEqual(
        orders.filter(({ state }) => state === 'saved').map(({ id }) => id),
        [last],
      );
      await stand.startEndpoint();
      await ada.until(({ outbox }) => outbox.waiting === 0);
      const received = (await stand.orders()).filter(({ id }) => id === last);
      assert.deepEqual(
        received.map(({ state }) => state),
        ['confirmed'],
      );
    } finally {
      await Promise.all([stand.close(), phone.close()]);
    }
  });

/** The kinds of the first two suggestions, of what is not in the basket. */
function suggest(shopper: Shopper<Screen>): Promise<unknown> {
  const kinds = `document.querySelector('punnet-shop').clear().then(() => document.querySelector('punnet-shop').recommend({limit: 2}))
    .then(({suggestions}) => suggestions.map(({reason}) => reason.kind))`;
  return answered('suggestions', shopper.page.evaluate(kinds));
}

/** `ok`, or the code of what the shop refuses. */
function ask(shopper: Shopper<Screen>, call: string): Promise<unknown> {
  const answer = `document.querySelector('punnet-shop').${call}.then((answer) => answer.ok ? 'ok' : answer.code)`;
  return answered(call, shopper.page.evaluate(answer));
}
