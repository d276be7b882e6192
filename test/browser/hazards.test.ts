/** What a browser does to a shop's storage, and to its time, under an open page; and what the shopper is told before ordering. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import puppeteer, { type Browser } from 'puppeteer-core';

import { launchOptions } from '../../scripts/browsers.mjs';
import {
  fillBasket,
  fillCheckout,
  openDemoStand,
  orderByScript,
  TWO_LINES,
} from '../support/journey/demo-stand.js';
import type { Screen } from '../support/journey/screen.js';
import { ALL_BROWSERS, BROWSERS, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';
import { startPhone, type AnyPhone } from '../support/journey/webkit.js';

const DATABASE = 'punnet:millrace';
/** Bytes: room for the shop and an order or two. */
const NEARLY_FULL = 90_000;

async function enter(phone: AnyPhone, stand: Stand): Promise<Shopper<Screen>> {
  const shopper = await phone.open(stand.pageUrl + TWO_LINES);
  await shopper.ready();
  return shopper;
}

async function openCheckout(shopper: Shopper<Screen>): Promise<void> {
  await fillBasket(shopper);
  await shopper.press('open-button');
  await fillCheckout(shopper, 'mill');
}

/** Takes connections in the endpoint's place, and says nothing on them. */
async function answerNothing(endpointUrl: string): Promise<{ end(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
  });
  server.listen(Number(new URL(endpointUrl).port), 'localhost');
  await once(server, 'listening');
  return {
    async end() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Orders from script for as long as they are kept; the ids of those that were. */
function orderUntilRefused(shopper: Shopper<Screen>): Promise<readonly string[]> {
  return shopper.page.evaluate(`(async () => {
    const shop = document.querySelector('punnet-shop');
    const saved = [];
    while (saved.length < 200) {
      const added = await shop.add('oats-500', 3, { container: 'own-jar' });
      const slot = shop.state.slots.mill.find(({ open }) => open).id;
      const pickup = { depot: 'mill', slot };
      const placed = await shop.placeOrder({ contact: { name: 'Ada' }, pickup, payment: 'at-pickup' });
      if (placed.ok) saved.push(placed.order.id);
      else if (added.code === 'storage-full' || placed.code === 'storage-full') return saved;
      else throw new Error(added.code + ' ' + placed.code);
    }
    throw new Error('never full');
  })()`) as Promise<readonly string[]>;
}

/** Everything that was reported saved is at the shop, once. */
async function arrives(shopper: Shopper<Screen>, stand: Stand, count: number): Promise<void> {
  const { orders } = await shopper.until(
    ({ outbox, orders }) => outbox.waiting === 0 && orders.length > 0 && orders[0]?.state === 'confirmed',
  );
  const received = await stand.orders();
  assert.equal(received.length, count);
  assert.deepEqual(received.map(({ id }) => id).sort(), orders.map(({ id }) => id).sort());
}

for (const name of ALL_BROWSERS) {
  describe(`a page that the browser put aside (${name})`, () => {
    let stand: Stand;
    let phone: AnyPhone;

    before(async () => {
      stand = await openDemoStand();
      phone = await startPhone(name);
    });
    after(async () => {
      await phone.close();
      await stand.close();
    });

    it('while it was sending keeps no order from being sent by the next page', async () => {
      const shopper = await enter(phone, stand);
      await stand.stopEndpoint();
      const hanging = await answerNothing(stand.endpointUrl);
      await orderByScript(shopper, 1);
      await shopper.until(({ outbox }) => outbox.sending);
      await shopper.page.goto(`${stand.pageUrl}/pages/german.html`);
      await hanging.end();
      await stand.startEndpoint();
      await arrives(shopper, stand, 1);
      await shopper.page.close();
    });

    it('has the basket of now when Back brings it up again, and orders', async () => {
      const shopper = await enter(phone, stand);
      await shopper.page.evaluate(`(() => { window.same = true; return 1; })()`);
      await shopper.page.goto(`${stand.pageUrl}/small-print.html`);
      const other = await enter(phone, stand);
      await fillBasket(other);
      await other.until(({ cart }) => cart.count === 3);
      await other.page.close();
      // The page may be gone before it can answer.
      await shopper.page.evaluate('(setTimeout(() => history.back(), 0), 1)');
      // WebKit may load it anew instead, once another tab had the site open.
      if (name !== 'webkit')
        await shopper.page.waitForFunction('window.same === true', { timeout: 15_000, polling: 50 });
      await shopper.until(({ cart }) => cart.count === 3);
      await shopper.press('open-button');
      await fillCheckout(shopper, 'mill');
      await shopper.press('order-button');
      await arrives(shopper, stand, 2);
    });
  });
}

for (const name of BROWSERS) {
  describe(`a shop whose database others meddle with (${name})`, () => {
    let stand: Stand;
    let phone: Phone;

    before(async () => {
      phone = await Phone.start(name);
    });
    beforeEach(async () => {
      stand = await openDemoStand();
    });
    afterEach(() => stand.close());
    after(() => phone.close());

    it('holds up no upgrade by a later version, and goes on with what that leaves', async () => {
      const shopper = await enter(phone, stand);
      await stand.stopEndpoint();
      await orderByScript(shopper, 2);
      const upgraded = await shopper.page.evaluate(`new Promise((resolve) => {
        const request = indexedDB.open(${JSON.stringify(DATABASE)}, 9);
        request.onblocked = () => resolve('blocked');
        request.onsuccess = () => { request.result.close(); resolve('upgraded'); };
      })`);
      assert.equal(upgraded, 'upgraded');
      await orderByScript(shopper, 1);
      await shopper.reload();
      await shopper.until(({ outbox }) => outbox.waiting === 3);
      await stand.startEndpoint();
      await arrives(shopper, stand, 3);
      await shopper.page.close();
    });

    it('that another tab keeps shut says before an order that nothing is kept, and still orders', async () => {
      const other = await phone.open(`${stand.pageUrl}/small-print.html`);
      await other.page.evaluate(`new Promise((resolve) => {
        const request = indexedDB.open(${JSON.stringify(DATABASE)}, 1);
        request.onupgradeneeded = () => request.result.createObjectStore('records');
        request.onsuccess = () => {
          window.held = request.result;
          indexedDB.deleteDatabase(${JSON.stringify(DATABASE)}).onblocked = () => resolve(1);
        };
      })`);
      const shopper = await enter(phone, stand);
      await stand.stopEndpoint();
      await openCheckout(shopper);
      await shopper.sees('This browser can’t keep orders');
      await shopper.press('order-button');
      await shopper.sees('Held in this tab');
      await stand.startEndpoint();
      await arrives(shopper, stand, 1);
      await shopper.page.close();
      await other.page.close();
    });
  });
}

describe('a shop whose storage goes under the page (chromium)', () => {
  let stand: Stand;
  let phone: Phone;

  before(async () => {
    phone = await Phone.start('chromium');
  });
  beforeEach(async () => {
    stand = await openDemoStand();
  });
  afterEach(() => stand.close());
  after(() => phone.close());

  const open = async () => (await enter(phone, stand)) as Shopper;

  it('takes no order while the disk is full, keeps those that wait, and takes it once there is room', async () => {
    const shopper = (await phone.open(`${stand.pageUrl}/404.html`)) as Shopper;
    const session = await shopper.page.createCDPSession();
    const origin = stand.pageUrl;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: NEARLY_FULL });
    await shopper.page.goto(stand.pageUrl + TWO_LINES);
    await shopper.ready();
    await stand.stopEndpoint();
    const saved = await orderUntilRefused(shopper);
    await shopper.sees('Storage full');
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await shopper.reload();
    await shopper.until(({ outbox }) => outbox.waiting > 0);
    assert.deepEqual((await shopper.state()).orders.map(({ id }) => id).sort(), [...saved].sort());
    await orderByScript(shopper, 1);
    await stand.startEndpoint();
    await arrives(shopper, stand, saved.length + 1);
    await shopper.page.close();
  });

  it('says that it was cleared, keeps what waits, and takes the next order', async () => {
    const shopper = await open();
    await stand.stopEndpoint();
    await orderByScript(shopper, 1);
    const session = await shopper.page.createCDPSession();
    await session.send('Storage.clearDataForOrigin', { origin: stand.pageUrl, storageTypes: 'indexeddb' });
    await fillBasket(shopper);
    await shopper.sees('This browser cleared its data');
    await stand.startEndpoint();
    await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
    await orderByScript(shopper, 1);
    await arrives(shopper, stand, 2);
    await shopper.page.close();
  });
});

/** The page keeps the shop itself where no worker may run: only there can its clock be set. */
const SET_CLOCK = `window.setAhead = 0; const now = Date.now; Date.now = () => now() + window.setAhead;`;
const HOUR = 3_600_000;

describe('a device whose clock is set while the shop is open (chromium)', () => {
  let stand: Stand;
  let browser: Browser;

  before(async () => {
    stand = await openDemoStand();
    browser = await puppeteer.launch({ ...launchOptions('chromium') });
  });
  after(async () => {
    await browser.close();
    await stand.close();
  });

  for (const [title, hours] of [
    ['back by two days', -48],
    ['ahead by two days', 48],
  ] as const) {
    it(`${title} still orders for a time that the shop has, with the prices it accepted`, async () => {
      const shopper = await visit(browser, stand.pageUrl + TWO_LINES, {
        before: [SET_CLOCK, 'delete window.Worker'],
      });
      await shopper.ready();
      assert.equal(await shopper.page.evaluate(`document.querySelector('punnet-shop').engine`), 'page');
      await stand.stopEndpoint();
      await shopper.page.evaluate(`window.setAhead = ${hours * HOUR}`);
      // What a page does not notice by itself, it does when it is looked at again.
      await shopper.page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
      await shopper.until(({ slots }) =>
        Object.values(slots)
          .flat()
          .every(({ open, cutoff }) => !open || Date.parse(cutoff) > Date.now()),
      );
      await orderByScript(shopper, 1);
      await shopper.page.evaluate('window.setAhead = 0');
      await orderByScript(shopper, 1);
      await stand.startEndpoint();
      const { orders } = await shopper.until(({ outbox }) => outbox.waiting === 0);
      assert.deepEqual(
        orders.map(({ state }) => state).filter((state) => state !== 'confirmed'),
        [],
      );
      await shopper.page.close();
    });
  }
});

describe('a browser that refuses (firefox)', { skip: !BROWSERS.includes('firefox') }, () => {
  let stand: Stand;

  before(async () => {
    stand = await openDemoStand();
  });
  after(() => stand.close());

  for (const { title, prefs, durable, words } of [
    {
      title: 'its private files keeps orders once',
      prefs: { 'dom.fs.enabled': false },
      durable: 'once',
      words: 'Saved on this device',
    },
    {
      title: 'all of it says so before an order, and holds it in the tab',
      prefs: { 'network.cookie.cookieBehavior': 2 },
      durable: 'no',
      words: 'Held in this tab',
    },
  ] as const) {
    it(title, async () => {
      const browser = await puppeteer.launch({ ...launchOptions('firefox'), extraPrefsFirefox: prefs });
      try {
        const shopper = await visit(browser, stand.pageUrl + TWO_LINES);
        await shopper.ready();
        await stand.stopEndpoint();
        await openCheckout(shopper);
        if (durable === 'no') await shopper.sees('This browser can’t keep orders');
        await shopper.press('order-button');
        await shopper.sees(words);
        assert.equal((await shopper.state()).storage.durable, durable);
        await stand.startEndpoint();
        await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
      } finally {
        await browser.close();
      }
    });
  }
});
