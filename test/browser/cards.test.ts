/** How cards stand at the page's edge. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { BROWSERS, PHONE, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

const DESK = { width: 1280, height: 900 };

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
