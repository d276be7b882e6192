/** The list of the whole shop as one shopper would put it: theirs first once they allow it, and nothing moves before their eyes. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { WATCH_SHIFTS } from '../support/journey/layout-survey.js';
import { PAINTED } from '../support/journey/painted.js';
import { DRIVEN_WIDELY, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

const HOME = '/';
/** What is ordered, as variants: eggs once, honey twice. Both are far down on the maker's list. */
const ORDERS = [['eggs-6', 'honey-340'], ['honey-340']];
const OWN = ['honey', 'eggs', 'oats', 'basmati-rice', 'penne'];
const MAKERS = ['oats', 'basmati-rice', 'penne', 'wholemeal-flour', 'sea-salt'];
const CONTROLLED = 'navigator.serviceWorker.controller !== null';
/** As an extension sets it: for pages, and not for their workers. */
const PRIVATE = `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true, configurable: true})`;
/** The first five products on the list, in the order in which they stand in the document. */
const FIRST = `[...(document.querySelector('punnet-catalog')?.shadowRoot?.querySelectorAll('punnet-product') ?? [])]
  .slice(0, 5).map(({ product }) => product)`;
const SHOP = `document.querySelector('punnet-shop')`;
const RANKED = `${SHOP}.recommend({limit: 10}).then(({suggestions}) => suggestions.filter(({reason}) => reason.kind === 'bought')
  .map(({product}) => product))`;
const TO_LIST = `document.querySelector('punnet-catalog').scrollIntoView({ block: 'start', behavior: 'instant' })`;

const first = ({ page }: Shopper) => page.evaluate(FIRST) as Promise<readonly string[]>;

async function untilFirst({ page }: Shopper, wanted: readonly string[]): Promise<void> {
  await page.waitForFunction(`JSON.stringify(${FIRST}) === ${JSON.stringify(JSON.stringify(wanted))}`, {
    timeout: 15_000,
    polling: 50,
  });
}

async function buy({ page }: Shopper): Promise<void> {
  await page.evaluate(async (orders) => {
    const shop = document.querySelector('punnet-shop') as unknown as {
      state: { slots: Record<string, { id: string; open: boolean; cutoff: string }[]> };
      add(variant: string, quantity: number): Promise<unknown>;
      placeOrder(request: object): Promise<{ ok: boolean; code?: string }>;
    };
    // The time to order for it must not pass while a journey is under way.
    const soon = Date.now() + 600_000;
    for (const variants of orders) {
      for (const variant of variants) await shop.add(variant, 2);
      const slot = shop.state.slots['mill']?.find(({ open, cutoff }) => open && Date.parse(cutoff) > soon);
      const pickup = { depot: 'mill', slot: slot?.id };
      const placed = await shop.placeOrder({ contact: { name: 'Ada' }, pickup, payment: 'at-pickup' });
      if (!placed.ok) throw new Error(`not saved: ${placed.code}`);
    }
  }, ORDERS);
}

for (const name of DRIVEN_WIDELY)
  describe(`the list of products (${name})`, () => {
    let stand: Stand;
    before(async () => {
      stand = await openDemoStand();
    });
    after(() => stand.close());

    it('has the shopper’s own first from the next visit on, with every server down as well, until they take it back', async () => {
      const phone = await Phone.start(name);
      try {
        const ada = await phone.open(stand.pageUrl + HOME);
        await ada.ready();
        await buy(ada);
        await ada.find('card');
        assert.deepEqual(await first(ada), MAKERS, 'nothing is remembered without leave');
        await ada.page.evaluate(`document.querySelector('#remember').click()`);
        await untilFirst(ada, OWN);

        const again = await visit(phone.browser, stand.pageUrl + HOME, { before: [WATCH_SHIFTS] });
        await again.ready();
        await untilFirst(again, OWN);
        assert.deepEqual(await again.page.evaluate(RANKED), OWN.slice(0, 2));
        await again.page.evaluate(TO_LIST);
        await again.page.evaluate(PAINTED);
        if (name === 'chromium') assert.deepEqual(await again.page.evaluate('window.shifts'), []);

        await again.page.waitForFunction(CONTROLLED);
        await stand.goDark();
        await again.reload();
        await again.ready();
        await untilFirst(again, OWN);
        await again.page.evaluate(`document.querySelector('#remember').click()`);
        await again.until(({ consent }) => !consent.personalisation);
        await again.reload();
        await again.ready();
        await untilFirst(again, MAKERS);
        assert.deepEqual([...ada.complaints, ...again.complaints], []);
      } finally {
        await phone.close();
      }
    });
  });

for (const name of DRIVEN_WIDELY)
  describe(`the list of products on screen (${name})`, () => {
    let stand: Stand;
    before(async () => {
      stand = await openDemoStand();
    });
    after(() => stand.close());

    it('stays as it is when it is allowed, and is the shopper’s own once they search, and from the start when they come back', async () => {
      const phone = await Phone.start(name);
      try {
        const ada = await visit(phone.browser, stand.pageUrl + TWO_LINES, { before: [WATCH_SHIFTS] });
        await ada.ready();
        await buy(ada);
        await ada.find('card');
        await ada.page.evaluate(`${SHOP}.setConsent({personalisation: true})`);
        await ada.page.evaluate(PAINTED);
        assert.deepEqual(await first(ada), MAKERS);
        if (name === 'chromium') assert.deepEqual(await ada.page.evaluate('window.shifts'), []);
        const search = await ada.find('input');
        await search.type('e');
        await ada.page.waitForFunction(`${FIRST}[0] === 'honey'`, { timeout: 15_000, polling: 50 });
        await ada.page.keyboard.press('Backspace');
        await untilFirst(ada, OWN);
        assert.equal(await search.evaluate((input) => input.matches(':focus')), true);

        await ada.reload();
        await untilFirst(ada, OWN);
        await ada.ready();
        await ada.page.evaluate(PAINTED);
        assert.deepEqual(await first(ada), OWN);
        if (name === 'chromium') assert.deepEqual(await ada.page.evaluate('window.shifts'), []);
        assert.deepEqual(ada.complaints, []);
      } finally {
        await phone.close();
      }
    });

    it('is the maker’s where the shopper’s browser refuses for them', async () => {
      const phone = await Phone.start(name);
      try {
        const ada = await visit(phone.browser, stand.pageUrl + HOME, { before: [PRIVATE] });
        await ada.ready();
        await buy(ada);
        await ada.page.evaluate(`${SHOP}.setConsent({personalisation: true})`);
        await ada.reload();
        await ada.ready();
        await untilFirst(ada, MAKERS);
        await ada.page.evaluate(PAINTED);
        assert.deepEqual(await first(ada), MAKERS);
        assert.deepEqual(ada.complaints, []);
      } finally {
        await phone.close();
      }
    });
  });
