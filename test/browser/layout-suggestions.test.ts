/** Suggestions lie well on every screen: popular ones, one just added, and the shopper's own with two sizes. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import { openDemoStand, orderByScript } from '../support/journey/demo-stand.js';
import { TARGETS, WATCH_SHIFTS } from '../support/journey/layout-survey.js';
import { survey } from '../support/journey/screens.js';
import { Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

/** Less than browsers and their tools show. */
const UNSEEN = 0.001;

let stand: Stand;
let phone: Phone;
before(async () => {
  [stand, phone] = await Promise.all([openDemoStand(), Phone.start('chromium')]);
});
after(() => Promise.all([phone.close(), stand.close()]));

for (const path of ['/pages/buy-again.html', '/'])
  it(`fits every screen, with nothing small or close for a thumb, and moves nothing: ${path} (chromium)`, async () => {
    const context = await phone.browser.createBrowserContext();
    const shopper = await visit(context, stand.pageUrl + path, {
      reducedMotion: true,
      before: [WATCH_SHIFTS],
    });
    const faults: string[] = [];
    const look = async (state: string) => {
      faults.push(...(await survey(shopper, state)));
      const targets = (await shopper.page.evaluate(TARGETS)) as string[];
      faults.push(...targets.map((fault) => `${state}, for the thumb: ${fault}`));
    };
    await shopper.ready();
    await shopper.sees('Popular here');
    assert.ok((await shifted(shopper)) < UNSEEN, 'while it loads');
    await look('popular');
    await add(shopper, 'Rolled oats');
    await shopper.sees('Choose Container first');
    await look('asked for a container');
    await add(shopper, 'Free-range eggs');
    await shopper.sees('Added. 1 in basket');
    await look('added');
    await orderByScript(shopper, 2);
    await shopper.page.click('#remember');
    await shopper.sees('You bought this 2 times');
    await look('bought before');
    assert.deepEqual(faults, []);
    assert.deepEqual(shopper.complaints, []);
    await context.close();
  });

const shifted = ({ page }: Shopper) =>
  page.evaluate(`window.shifts.reduce((sum, shift) => sum + parseFloat(shift), 0)`) as Promise<number>;

/** Of the suggestions: a page may show the same food elsewhere. */
const add = ({ page }: Shopper, title: string) =>
  page.evaluate((wanted) => {
    const inside = document.querySelector('punnet-recommendations')?.shadowRoot;
    const items = [...(inside?.querySelectorAll('[part~=item]') ?? [])];
    const item = items.find((one) => one.querySelector('[part~=title]')?.textContent?.trim() === wanted);
    item?.querySelector<HTMLElement>('[part~=add-button]')?.click();
  }, title);
