/** Whatever a site's style sheet does, the shop can be read and pressed, and leaves the site as it was (UX 10.5). */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { hostRules, type HostRules } from '../support/journey/host-rules.js';
import { LEGIBLE, SURVEY, TARGETS } from '../support/journey/layout-survey.js';
import { PHONE, Phone, type Shopper } from '../support/journey/shopper.js';
import { Stand } from '../support/journey/stand.js';
import { tap } from '../support/journey/visit.js';

const PAGES = join(import.meta.dirname, 'pages');
const DESK = { width: 1280, height: 800 };
const SHOP = `<punnet-shop catalog="/catalog.json" endpoint="{endpoint}"><punnet-status></punnet-status>
  <punnet-catalog></punnet-catalog><punnet-cart drawer></punnet-cart></punnet-shop>`;
/** The basket opens and closes over a page that is scrolled, and nothing of the page is another than before. */
const LEAVES_ALONE = `(async () => {
  const look = () => ['html', 'body'].map((name) => document.querySelector(name)).map((element) =>
    [element.getAttribute('style'), element.className, getComputedStyle(element).overflow, scrollY].join()).join();
  const cart = document.querySelector('punnet-cart');
  scrollTo(0, 60);
  const before = look();
  cart.show();
  const open = look();
  cart.close();
  await cart.updateComplete;
  return open === before && look() === before;
})()`;
const DRAWER = `(() => {
  const dialog = document.querySelector('punnet-cart').shadowRoot.querySelector('dialog');
  const { top, height, width } = dialog.getBoundingClientRect();
  const above = document.elementFromPoint(innerWidth - 40, 20)?.localName;
  return { top: Math.round(top), missing: Math.round(innerHeight - height), wide: width > 250, above };
})()`;

function pageOf({ css, around = '{shop}' }: HostRules, stand: Stand): string {
  const shop = SHOP.replace('{endpoint}', stand.endpointUrl);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Host</title><link rel="icon" href="data:,"><style>${css}</style>
    <script type="module" src="${stand.punnetUrl}/punnet.js"></script></head><body><header>Header</header>
    ${around.replace('{shop}', shop)}<div style="height: 1500px">The end of the page</div></body></html>`;
}

describe('a site whose style sheet takes no care (chromium)', () => {
  let stand: Stand;
  let phone: Phone;

  before(async () => {
    const opened: { stand?: Stand } = {};
    [stand, phone] = await Promise.all([
      Stand.open({
        pages: PAGES,
        catalog: join(PAGES, 'catalog.json'),
        answer: (request, response) => {
          const rules = hostRules[Number(/^\/hostile\/(\d+)$/.exec(request.url ?? '')?.[1])];
          if (rules && opened.stand)
            response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(rules, opened.stand));
          return Boolean(rules);
        },
      }),
      Phone.start('chromium'),
    ]);
    opened.stand = stand;
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  for (const [index, { name }] of hostRules.entries()) {
    it(`can be sold on, and stays as it is: ${name}`, async () => {
      const shopper = await phone.open(`${stand.pageUrl}/hostile/${index}`);
      const { page } = shopper;
      await shopper.ready();
      const faults: string[] = [];
      await tap(shopper, 'add-button');
      await shopper.find('added-note');
      faults.push(...(await look(shopper, 'page')));
      assert.equal(await page.evaluate(LEAVES_ALONE), true);
      await shopper.press('open-button');
      await shopper.find('line-title');
      faults.push(...(await look(shopper, 'basket')));
      assert.deepEqual(await page.evaluate(DRAWER), { top: 0, missing: 0, wide: true, above: 'punnet-cart' });
      await shopper.press('checkout-button');
      await shopper.find('order-button');
      faults.push(...(await look(shopper, 'checkout')));
      await page.evaluate(`document.querySelector('punnet-shop').clear()`);
      await shopper.until(({ cart }) => cart.count === 0);
      await page.close();
      assert.deepEqual(faults, []);
      assert.deepEqual(shopper.complaints, []);
    });
  }
});

async function look({ page }: Shopper, state: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const viewport of [PHONE, DESK]) {
    await page.setViewport(viewport);
    for (const code of [SURVEY, TARGETS, LEGIBLE])
      faults.push(
        ...((await page.evaluate(code)) as string[]).map((fault) => `${state}, ${viewport.width}: ${fault}`),
      );
  }
  await page.setViewport(PHONE);
  return faults;
}
