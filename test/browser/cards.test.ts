/** How cards stand beside each other, beside the page's edge and beneath the header of a shop of its own look. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { LAY_OUT_ALL } from '../support/journey/layout-survey.js';
import { BROWSERS, PHONE, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

const HOME = '/';
const DESK = { width: 1280, height: 900 };

/** Each row of cards: how far below the first picture's top each part of each card begins. */
const ROWS = `(() => {
  const rows = new Map();
  for (const { shadowRoot } of document.querySelector('punnet-catalog').shadowRoot.querySelectorAll('punnet-product')) {
    const topOf = (part) => Math.round(shadowRoot.querySelector('[part~=' + part + ']').getBoundingClientRect().top);
    const groups = shadowRoot.querySelectorAll('fieldset').length;
    const card = { groups, title: topOf('title'), price: topOf('price'), add: topOf('add-button') };
    const image = topOf('image');
    rows.set(image, [...(rows.get(image) ?? []), card]);
  }
  return [...rows.values()];
})()`;

/** In the first card. */
const FOCUS = {
  choice: `punnet-product').shadowRoot.querySelector('fieldset input`,
  add: `punnet-product').shadowRoot.querySelector('[part~=add-button]`,
};
const focusOn = (target: string) => `(() => {
  const focused = document.querySelector('punnet-catalog').shadowRoot.querySelector('${target}');
  focused.focus();
  const ringed = focused.closest('label') ?? focused;
  const { left, right, top, height } = ringed.getBoundingClientRect();
  return { left, right, middle: top + height / 2, color: getComputedStyle(ringed).outlineColor };
})()`;
const colorOf = (png: string) => `(async () => {
  const picture = new Image();
  picture.src = 'data:image/png;base64,${png}';
  await picture.decode();
  const drawing = document.createElement('canvas').getContext('2d');
  drawing.drawImage(picture, 0, 0);
  return 'rgb(' + [...drawing.getImageData(0, 0, 1, 1).data.slice(0, 3)].join(', ') + ')';
})()`;

describe('the demo shop (chromium)', () => {
  let stand: Stand;
  let phone: Phone;
  before(async () => {
    [stand, phone] = await Promise.all([openDemoStand(), Phone.start('chromium')]);
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  it('has its basket beside its name on a phone, and does not grow where it has something to say', async () => {
    const shopper = await visit(phone.browser, stand.pageUrl + HOME);
    await shopper.ready();
    const measure = () =>
      shopper.page.evaluate(`(() => {
        const [name, basket, notice] = ['.wordmark', '.to-basket', '.notice']
          .map((found) => document.querySelector(found).getBoundingClientRect());
        return { beside: basket.left >= name.right && basket.top < name.bottom, notice: notice.height };
      })()`) as Promise<{ beside: boolean; notice: number }>;
    const quiet = await measure();
    await shopper.goOffline(true);
    await shopper.until(({ connection }) => connection === 'offline');
    await shopper.find('summary', 'No connection');
    assert.deepEqual(await measure(), { beside: true, notice: quiet.notice });
    await shopper.page.close();
  });

  it('has pictures, names and prices of a row in line on a desk, and Add where as much can be chosen', async () => {
    const shopper = await visit(phone.browser, stand.pageUrl + HOME, { viewport: DESK });
    await shopper.ready();
    await shopper.page.evaluate(LAY_OUT_ALL);
    const rows = (await shopper.page.evaluate(ROWS)) as Record<
      'groups' | 'title' | 'price' | 'add',
      number
    >[][];
    assert.ok(rows.length > 5 && rows.length < 12, JSON.stringify(rows));
    for (const row of rows) {
      for (const part of ['title', 'price'] as const)
        assert.equal(new Set(row.map((card) => card[part])).size, 1, JSON.stringify(row));
      for (const groups of new Set(row.map((card) => card.groups))) {
        const alike = row.filter((card) => card.groups === groups);
        assert.equal(new Set(alike.map(({ add }) => add)).size, 1, JSON.stringify(row));
      }
    }
    await shopper.page.close();
  });
});

for (const name of BROWSERS) {
  describe(`a catalog (${name})`, () => {
    let stand: Stand;
    let phone: Phone;
    before(async () => {
      [stand, phone] = await Promise.all([openDemoStand(), Phone.start(name)]);
    });
    after(() => Promise.all([phone.close(), stand.close()]));

    // Firefox takes the room for rings of cards that are out of sight for width, from right to left only.
    const directions = name === 'chromium' ? ['ltr', 'rtl'] : ['ltr'];
    it(`does not scroll sideways where the page has no margin: ${directions.join(', ')}`, async () => {
      const shopper = await visit(phone.browser, stand.pageUrl + TWO_LINES);
      await shopper.ready();
      for (const viewport of [PHONE, DESK])
        for (const dir of directions) {
          await shopper.page.setViewport(viewport);
          const beyond = await shopper.page.evaluate(`(() => {
            document.documentElement.dir = '${dir}';
            document.body.style.margin = 0;
            return document.documentElement.scrollWidth - document.documentElement.clientWidth;
          })()`);
          assert.equal(beyond, 0, `${viewport.width} px, ${dir}`);
        }
      await shopper.page.close();
    });

    it('cuts no ring of what has the focus at a card’s edge', async () => {
      const shopper = await visit(phone.browser, stand.pageUrl + TWO_LINES);
      await shopper.ready();
      const choice = await ringAt(shopper, FOCUS.choice, ({ left }) => left - 3);
      assert.equal(choice.seen, choice.wanted);
      const add = await ringAt(shopper, FOCUS.add, ({ right }) => right + 3);
      assert.equal(add.seen, add.wanted);
      await shopper.page.close();
    });
  });
}

/** What colour is painted where the ring must be. */
async function ringAt(
  { page }: Shopper,
  target: string,
  acrossOf: (sides: { left: number; right: number }) => number,
): Promise<{ seen: unknown; wanted: string }> {
  await page.keyboard.press('Shift');
  const ring = (await page.evaluate(focusOn(target))) as Record<'left' | 'right' | 'middle', number> & {
    color: string;
  };
  const scrolled = (await page.evaluate('scrollY')) as number;
  const clip = { x: Math.floor(acrossOf(ring)), y: Math.floor(ring.middle) + scrolled, width: 1, height: 1 };
  const png = await page.screenshot({ clip, encoding: 'base64' });
  return { seen: await page.evaluate(colorOf(png)), wanted: ring.color };
}
