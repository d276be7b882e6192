/** The main job: an order placed with no network arrives, once, at the right price, and is seen confirmed. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import {
  fillBasket,
  fillCheckout,
  OATS,
  openDemoStand,
  orderByScript,
  TWO_LINES,
} from '../support/journey/demo-stand.js';
import type { Screen } from '../support/journey/screen.js';
import { ALL_BROWSERS, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { startPhone, type AnyPhone } from '../support/journey/webkit.js';

/** Edits every price that the browser has kept. Text, since a compiled function would name helpers that the page lacks. */
const MAKE_CHEAPER = `(async () => {
  const edit = async (name, change) => {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = db.transaction([...db.objectStoreNames], 'readwrite');
    const cursor = transaction.objectStore(db.objectStoreNames[0]).openCursor();
    cursor.onsuccess = () => {
      const at = cursor.result;
      if (!at) return;
      const text = JSON.stringify(at.value);
      if (change(text) !== text) at.update(JSON.parse(change(text)));
      at.continue();
    };
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    db.close();
  };
  await edit('punnet', (text) => text.replaceAll('"price":240', '"price":140'));
  await edit('punnet:millrace', (text) => text.replaceAll('"price":220', '"price":120'));
})()`;

/** Dozens of orders wait here, more than the demo's shop lets one device keep. */
const withoutLimits = (text: string) => text.replace(/"limits": \{[^}]*\},/, '');

/** A browser for all tests, and a stand for each. */
function meet<P extends AnyPhone>(start: () => Promise<P>) {
  type Visitor = Awaited<ReturnType<P['open']>>;
  const at = {} as { phone: P; stand: Stand };
  before(async () => {
    at.phone = await start();
  });
  beforeEach(async () => {
    at.stand = await openDemoStand(withoutLimits);
  });
  afterEach(() => at.stand.close());
  after(() => at.phone.close());
  const enter = async () => {
    const shopper = (await at.phone.open(at.stand.pageUrl + TWO_LINES)) as Visitor;
    await shopper.ready();
    return shopper;
  };
  return { at, enter };
}

describe('an order from a phone in a tunnel (chromium)', () => {
  const { at, enter } = meet(() => Phone.start('chromium'));

  it('is saved with the browser\u2019s network cut, and arrives once when it is back', async () => {
    const shopper = await enter();
    await shopper.goOffline(true);
    await shopper.until(({ connection }) => connection === 'offline');
    await fillBasket(shopper);
    await shopper.press('open-button');
    await fillCheckout(shopper);
    await shopper.sees('Order and pay £6.60 at pickup');
    await shopper.press('order-button');
    await shopper.sees('Saved on this device');
    assert.deepEqual(await at.stand.orders(), []);
    await shopper.goOffline(false);
    await shopper.sees('Confirmed');
    const [order, ...more] = await at.stand.orders();
    const { orders } = await shopper.state();
    assert.deepEqual(more, []);
    assert.equal(order?.id, orders[0]?.id);
    assert.equal(order?.total, 660);
    assert.equal(order?.state, 'confirmed');
    assert.deepEqual(
      order?.lines.map(({ variant, quantity, price }) => ({ variant, quantity, price })),
      [{ variant: 'oats-500', quantity: 3, price: OATS.price }],
    );
    assert.deepEqual(shopper.complaints, []);
    await shopper.page.close();
  });

  it('outlives the browser\u2019s death while the endpoint is away', async () => {
    const shopper = await enter();
    await at.stand.stopEndpoint();
    const [saved] = await orderByScript(shopper, 1);
    await at.phone.kill();
    await at.phone.comeBack();
    const again = await at.phone.open(at.stand.pageUrl + TWO_LINES);
    const back = await again.until(({ orders, outbox }) => orders.length > 0 && outbox.waiting === 1);
    assert.equal(back.orders[0]?.id, saved);
    await at.stand.startEndpoint();
    await again.until(({ orders }) => orders[0]?.state === 'confirmed');
    assert.deepEqual(
      (await at.stand.orders()).map(({ id, state }) => ({ id, state })),
      [{ id: saved, state: 'confirmed' }],
    );
    assert.deepEqual(again.complaints, []);
    await again.page.close();
  });

  it('is made good from the second copy when the database was deleted', async () => {
    const shopper = await enter();
    await at.stand.stopEndpoint();
    const saved = await orderByScript(shopper, 5);
    const session = await shopper.page.createCDPSession();
    await session.send('Storage.clearDataForOrigin', { origin: at.stand.pageUrl, storageTypes: 'indexeddb' });
    await shopper.reload();
    const back = await shopper.until(({ outbox }) => outbox.waiting === 5);
    assert.deepEqual(back.orders.map(({ id }) => id).sort(), [...saved].sort());
    await at.stand.startEndpoint();
    await shopper.until(({ outbox }) => outbox.waiting === 0);
    assert.deepEqual((await at.stand.orders()).map(({ id }) => id).sort(), [...saved].sort());
    await shopper.until(({ orders }) => orders.every(({ state }) => state === 'confirmed'));
    await shopper.page.close();
  });

  it('arrives with 60 others, more than a batch, that were queued while the endpoint was away', async () => {
    const shopper = await enter();
    await at.stand.stopEndpoint();
    const saved = await orderByScript(shopper, 60);
    assert.equal((await shopper.state()).outbox.waiting, 60);
    await at.stand.startEndpoint();
    await shopper.until(({ outbox }) => outbox.waiting === 0);
    const received = await at.stand.orders();
    assert.deepEqual(received.map(({ id }) => id).sort(), [...saved].sort());
    const told = (await shopper.state()).orders;
    assert.deepEqual(
      new Set(told.map(({ id, state }) => `${id} ${state}`)),
      new Set(received.map(({ id, state }) => `${id} ${state}`)),
    );
    await shopper.page.close();
  });

  it('costs what the shop says, whatever was edited in the page or in storage', async () => {
    const shopper = await enter();
    await fillBasket(shopper);
    await shopper.page.evaluate(MAKE_CHEAPER);
    await at.stand.stopEndpoint();
    at.stand.withholdsCatalog = true;
    await shopper.reload();
    await shopper.until(({ cart, orderable }) => orderable && cart.count === 3);
    const [id] = await orderByScript(shopper, 1);
    await at.stand.startEndpoint();
    await shopper.until(({ outbox }) => outbox.waiting === 0);
    const [received] = await at.stand.orders();
    assert.equal(received?.id, id);
    assert.equal(received?.state, 'repriced');
    const [order] = (await shopper.state()).orders;
    assert.equal(order?.state, 'repriced');
    const decision = order?.decision;
    assert.equal(decision?.kind === 'reprice' && decision.amount, 6 * OATS.price);
    await shopper.page.close();
  });
});

for (const name of ALL_BROWSERS) {
  describe(`an order while the shop is away (${name})`, () => {
    const { at, enter } = meet(() => startPhone(name));
    const openBasket = (shopper: Shopper<Screen>) => shopper.press('open-button');

    it('outlives a reload at every step while the endpoint is away', async () => {
      const shopper = await enter();
      await at.stand.stopEndpoint();
      await shopper.reload();
      await shopper.ready();
      await fillBasket(shopper);
      await shopper.reload();
      await shopper.until(({ cart }) => cart.count === 3);
      await openBasket(shopper);
      await fillCheckout(shopper, 'mill');
      await shopper.reload();
      await shopper.ready();
      await openBasket(shopper);
      await shopper.sees('£6.60');
      await fillCheckout(shopper, 'mill');
      await shopper.press('order-button');
      await shopper.sees('Saved on this device');
      const [saved] = (await shopper.state()).orders;
      await shopper.reload();
      await shopper.until(({ orders, outbox }) => orders[0]?.state === 'saved' && outbox.waiting === 1);
      await at.stand.startEndpoint();
      await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
      const received = await at.stand.orders();
      assert.deepEqual(
        received.map(({ id, total, state }) => ({ id, total, state })),
        [{ id: saved?.id, total: 660, state: 'confirmed' }],
      );
      await shopper.page.close();
    });

    it('is one order when two tabs press at once, and both tabs show it', async () => {
      const one = await enter();
      const other = await enter();
      await fillBasket(one);
      await other.until(({ cart }) => cart.count === 3);
      const press = (shopper: Shopper<Screen>) =>
        shopper.page.evaluate(async () => {
          const shop = document.querySelector('punnet-shop') as unknown as {
            state: { slots: Record<string, { id: string; open: boolean; cutoff: string }[]> };
            placeOrder(request: object): Promise<{ ok: boolean; code?: string }>;
          };
          const soon = Date.now() + 600_000;
          const slot = shop.state.slots.mill?.find(
            ({ open, cutoff }) => open && Date.parse(cutoff) > soon,
          )?.id;
          const pickup = { depot: 'mill', slot };
          return shop.placeOrder({ contact: { name: 'Ada' }, pickup, payment: 'at-pickup' });
        });
      const pressed = await Promise.all([press(one), press(other)]);
      assert.deepEqual(pressed.map(({ ok }) => ok).sort(), [false, true]);
      assert.equal(pressed.find(({ ok }) => !ok)?.code, 'empty-basket');
      for (const shopper of [one, other]) {
        await shopper.until(({ orders, cart }) => orders[0]?.state === 'confirmed' && cart.count === 0);
      }
      assert.equal((await at.stand.orders()).length, 1);
      await one.page.close();
      await other.page.close();
    });
  });
}
