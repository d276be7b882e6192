/** From a printed card to the basket: the demo's own cards, a camera that sees one, and the reader that is loaded for it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { toRefillCardText } from '../../src/core/protocol/refill-card.js';
import { startCameraPhone, type CameraPhone } from '../support/journey/fake-camera.js';
import { OATS, openDemoStand } from '../support/journey/demo-stand.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

const CARDS = '/pages/refill-cards.html';

describe('a refill card (chromium)', () => {
  let stand: Stand;
  let phone: CameraPhone;
  let card: string;
  before(async () => {
    stand = await openDemoStand();
    const { variant, modifiers } = OATS;
    card = toRefillCardText(stand.pageUrl + CARDS, { v: 1, shop: 'millrace', variant, modifiers });
    phone = await startCameraPhone(card);
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  it('is seen by the camera and put into the basket; the reader comes from Punnet’s own files, on use', async () => {
    const shopper = await visit(phone.browser, stand.pageUrl + CARDS);
    const asked: string[] = [];
    shopper.page.on('request', (request) => void asked.push(request.url()));
    await shopper.ready();
    await shopper.find('camera-button');
    assert.deepEqual(
      asked.filter((url) => url.includes('wasm')),
      [],
    );
    await shopper.press('camera-button');
    const { cart } = await shopper.until((state) => state.cart.count === 1);
    assert.deepEqual(
      cart.lines.map(({ variant, modifiers }) => ({ variant, modifiers })),
      [{ variant: 'oats-500', modifiers: { container: 'own-jar' } }],
    );
    const verdict = await shopper.find('verdict', 'Added Rolled oats');
    assert.equal(await verdict.evaluate((heading) => heading.matches(':focus')), true);
    const own = [stand.pageUrl, stand.punnetUrl, stand.endpointUrl, 'blob:', 'data:'];
    assert.deepEqual(
      asked.filter((url) => !own.some((origin) => url.startsWith(origin))),
      [],
    );
    assert.equal(asked.filter((url) => url.includes('zxing_reader.wasm')).length, 1);
    await shopper.press('undo-button');
    await shopper.until((state) => state.cart.count === 0);
    assert.deepEqual(shopper.complaints, []);
    await shopper.page.close();
  });

  it('is what the demo’s page makes, and opens the shop where it is followed', async () => {
    const shopper = await visit(phone.browser, stand.pageUrl + CARDS);
    await shopper.ready();
    const made = await shopper.page.evaluate(`(() => {
      const form = document.querySelector('form');
      form.elements.product.value = 'oats';
      form.elements.product.dispatchEvent(new Event('change'));
      form.elements.variant.value = 'oats-500';
      const container = form.querySelector('[data-modifier=container]');
      container.value = 'own-jar';
      form.requestSubmit();
      return document.querySelector('#sheet .code').dataset.text;
    })()`);
    assert.equal(made, card);
    await shopper.page.goto('about:blank');
    await shopper.page.goto(String(made));
    await shopper.press('add-button', 'Add to basket');
    await shopper.until((state) => state.cart.count === 1);
    assert.deepEqual(shopper.complaints, []);
    await shopper.page.close();
  });
});

describe('a page that lets no WebAssembly in (chromium)', () => {
  let stand: Stand;
  let phone: CameraPhone;
  before(async () => {
    let policy = '';
    stand = await openDemoStand(undefined, {
      answer: (_, response) => {
        response.setHeader('content-security-policy', policy);
        return false;
      },
    });
    policy = `script-src 'self' 'unsafe-inline' blob: ${stand.punnetUrl}`;
    phone = await startCameraPhone('oats');
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  it('says so, and leaves the code to be typed', async () => {
    const shopper = await visit(phone.browser, stand.pageUrl + CARDS);
    await shopper.ready();
    await shopper.press('camera-button');
    await shopper.find('error', 'This page can’t read codes');
    await shopper.find('find-button');
    await shopper.page.close();
  });
});

describe('with every server gone (chromium)', () => {
  let stand: Stand;
  let phone: CameraPhone;
  before(async () => {
    stand = await openDemoStand();
    const { variant, modifiers } = OATS;
    phone = await startCameraPhone(
      toRefillCardText(stand.pageUrl, { v: 1, shop: 'millrace', variant, modifiers }),
    );
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  it('cards are made and scanned on a site that was visited once', async () => {
    const first = await visit(phone.browser, `${stand.pageUrl}/`);
    await first.ready();
    await first.page.waitForFunction('navigator.serviceWorker.ready.then(() => true)');
    await stand.goDark();
    const shopper = await visit(phone.browser, stand.pageUrl + CARDS);
    await shopper.find('camera-button');
    const made = await shopper.page.evaluate(`(() => {
      document.querySelector('form').requestSubmit();
      return document.querySelectorAll('#sheet .card').length;
    })()`);
    assert.equal(made, 1);
    await shopper.press('camera-button');
    await shopper.until((state) => state.cart.count === 1);
    await Promise.all([first.page.close(), shopper.page.close()]);
  });
});
