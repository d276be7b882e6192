/** A device with no room left, under an open shop: what is said before an order, and what becomes of those that wait. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { fillBasket, openDemoStand, orderByScript } from '../support/journey/demo-stand.js';
import { arrives, openFilledCheckout, TYPED_NAME, WITH_STATUS } from '../support/journey/hazard-moves.js';
import { Phone } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';

/** Bytes that the browser gives the whole site. */
const QUOTA = 1_000_000;

/** Another script of the site keeps things until nothing more fits; in ever smaller pieces, so that no room is left. */
const FILL = `(async () => {
  const opening = indexedDB.open('another-script');
  opening.onupgradeneeded = () => opening.result.createObjectStore('things', { autoIncrement: true });
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const put = (size) => new Promise((resolve) => {
    const transaction = database.transaction('things', 'readwrite', { durability: 'strict' });
    transaction.objectStore('things').add(crypto.getRandomValues(new Uint8Array(size)));
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
  });
  for (let size = 65_536; size >= 16; size /= 8) while (await put(size));
  database.close();
  return 1;
})()`;
const MAKE_ROOM = `new Promise((resolve) => (indexedDB.deleteDatabase('another-script').onsuccess = () => resolve(1)))`;

const ADD_ONE_MORE = `document.querySelector('punnet-shop').add('oats-500', 1, { container: 'own-jar' })
  .then(({ code }) => code ?? 'added')`;

describe('a device that is full (chromium)', () => {
  let stand: Stand;
  let phone: Phone;

  before(async () => {
    stand = await openDemoStand();
    phone = await Phone.start('chromium');
  });
  after(async () => {
    await phone.close();
    await stand.close();
  });

  it('is said to be before an order, which is not saved then; those that wait are, and it is once there is room', async () => {
    // A browser goes by the room that it was first told for a while: the site has to have little from the start.
    const shopper = await phone.open('about:blank');
    const session = await shopper.page.createCDPSession();
    await session.send('Storage.overrideQuotaForOrigin', { origin: stand.pageUrl, quotaSize: QUOTA });
    await shopper.page.goto(stand.pageUrl + WITH_STATUS);
    await shopper.ready();
    await stand.stopEndpoint();
    await orderByScript(shopper, 1);
    await fillBasket(shopper);
    await shopper.page.evaluate(FILL);
    assert.equal(await shopper.page.evaluate(ADD_ONE_MORE), 'storage-full');
    await shopper.sees('This device’s storage is full');
    await shopper.press('summary', 'storage is full');
    await shopper.sees('Free some space to order. Orders already saved are kept.');
    await openFilledCheckout(shopper);
    await shopper.find('message', 'This device’s storage is full');
    await shopper.press('order-button');
    await shopper.sees('Order not saved');
    await shopper.sees('Nothing was ordered. This device’s storage is full. Free some space.');
    await shopper.sees('You can order at the stall.');
    assert.equal(await shopper.page.evaluate(TYPED_NAME), 'Ada Miller');
    const { orders, outbox, cart } = await shopper.state();
    assert.deepEqual([orders.length, outbox.waiting, cart.count], [1, 1, 3]);
    await shopper.page.evaluate(MAKE_ROOM);
    await shopper.press('retry-button');
    await shopper.sees('Saved on this device');
    await shopper.until(({ storage, outbox }) => !storage.full && outbox.waiting === 2);
    await stand.startEndpoint();
    await arrives(shopper, stand, 2);
    assert.deepEqual(shopper.complaints, []);
  });
});
