/** What journeys through hazards share: to come in, to get as far as the order button, and to see what arrived. */
import assert from 'node:assert/strict';

import { fillBasket, fillCheckout, TWO_LINES } from './demo-stand.js';
import type { Screen } from './screen.js';
import type { Shopper } from './shopper.js';
import type { Stand } from './stand.js';
import type { AnyPhone } from './webkit.js';

export const DATABASE = 'punnet:millrace';
/** A page with a status and the orders on it. */
export const WITH_STATUS = '/pages/outage.html';

export async function enter(phone: AnyPhone, stand: Stand, page = TWO_LINES): Promise<Shopper<Screen>> {
  const shopper = await phone.open(stand.pageUrl + page);
  await shopper.ready();
  return shopper;
}

/** Up to the order button, with everything filled in. */
export async function openCheckout(shopper: Shopper<Screen>): Promise<void> {
  await fillBasket(shopper);
  await openFilledCheckout(shopper);
}

/** Of a basket that has something in it. */
export async function openFilledCheckout(shopper: Shopper<Screen>): Promise<void> {
  const opener = `(document.querySelector('a[href="#basket"]')?.click(), !!document.querySelector('a[href="#basket"]'))`;
  if (!(await shopper.page.evaluate(opener))) await shopper.press('open-button');
  await fillCheckout(shopper, 'mill');
}

/** Everything that was reported saved is at the shop, once. */
export async function arrives(shopper: Shopper<Screen>, stand: Stand, count: number): Promise<void> {
  await shopper.page.waitForFunction(
    `document.querySelector('punnet-shop').state.orders.length === ${count}`,
    { timeout: 15_000, polling: 50 },
  );
  const { orders } = await shopper.until(
    ({ outbox, orders }) => outbox.waiting === 0 && orders.every(({ state }) => state === 'confirmed'),
  );
  const received = await stand.orders();
  assert.equal(received.length, count);
  assert.deepEqual(received.map(({ id }) => id).sort(), orders.map(({ id }) => id).sort());
}

/** What stands in the checkout's field for the name. */
export const TYPED_NAME = `(() => { const seek = (root) => { for (const element of root.querySelectorAll('*')) {
  if (element.localName === 'input' && element.name === 'name') return element.value;
  const inside = element.shadowRoot && seek(element.shadowRoot);
  if (typeof inside === 'string') return inside;
} }; return seek(document) ?? 'no field'; })()`;
