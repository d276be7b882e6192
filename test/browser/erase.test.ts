/** Everything that is kept of a shopper, and all of it erased: with no network, in two tabs, and at the shop. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { openDatabase } from '../../src/endpoint/database.js';
import { openDemoStand } from '../support/journey/demo-stand.js';
import { listKept } from '../support/journey/kept.js';
import { BROWSERS, DRIVEN_WIDELY, Phone, type Shopper } from '../support/journey/shopper.js';
import { SITE_KEPT } from '../support/journey/site-kept.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

const PAGE = '/pages/your-data.html';
/** What names nobody: what the shop says to anybody, an empty basket, that all was erased, and how old each file of the site is. */
const NAMELESS = /"(cart|shop|erased)"\]|^punnet catalogs|^workbox-expiration /;
/** As an extension sets it: for pages, and not for their workers. */
const PRIVATE = `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true, configurable: true})`;
const ALLOW = `document.querySelector('punnet-shop').setConsent({ personalisation: true, measurement: true })`;
const LOCAL = `Object.keys(localStorage)`;
/** What any cache has of an address or a text. */
const CACHED = `(async () => { const texts = [];
  for (const name of await caches.keys()) { const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text()); }
  return texts.join('\\n'); })()`;

let stand: Stand;
before(async () => {
  stand = await openDemoStand();
});
after(() => stand.close());

function buy({ page }: Shopper): Promise<void> {
  return page.evaluate(async () => {
    const shop = document.querySelector('punnet-shop') as unknown as {
      state: { slots: Record<string, { id: string; open: boolean; cutoff: string }[]> };
      add(variant: string, quantity: number): Promise<unknown>;
      placeOrder(request: object): Promise<{ ok: boolean; code?: string }>;
    };
    const soon = Date.now() + 600_000;
    await shop.add('honey-340', 2);
    const slot = shop.state.slots['mill']?.find(({ open, cutoff }) => open && Date.parse(cutoff) > soon);
    const pickup = { depot: 'mill', slot: slot?.id };
    const placed = await shop.placeOrder({ contact: { name: 'Ada' }, pickup, payment: 'at-pickup' });
    if (!placed.ok) throw new Error(`not saved: ${placed.code}`);
  });
}

async function readBooks() {
  const database = await openDatabase(`${stand.data}/punnet.db`);
  try {
    const [contacts, forgotten, orders, stock] = await Promise.all([
      database.selectFrom('contacts').selectAll().execute(),
      database.selectFrom('forgotten').selectAll().execute(),
      database.selectFrom('orders').select(['id', 'contact', 'device']).execute(),
      database.selectFrom('stock').selectAll().where('variant', '=', 'honey-340').execute(),
    ]);
    const sum = stock.reduce(
      (all, { quantity, leased, sold, owed }) => all + quantity + leased + sold - owed,
      0,
    );
    return { contacts, forgotten, orders, sum };
  } finally {
    await database.destroy();
  }
}

const kindsOf = (records: readonly string[]) => records.filter((record) => !NAMELESS.test(record));

for (const name of BROWSERS)
  describe(`what is kept of a shopper (${name})`, () => {
    it('is nothing before they order, and nothing again once they erase it, here, in another tab and at the shop', async () => {
      const phone = await Phone.start(name);
      try {
        const before = await readBooks();
        const quiet = await visit(phone.browser, stand.pageUrl + PAGE, { before: [PRIVATE] });
        await quiet.ready();
        await quiet.sees('Off by your browser');
        assert.equal(
          await quiet.page.evaluate(`${ALLOW}.then(({ code }) => code)`),
          'global-privacy-control',
        );
        assert.deepEqual(kindsOf((await listKept(quiet)).records), [], 'nothing where the browser refuses');
        await quiet.page.close();

        const ada = await phone.open(stand.pageUrl + PAGE);
        await ada.ready();
        await ada.sees('Both off until you choose.');
        assert.deepEqual(kindsOf((await listKept(ada)).records), [], 'no key before there is an order');

        await ada.page.evaluate(ALLOW);
        await buy(ada);
        const { orders } = await ada.until(({ orders: [first] }) => first?.state === 'confirmed');
        const tab = await phone.open(stand.pageUrl + PAGE);
        await tab.ready();
        // What erases comes once a page is idle; asked for here, it is there before the network goes.
        await tab.page.evaluate(`document.querySelector('punnet-shop').exportData().then(({ ok }) => ok)`);
        for (const page of [ada, tab]) await page.goOffline(true);
        await ada.until(({ connection }) => connection === 'offline');
        await buy(ada);
        const all = await tab.until(({ orders: [first, second] }) => Boolean(first && second));
        const kept = await listKept(ada);
        assert.equal(kept.files.length > 0, true, 'an order that is not sent has its second copy');

        await ada.press('erase-button');
        await ada.sees('1 order is not sent. Erasing it means the shop never gets it.');
        await ada.sees(`keep the code of order ${orders[0]?.code}.`);
        const refused = await tab.page.evaluate(
          `document.querySelector('punnet-shop').eraseData().then(({ code, about }) => [code, about.count])`,
        );
        assert.deepEqual(refused, ['orders-not-sent', 1]);
        assert.deepEqual(
          kindsOf((await listKept(ada)).records),
          kindsOf(kept.records),
          'a refusal erases nothing',
        );

        await ada.press('erase-button');
        await ada.sees('Everything on this device is erased');
        await ada.sees('The shop is asked to forget you once this page is open');
        await tab.until((state) => state.orders.length === 0 && !state.consent.personalisation);
        const left = await listKept(ada);
        const kinds = kindsOf(left.records).map((record) => /\["(\w+)"/.exec(record)?.[1]);
        assert.deepEqual(kinds, ['erasing', 'intent']);
        assert.deepEqual([left.files, await ada.page.evaluate(LOCAL)], [[], []]);
        const cached = (await ada.page.evaluate(CACHED)) as string;
        const everything = [...left.contents, cached].join('\n');
        for (const { id, code, receipt } of all.orders)
          for (const trace of [id, code, receipt?.token ?? id])
            assert.equal(everything.includes(trace), false, `${trace} is still kept`);

        for (const page of [ada, tab]) await page.goOffline(false);
        await ada.sees('The shop was asked to forget you as well.');
        assert.deepEqual(kindsOf((await listKept(ada)).records), []);
        const books = await readBooks();
        assert.deepEqual(books.contacts, before.contacts);
        const fresh = books.orders.filter(({ id }) => !before.orders.some((known) => known.id === id));
        assert.deepEqual(
          fresh.map(({ id, contact }) => [id, contact]),
          [[orders[0]?.id, null]],
        );
        assert.equal(
          books.forgotten.some(({ device }) => device === fresh[0]?.device),
          true,
        );
        assert.equal(books.sum, before.sum, 'stock adds up as before');
        await ada.reload();
        await ada.ready();
        assert.deepEqual((await ada.until(() => true)).orders, []);
        assert.deepEqual([...ada.complaints, ...tab.complaints], []);
      } finally {
        await phone.close();
      }
    });
  });

for (const name of DRIVEN_WIDELY)
  it(`what is kept is told, allowed and erased on the device with every server down, after one visit (${name})`, async () => {
    const phone = await Phone.start(name);
    let isDark = false;
    try {
      const ada = await phone.open(stand.pageUrl + PAGE);
      await ada.ready();
      await ada.page.waitForFunction(SITE_KEPT, { timeout: 20_000, polling: 50 });
      await stand.goDark();
      isDark = true;
      await ada.reload();
      await ada.ready();
      await ada.sees('Both off until you choose.');
      await ada.page.evaluate(ALLOW);
      await ada.until(({ consent }) => consent.personalisation && consent.measurement);
      await ada.press('erase-button');
      await ada.press('erase-button');
      await ada.sees('Everything on this device is erased');
      await ada.until(({ consent }) => !consent.personalisation && !consent.measurement);
      assert.deepEqual(ada.complaints, []);
    } finally {
      await phone.close();
      if (isDark) await stand.comeBack();
    }
  });
