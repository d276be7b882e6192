/** A catalog that was read ten days ago sells all the same, says how old it is, and charges nobody more unasked. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { fillBasket, openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { Phone } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { openBasket } from '../support/journey/visit.js';

const TEN_DAYS_MS = 10 * 86_400_000;
/** The catalog says how long its prices hold; without that they hold until they change. */
const withoutTerm = (text: string) => text.replace(/ *"validUntil": .*\n/, '');
const dearer = (text: string) =>
  text.replace('"2026-11-28.1"', '"2026-11-30.1"').replace('"price": 240,', '"price": 260,');
/** What the browser has kept of catalogs is as it would be `ms` later. */
const age = (ms: number) => `new Promise((done, failed) => {
  const opening = indexedDB.open('punnet');
  opening.onerror = failed;
  opening.onsuccess = () => {
    const change = opening.result.transaction('catalogs', 'readwrite');
    change.objectStore('catalogs').openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      const checkedAt = new Date(Date.parse(cursor.value.checkedAt) - ${ms}).toISOString();
      cursor.update({ ...cursor.value, checkedAt });
      cursor.continue();
    };
    change.oncomplete = () => (opening.result.close(), done(true));
  };
})`;
/** "Mon 16 Nov", in the shop's zone. */
const dayOf = (at: number) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
    .format(at)
    .replace(',', '');

describe('a catalog of ten days ago, with the shop out of reach (chromium)', () => {
  let stand: Stand;
  let phone: Phone;

  before(async () => {
    [stand, phone] = await Promise.all([openDemoStand(withoutTerm), Phone.start('chromium')]);
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  it('shows its age at the basket and at the checkout, and a price that rose is asked about, not charged', async () => {
    const shopper = await phone.open(stand.pageUrl + TWO_LINES);
    await shopper.ready();
    await shopper.page.goto(`${stand.pageUrl}/small-print.html`);
    await shopper.page.evaluate(age(TEN_DAYS_MS));
    await stand.stopEndpoint();
    stand.withholdsCatalog = true;
    await shopper.page.goto(stand.pageUrl + TWO_LINES);
    await shopper.ready();
    const seesAge = async () => {
      await shopper.sees(`Prices from ${dayOf(Date.now() - TEN_DAYS_MS)}`);
      await shopper.sees('They may have changed. We ask before charging more.');
    };
    await fillBasket(shopper);
    await openBasket(shopper);
    await seesAge();
    await shopper.press('checkout-button');
    await shopper.find('order-button');
    await seesAge();
    await shopper.choose('depot', 'station');
    await shopper.choose('slot', 'station');
    await shopper.type('name', 'Ada Miller');
    await shopper.press('order-button', '£6.60');
    await shopper.until(({ orders }) => orders[0]?.state === 'saved' && orders[0].total === 660);

    await stand.change(dearer);
    await stand.startEndpoint();
    stand.withholdsCatalog = false;
    await shopper.until(({ orders }) => orders[0]?.state === 'repriced');
    await shopper.sees('Needs you: the price changed');
    await shopper.sees('You are not charged more unless you agree.');
    const { orders } = await shopper.state();
    const decision = orders[0]?.decision;
    assert.ok(decision?.kind === 'reprice');
    assert.deepEqual([decision.accepted, decision.amount], [660, 720]);
    const received = await stand.orders();
    assert.deepEqual(
      received.map(({ state }) => state),
      ['repriced'],
    );
    assert.deepEqual(shopper.complaints, []);
  });
});
