/** The basket's footer stays in view, and what is above it is seen: with text made larger, and on the way there by keyboard. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { fillBasket, openDemoStand } from '../support/journey/demo-stand.js';
import { PAINTED } from '../support/journey/painted.js';
import { NARROW } from '../support/journey/screens.js';
import { Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { openBasket, untilFocused, visit } from '../support/journey/visit.js';

const HOME = '/';
const ONE_PRODUCT = '/pages/one-product.html';
const LOW = { width: 360, height: 640 };
/** As a site's own style sheet may have it; the reader's setting for the browser is another way. */
const TWICE = `document.documentElement.style.fontSize = '200%'`;
const PART = `const part = (name) => document.querySelector('punnet-cart').shadowRoot.querySelector('[part~="' + name + '"]');`;
/** What of the basket is above its footer, and on screen. */
const SEEN = `(() => {${PART}
  const end = Math.min(part('footer').getBoundingClientRect().top, innerHeight);
  return ['heading', 'line-title', 'line-total'].filter((name) => part(name).getBoundingClientRect().bottom <= end);
})()`;
/** How many lines of text the name of the total takes. */
const NAME_LINES = `(() => {${PART}
  const name = part('total').querySelector('dt');
  return Math.round(name.offsetHeight / parseFloat(getComputedStyle(name).lineHeight));
})()`;
const ALL = ['heading', 'line-title', 'line-total'];

describe('the basket’s footer (chromium)', () => {
  let stand: Stand;
  let phone: Phone;

  before(async () => {
    [stand, phone] = await Promise.all([openDemoStand(), Phone.start('chromium')]);
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  for (const viewport of [NARROW, LOW]) {
    it(`hides no line of a drawer where the page has its text at 200 %, ${viewport.width} px wide`, async () => {
      const shopper = await visit(phone.browser, stand.pageUrl + HOME, { viewport, reducedMotion: true });
      await shopper.ready();
      await shopper.page.evaluate(TWICE);
      await fillBasket(shopper);
      await openBasket(shopper);
      await shopper.find('line-title');
      assert.deepEqual(await seen(shopper), ALL);
      assert.equal(await shopper.page.evaluate(NAME_LINES), 1, 'a word is broken');
      await shopper.page.close();
    });
  }

  it('is in view at once where text has its usual size', async () => {
    const shopper = await visit(phone.browser, stand.pageUrl + HOME, { viewport: LOW, reducedMotion: true });
    await shopper.ready();
    await fillBasket(shopper);
    await openBasket(shopper);
    const button = await shopper.find('checkout-button');
    assert.ok(await button.isIntersectingViewport({ threshold: 1 }));
    await shopper.page.close();
  });

  it('is below the first line of a basket in the page that is gone to', async () => {
    const shopper = await visit(phone.browser, stand.pageUrl + ONE_PRODUCT, {
      viewport: LOW,
      reducedMotion: true,
    });
    await shopper.ready();
    await (await shopper.find('add-button')).press('Enter');
    await (await shopper.find('view-button')).press('Enter');
    await untilFocused(shopper, 'heading');
    assert.deepEqual(await seen(shopper), ALL);
    await shopper.page.close();
  });
});

async function seen({ page }: Shopper): Promise<readonly string[]> {
  await page.evaluate(PAINTED);
  return (await page.evaluate(SEEN)) as string[];
}
