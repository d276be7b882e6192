/** What a browser and other tabs do to a shop's page and its database, and what the shopper is told before ordering. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { fillBasket, fillCheckout, openDemoStand, orderByScript } from '../support/journey/demo-stand.js';
import { arrives, DATABASE, enter, openCheckout } from '../support/journey/hazard-moves.js';
import { listHistory } from '../support/journey/kept.js';
import type { Screen } from '../support/journey/screen.js';
import { ALL_BROWSERS, DRIVEN_WIDELY, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { startPhone, type AnyPhone } from '../support/journey/webkit.js';

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

/** Where the page was put aside, it says so when it comes up again. */
const SAY_BACK = `(addEventListener('pageshow', (e) => { window.kept = e.persisted; void fetch('/back'); }), 1)`;

/** A transaction that never ends, as of a page that its browser froze in one. */
const HOLD_DATABASE = `new Promise((resolve) => {
  indexedDB.open(${JSON.stringify(DATABASE)}).onsuccess = ({ target }) => {
    const records = target.result.transaction('records', 'readwrite').objectStore('records');
    const again = () => (records.get('nothing').onsuccess = again);
    again();
    resolve(1);
  };
})`;

for (const name of ALL_BROWSERS) {
  describe(`a page that the browser put aside (${name})`, () => {
    let stand: Stand;
    let phone: AnyPhone;
    let asked: (path: string) => void = () => undefined;

    before(async () => {
      const answer = ({ url = '' }: IncomingMessage) => {
        asked(url);
        return false;
      };
      stand = await openDemoStand(undefined, { answer });
      phone = await startPhone(name);
    });
    after(async () => {
      await phone.close();
      await stand.close();
    });

    /**
     * Returns once the page itself is heard of, which may be a new one. Whatever was asked of the page that is left would
     * not be answered before that one comes up again.
     */
    async function goBack({ page }: Shopper<Screen>): Promise<void> {
      const heard = new Promise<void>((resolve) => {
        asked = (path) => /^\/(back|catalog\.json)$/.test(path) && resolve();
      });
      await page.evaluate('(setTimeout(() => history.back(), 0), 1)');
      await heard;
    }

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

    it('is the very page that Back brings up again, and takes what is added', async () => {
      const shopper = await enter(phone, stand);
      // Firefox puts no page aside that holds a lock, as the sender does while it sends.
      await shopper.until(({ connection, outbox }) => connection === 'online' && !outbox.sending);
      await shopper.page.evaluate(SAY_BACK);
      await shopper.page.goto(`${stand.pageUrl}/small-print.html`);
      await goBack(shopper);
      await shopper.page.waitForFunction('window.kept', { timeout: 15_000, polling: 50 });
      await fillBasket(shopper);
      await shopper.until(({ cart }) => cart.count === 3);
      await shopper.page.evaluate(`document.querySelector('punnet-shop').clear().then(() => 1)`);
      await shopper.page.close();
    });

    it('has the basket of now when Back brings it up again or anew, and orders', async () => {
      const received = (await stand.orders()).length;
      const shopper = await enter(phone, stand);
      await shopper.page.evaluate(SAY_BACK);
      await shopper.page.goto(`${stand.pageUrl}/small-print.html`);
      const other = await enter(phone, stand);
      await fillBasket(other);
      await other.until(({ cart }) => cart.count === 3);
      await other.page.close();
      // The other tab may have ended what the browser put aside; then this is a page of its own.
      await goBack(shopper);
      await shopper.until(({ cart }) => cart.count === 3);
      await shopper.press('open-button');
      await fillCheckout(shopper, 'mill');
      await shopper.press('order-button');
      await arrives(shopper, stand, received + 1);
    });

    it('keeps to what was taken back in another tab when Back brings it up again or anew', async () => {
      const shopper = await enter(phone, stand);
      await orderByScript(shopper, 1);
      await shopper.until(({ connection, outbox }) => connection === 'online' && !outbox.sending);
      await shopper.page.evaluate(
        `document.querySelector('punnet-shop').setConsent({personalisation: true}).then(() => 1)`,
      );
      assert.ok((await suggest(shopper)).includes('bought'));
      await shopper.page.evaluate(SAY_BACK);
      await shopper.page.goto(`${stand.pageUrl}/small-print.html`);
      const other = await enter(phone, stand);
      await other.page.evaluate(
        `document.querySelector('punnet-shop').setConsent({personalisation: false}).then(() => 1)`,
      );
      await other.page.close();
      await goBack(shopper);
      await shopper.until(({ orderable, consent }) => orderable && !consent.personalisation);
      assert.deepEqual(await suggest(shopper), ['popular', 'popular', 'popular']);
      await orderByScript(shopper, 1);
      assert.deepEqual(await listHistory(shopper), []);
      await shopper.page.close();
    });
  });
}

/** Why each of the first three is suggested. */
function suggest({ page }: Shopper<Screen>): Promise<readonly string[]> {
  return page.evaluate(`document.querySelector('punnet-shop').recommend({limit: 3})
    .then(({suggestions}) => suggestions.map(({reason}) => reason.kind))`) as Promise<readonly string[]>;
}

for (const name of DRIVEN_WIDELY) {
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

    it('that a tab is stuck in takes no order, says so, and takes it once that tab is gone', async () => {
      const shopper = await enter(phone, stand);
      await openCheckout(shopper);
      const stuck = await phone.open(`${stand.pageUrl}/small-print.html`);
      await stuck.page.evaluate(HOLD_DATABASE);
      await shopper.press('order-button');
      await shopper.sees('The browser’s storage does not answer. Close other tabs of this site');
      assert.equal((await stand.orders()).length, 0);
      await stuck.page.close();
      await shopper.press('order-button');
      await arrives(shopper, stand, 1);
      await shopper.page.close();
    });

    it('that a tab is stuck in opens all the same, says that nothing is kept, and orders', async () => {
      const stuck = await phone.open(`${stand.pageUrl}/small-print.html`);
      await (await enter(phone, stand)).page.close();
      await stuck.page.evaluate(HOLD_DATABASE);
      const shopper = await enter(phone, stand);
      await openCheckout(shopper);
      await shopper.sees('This browser can’t keep orders');
      await shopper.press('order-button');
      await arrives(shopper, stand, 1);
      await shopper.page.close();
      await stuck.page.close();
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
