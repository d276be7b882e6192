/** Points from the first order to one that they pay for in a tunnel: pending, collected, settled, held, redeemed, confirmed. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import { openDatabase } from '../../src/endpoint/database.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import {
  fillBasket,
  fillCheckout,
  openDemoStand,
  orderByScript,
  TWO_LINES,
} from '../support/journey/demo-stand.js';
import { DRIVEN_WIDELY, Phone } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { Device } from '../support/sync-shop.js';

let stand: Stand;
before(async () => {
  stand = await openDemoStand();
});
after(() => stand.close());

/** A stall hands over all that was ordered by one device, and says so. */
async function handOver(ids: readonly string[]): Promise<void> {
  const stall = await Device.create();
  const database = await openDatabase(`${stand.data}/punnet.db`);
  const rights = { class: 'stall', manualReclaim: false } as const;
  const ledger = createSqlLedger(database, 'millrace');
  const orders = await ledger.transaction(async (rows) => {
    await rows.setRights(stall.key.id, rights);
    return Promise.all(ids.map((id) => rows.order(id)));
  });
  await database.destroy();
  const signed = orders.map((order) =>
    stall.sign('receipt.collect', { order: order?.id, hash: order?.hash, taken: order?.amount }),
  );
  const intents = (await Promise.all(signed)).map(({ jws }) => jws);
  const fetchThere = async (request: Request) =>
    fetch(`${stand.endpointUrl}/v1/sync`, {
      method: 'POST',
      headers: request.headers,
      body: await request.text(),
    });
  const { results } = await stall.sync({ endpoint: { fetch: fetchThere } as never }, { intents });
  assert.deepEqual(
    results.map(({ state }) => state),
    ids.map(() => 'collected'),
  );
}

for (const name of DRIVEN_WIDELY)
  it(`points are earned, settled, and pay for an order in a tunnel (${name})`, async () => {
    const phone = await Phone.start(name);
    try {
      const ada = await phone.open(stand.pageUrl + TWO_LINES);
      await ada.ready();
      // Seven orders of £6.60, of which each brings six points.
      const ids = await orderByScript(ada, 7, 'market');
      await ada.until(
        ({ orders, loyalty }) =>
          loyalty?.pending === 42 && orders.every(({ state }) => state === 'confirmed'),
      );
      await handOver(ids);
      await ada.page.evaluate(() =>
        (document.querySelector('punnet-shop') as unknown as { sync(): unknown }).sync(),
      );
      await ada.until(({ loyalty }) => loyalty?.settled === 42 && loyalty.pending === 0);
      await fillBasket(ada);
      await ada.press('open-button');
      await fillCheckout(ada, 'market');
      await ada.sees('Use 42 points, £2.10 off');
      await ada.page
        .evaluate(`(() => { const seek = (root) => { for (const element of root.querySelectorAll('*')) {
        if (element.name === 'points') return element;
        const inside = element.shadowRoot && seek(element.shadowRoot);
        if (inside) return inside; } }; seek(document).click(); })()`);
      await ada.sees('Order and pay £4.50 at pickup');
      await ada.until(({ hold }) => hold?.points === 42);
      await ada.goOffline(true);
      await ada.until(({ connection }) => connection === 'offline');
      await ada.sees('Use 42 points, £2.10 off');
      await ada.press('order-button');
      await ada.sees('Saved on this device');
      const saved = await ada.until(({ loyalty }) => loyalty?.settled === 0);
      assert.deepEqual(saved.orders[0]?.redeemed, { points: 42, off: 210 });
      await ada.goOffline(false);
      const { orders } = await ada.until(({ orders: [newest] }) => newest?.state === 'confirmed');
      assert.deepEqual([orders[0]?.total, orders[0]?.accepted], [450, undefined]);
      const received = (await stand.orders()).find(({ id }) => id === orders[0]?.id);
      assert.deepEqual([received?.state, received?.total], ['confirmed', 450]);
      assert.deepEqual(received?.redeemed, { points: 42, off: 210 });
      assert.deepEqual(ada.complaints, []);
    } finally {
      await phone.close();
    }
  });
