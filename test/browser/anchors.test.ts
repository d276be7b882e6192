/** A link of the page's own leads to what it names, also past a catalog whose cards nobody has looked at yet. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { openDemoStand } from '../support/journey/demo-stand.js';
import { DESK } from '../support/journey/screens.js';
import { PHONE, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

/** Beneath the catalog of the demo's home. */
const BENEATH = 'visit';
/** A fraction of a pixel is lost where a page is scrolled to. */
const CLOSE_PX = 2;
/** Scrolls that the browser draws out are over, or there was none. */
const AT_REST = `new Promise((resolve) => {
  let [at, still] = [-1, 0];
  const look = () => {
    still = scrollY === at ? still + 1 : 0;
    at = scrollY;
    if (still < 30) requestAnimationFrame(look); else resolve();
  };
  look();
})`;

describe('links within a page (chromium)', () => {
  let stand: Stand;
  let phone: Phone;

  before(async () => {
    [stand, phone] = await Promise.all([openDemoStand(), Phone.start('chromium')]);
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  for (const viewport of [PHONE, DESK]) {
    it(`lead past the catalog, ${viewport.width} px wide`, async () => {
      const context = await phone.browser.createBrowserContext();
      const shopper = await visit(context, `${stand.pageUrl}/`, { viewport });
      await shopper.ready();
      await shopper.find('add-button');
      await shopper.page.evaluate(`document.querySelector('a[href="#${BENEATH}"]').click()`);
      assert.ok(Math.abs(await offBy(shopper)) < CLOSE_PX, `${await offBy(shopper)} px off`);
      await context.close();
    });
  }
});

/** How far beneath its place the target is, once the page is at rest; at the page's end there is no more to scroll. */
async function offBy({ page }: Shopper): Promise<number> {
  await page.evaluate(AT_REST);
  return (await page.evaluate(
    `Math.min(document.getElementById('${BENEATH}').getBoundingClientRect().top,
      document.documentElement.scrollHeight - innerHeight - scrollY)`,
  )) as number;
}
