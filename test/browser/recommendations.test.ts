/** What a shopper may want again: popular food at first, their own once they allow it, added with one tap in a tunnel. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import { openDemoStand, orderByScript } from '../support/journey/demo-stand.js';
import { WATCH_SHIFTS } from '../support/journey/layout-survey.js';
import type { Screen } from '../support/journey/screen.js';
import { PHONE, Phone, type Shopper, WIDELY } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { tap, visit } from '../support/journey/visit.js';
import { startPhone } from '../support/journey/webkit.js';

const PAGE = '/pages/buy-again.html';
const DESK = { width: 1280, height: 800 };

let stand: Stand;
before(async () => {
  stand = await openDemoStand();
});
after(() => stand.close());

/** The suggestions on screen, by their titles. */
const titles = ({ page }: Shopper<Screen>): Promise<readonly string[]> =>
  page.evaluate(() => {
    const inside = document.querySelector('punnet-recommendations')?.shadowRoot;
    return [...(inside?.querySelectorAll('[part=item] [part=title]') ?? [])].map(
      ({ textContent }) => textContent?.trim() ?? '',
    );
  });

async function untilFirst({ page }: Shopper<Screen>, title: string): Promise<void> {
  const first = `document.querySelector('punnet-recommendations')?.shadowRoot?.querySelector('[part=item] [part=title]')`;
  await page.waitForFunction(`${first}?.textContent?.trim() === ${JSON.stringify(title)}`, {
    timeout: 15_000,
    polling: 50,
  });
}

/** Where a driver knows of no network, the shop is out of reach instead. */
async function enterTunnel(shopper: Shopper<Screen>): Promise<void> {
  if (isDriven(shopper)) {
    await shopper.goOffline(true);
    await shopper.until(({ connection }) => connection === 'offline');
    return;
  }
  await stand.stopEndpoint();
  await shopper.page.evaluate(`document.querySelector('punnet-shop').sync().then(() => 1)`);
  await shopper.until(({ connection }) => connection === 'unreachable');
}

async function leaveTunnel(shopper: Shopper<Screen>): Promise<void> {
  if (isDriven(shopper)) await shopper.goOffline(false);
  else await stand.startEndpoint();
}

const isDriven = (shopper: Shopper<Screen>): shopper is Shopper => 'setOfflineMode' in shopper.page;

for (const name of WIDELY)
  it(`what was bought twice is offered again, and is one tap in a tunnel (${name})`, async () => {
    const phone = await startPhone(name);
    try {
      const ada = await phone.open(stand.pageUrl + PAGE);
      await ada.ready();
      await ada.sees('Popular here');
      await orderByScript(ada, 2);
      assert.ok(!(await ada.words()).includes('You bought this'), 'nothing is remembered without leave');
      await ada.page.evaluate(`document.querySelector('#remember').click()`);
      await ada.sees('You bought this 2 times, mostly 500 g');
      await ada.reload();
      await ada.ready();
      await ada.sees('You bought this 2 times, mostly 500 g');
      await enterTunnel(ada);
      await ada.sees('You bought this 2 times, mostly 500 g');
      assert.deepEqual((await titles(ada))[0], 'Rolled oats');
      await ada.press('add-button');
      await ada.sees('Added. 1 in basket');
      const { cart } = await ada.until(({ cart: { lines } }) => lines.length === 1);
      assert.deepEqual(
        cart.lines.map(({ variant, modifiers, quantity, from }) => ({ variant, modifiers, quantity, from })),
        [
          {
            variant: 'oats-500',
            modifiers: { container: 'own-jar' },
            quantity: 1,
            from: 'recommendation',
          },
        ],
      );
      assert.equal((await titles(ada))[0], 'Rolled oats', 'it stays in its place');
      await leaveTunnel(ada);

      const tab = await phone.open(stand.pageUrl + PAGE);
      await tab.ready();
      await tab.until(({ cart: { count } }) => count === 1);
      await tab.find('item');
      assert.ok(!(await titles(tab)).includes('Rolled oats'), 'what is in the basket is not offered');
      await orderByScript(tab, 1);
      await untilFirst(tab, 'Rolled oats');
      await tab.sees('You bought this 3 times');
      const [newest] = (await tab.until(({ orders: [order] }) => order?.state === 'confirmed')).orders;
      const received = (await stand.orders()).find(({ id }) => id === newest?.id);
      assert.equal(received?.state, 'confirmed');
      assert.ok(!JSON.stringify(received).includes('recommendation'), 'no order says what led to it');
      assert.deepEqual([...ada.complaints, ...tab.complaints], []);
    } finally {
      await phone.close();
    }
  });

for (const { viewport, allowed } of [
  { viewport: PHONE, allowed: false },
  { viewport: DESK, allowed: false },
  { viewport: PHONE, allowed: true },
  { viewport: DESK, allowed: true },
])
  it(`nothing moves while they load at ${viewport.width} px, ${allowed ? 'bought' : 'popular'} (chromium)`, async () => {
    const phone = await Phone.start('chromium');
    try {
      if (allowed) {
        const first = await phone.open(stand.pageUrl + PAGE);
        await first.ready();
        await orderByScript(first, 2);
        await first.page.click('#remember');
        await first.sees('You bought this 2 times');
      }
      const ada = await visit(phone.browser, stand.pageUrl + PAGE, { viewport, before: [WATCH_SHIFTS] });
      await ada.ready();
      await ada.find('item');
      await ada.sees(allowed ? 'You bought this 2 times' : 'Popular here');
      await tap(ada, 'why-toggle');
      assert.deepEqual(await ada.page.evaluate('window.shifts'), []);
    } finally {
      await phone.close();
    }
  });
