/** A site whose products stand in its pages' JSON-LD alone sells them, with the endpoint there and without. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import type { Screen } from '../support/journey/screen.js';
import { ALL_BROWSERS, WIDELY, type Shopper } from '../support/journey/shopper.js';
import { Stand } from '../support/journey/stand.js';
import { startPhone, type AnyPhone } from '../support/journey/webkit.js';

const PAGES = join(import.meta.dirname, 'json-ld-pages');
const CATALOG = join(import.meta.dirname, 'pages/catalog.json');

const problemsOf = (shopper: Shopper<Screen>) =>
  shopper.page.evaluate(() => {
    const shop = document.querySelector('punnet-shop') as unknown as { problems: { code: string }[] };
    return shop.problems.map(({ code }) => code);
  });

for (const name of ALL_BROWSERS) {
  describe(`a site with JSON-LD (${name})`, () => {
    let stand: Stand;
    let phone: AnyPhone;

    before(async () => {
      [stand, phone] = await Promise.all([Stand.open({ pages: PAGES, catalog: CATALOG }), startPhone(name)]);
    });
    after(() => Promise.all([phone.close(), stand.close()]));

    // Its endpoint must not have answered before.
    if (WIDELY.includes(name))
      it('fills a basket before the endpoint has ever answered, and sends the order once it has', async () => {
        await stand.stopEndpoint();
        const shopper = await phone.open(`${stand.pageUrl}/rye.html`);
        await shopper.press('add-button');
        // Announced once the basket is kept, and not before.
        await shopper.sees('Added Rye loaf');

        await shopper.page.goto(`${stand.pageUrl}/about.html`);
        await shopper.sees('Rye loaf');
        const { cart } = await shopper.until(
          ({ cart: { lines } }) => lines.length === 1 && !lines[0]?.change,
        );
        assert.deepEqual([cart.total, cart.lines[0]?.title], [420, 'Rye loaf']);
        await shopper.press('checkout-button');
        await shopper.sees('Pickup times need a connection once.');

        await stand.startEndpoint();
        await shopper.page.goto(`${stand.pageUrl}/rye.html`);
        await shopper.ready();
        await shopper.sees('Rye loaf');
        await shopper.press('checkout-button');
        await shopper.choose('depot', 'counter');
        await shopper.choose('slot', 'counter');
        await shopper.type('name', 'Ada Miller');
        await shopper.press('order-button');
        await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
        const [order] = await stand.orders();
        assert.deepEqual(
          order?.lines.map(({ variant, price }) => [variant, price]),
          [['rye-800', 420]],
        );
        assert.equal(order?.state, 'confirmed');
        assert.deepEqual(await problemsOf(shopper), []);
        assert.deepEqual(shopper.complaints, []);
      });

    it('reads what a router brings, and the page that it leaves stays known', async () => {
      const shopper = await phone.open(`${stand.pageUrl}/rye.html`);
      await shopper.ready();
      await shopper.page.evaluate(() => {
        const block = document.querySelector('script[type="application/ld+json"]') as HTMLScriptElement;
        history.pushState(null, '', '/buns.html');
        block.textContent = (block.textContent ?? '').replace('rye-800', 'buns-4').replace('4.20', '3.60');
      });
      await shopper.until(({ catalog }) => catalog?.page?.names.get('') === 'buns');
      await shopper.sees('Currant buns');
      assert.deepEqual(shopper.complaints, []);
    });
  });
}
