/** A stall in a real browser, with a camera that sees a receipt: no network, one collection, and what two stalls do at once. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { startCameraPhone, type CameraPhone } from '../support/journey/fake-camera.js';
import { Phone, type Shopper } from '../support/journey/shopper.js';
import {
  openStall,
  openStallStand,
  orderForToday,
  orderInTunnel,
  scanByCamera,
  STALL,
} from '../support/journey/stall-stand.js';
import type { Stand } from '../support/journey/stand.js';
import { PAINTED } from '../support/journey/painted.js';
import { visit } from '../support/journey/visit.js';

interface Place {
  readonly stand: Stand;
  readonly phone: CameraPhone;
  readonly order: string;
  close(): Promise<void>;
}

/** An order whose receipt is held before the camera of a stall's phone; its shopper's device is gone by then. */
async function openPlace(orderOne = orderForToday): Promise<Place> {
  const stand = await openStallStand();
  const shopper = await Phone.start('chromium');
  const { id, token } = await orderOne(shopper.browser, stand);
  await shopper.close();
  const phone = await startCameraPhone(token);
  const close = async () => {
    await phone.close();
    await stand.close();
  };
  return { stand, phone, order: id, close };
}

async function stateOf({ stand, order }: Place) {
  const found = (await stand.orders()).find(({ id }) => id === order);
  return [found?.state, found?.payment.state];
}

/** Until the endpoint has it so. */
async function untilState(place: Place, state: string): Promise<void> {
  for (let looked = 0; looked < 300; looked++) {
    if ((await stateOf(place))[0] === state) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`the order is ${String(await stateOf(place))}`);
}

/** As far as it is seen: a press on what was never on screen counts for nothing. */
const collect = async (helper: Shopper) => {
  await helper.press('collect-button');
  await helper.find('verdict', 'Handed over');
  await helper.page.evaluate(PAINTED);
};

describe('a stall with every server gone (chromium)', () => {
  let place: Place;
  before(async () => (place = await openPlace()));
  after(() => place.close());

  it('reads a receipt by its camera, hands it over once, undoes it, and tells the shop later', async () => {
    const { stand, phone } = place;
    const first = await openStall(phone.browser, stand);
    await first.page.waitForFunction('navigator.serviceWorker.ready.then(() => true)');
    await first.page.close();
    await stand.goDark();
    const helper = await visit(phone.browser, stand.pageUrl + STALL);
    await helper.find('camera-button');
    await scanByCamera(helper);
    await helper.find('verdict', 'Take £6.60, then give it');
    await collect(helper);
    await helper.press('undo-button');
    await helper.find('verdict', 'Take £6.60, then give it');
    await collect(helper);
    await helper.press('next-button');
    // The camera goes on by itself, and sees the same receipt again.
    await helper.find('verdict', 'Already collected');
    await helper.find('queue', '1 not sent yet');
    await stand.comeBack();
    await untilState(place, 'collected');
    assert.deepEqual(await stateOf(place), ['collected', 'paid']);
    await helper.find('queue', 'All that was handed over is with the shop');
    await helper.page.close();
  });
});

describe('a page that is closed on a collection (chromium)', () => {
  let place: Place;
  before(async () => (place = await openPlace()));
  after(() => place.close());

  it('leaves it to the next one, which tells the shop', async () => {
    const { stand, phone } = place;
    const helper = await openStall(phone.browser, stand);
    await stand.stopEndpoint();
    await scanByCamera(helper);
    await collect(helper);
    await helper.page.close();
    await stand.startEndpoint();
    assert.deepEqual(await stateOf(place), ['confirmed', 'at_pickup']);
    // Any page of the shop's will do.
    const other = await visit(phone.browser, `${stand.pageUrl}/pages/two-lines.html`);
    await other.ready();
    await untilState(place, 'collected');
    await other.page.close();
  });
});

describe('an order that nobody has sent, whose device is gone (chromium)', () => {
  let place: Place;
  before(async () => (place = await openPlace(orderInTunnel)));
  after(() => place.close());

  it('comes to the shop by the stall that was shown its receipt, collected and paid', async () => {
    const { stand, phone } = place;
    assert.deepEqual(await stateOf(place), [undefined, undefined]);
    const helper = await openStall(phone.browser, stand);
    await scanByCamera(helper);
    await helper.find('verdict', 'Not confirmed: check stock, take £6.60');
    await collect(helper);
    await helper.press('next-button');
    await untilState(place, 'collected');
    assert.deepEqual(await stateOf(place), ['collected', 'paid']);
    await helper.page.close();
  });
});

describe('two stalls (chromium)', () => {
  let place: Place;
  before(async () => (place = await openPlace()));
  after(() => place.close());

  it('that hand one order over with no network are told which of them was first', async () => {
    const { stand, phone } = place;
    const [here, there] = [
      await phone.browser.createBrowserContext(),
      await phone.browser.createBrowserContext(),
    ];
    const helpers: Shopper[] = [];
    for (const context of [here, there]) helpers.push(await openStall(context, stand));
    const [one, other] = helpers as [Shopper, Shopper];
    await stand.stopEndpoint();
    for (const helper of helpers) {
      await helper.page.bringToFront();
      await scanByCamera(helper);
      await collect(helper);
      await helper.press('next-button');
      await helper.find('verdict', 'Already collected');
    }
    await stand.startEndpoint();
    await untilState(place, 'collected');
    assert.deepEqual(await stateOf(place), ['collected', 'paid']);
    const shown = async (helper: Shopper) => {
      await helper.page.bringToFront();
      await helper.press('next-button');
      // Nothing waits any more: the button that sends is gone.
      await helper.page.waitForFunction(
        `!document.querySelector('punnet-verify').shadowRoot.querySelector('[part~="send-button"]')`,
      );
      return helper.page.evaluate(
        () =>
          document.querySelector('punnet-verify')?.shadowRoot?.querySelectorAll('[part~="conflict"]').length,
      );
    };
    assert.deepEqual([await shown(one), await shown(other)].sort(), [0, 1]);
  });

  it('know of each other once both were told: what one handed over the other refuses', async () => {
    const { stand } = place;
    const shopper = await Phone.start('chromium');
    const { token, id } = await orderForToday(shopper.browser, stand);
    await shopper.close();
    const phone = await startCameraPhone(token);
    const contexts = [await phone.browser.createBrowserContext(), await phone.browser.createBrowserContext()];
    const [one, other] = [
      await openStall(contexts[0] ?? phone.browser, stand),
      await openStall(contexts[1] ?? phone.browser, stand),
    ];
    await one.page.bringToFront();
    await scanByCamera(one);
    await collect(one);
    await one.press('next-button');
    await untilState({ ...place, order: id }, 'collected');
    await other.page.bringToFront();
    const synced = await other.page.evaluate(() =>
      (document.querySelector('punnet-shop') as unknown as { sync(): Promise<{ ok: boolean }> }).sync(),
    );
    assert.equal(synced.ok, true);
    await scanByCamera(other);
    await other.find('verdict', 'elsewhere');
    await phone.close();
  });
});
