/** A stall takes its stock for the day, sells of it with no network, and gives back what is left. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { countAt, openDayStock, sellThree, takeForDay, typePlaces } from '../support/journey/day-stock.js';
import { OATS } from '../support/journey/demo-stand.js';
import { DRIVEN_WIDELY, Phone } from '../support/journey/shopper.js';
import { openStall, openStallStand, STALL } from '../support/journey/stall-stand.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

const TITLE = 'Rolled oats 500 g';

for (const name of DRIVEN_WIDELY)
  describe(`a stall’s stock for its day (${name})`, () => {
    let stand: Stand;
    let phone: Phone;
    before(async () => {
      stand = await openStallStand();
      phone = await Phone.start(name);
    });
    after(async () => {
      await phone.close();
      await stand.close();
    });
    const count = () => countAt(stand, 'station', OATS.variant);

    it('is taken, sold with no network out of what is held, told later, and given back', async () => {
      const helper = await openStall(phone.browser, stand);
      await openDayStock(helper, 'station');
      const { pool } = await count();
      await takeForDay(helper, TITLE, 5);
      await helper.find('stock-toggle', '5 held for this stall until');
      assert.deepEqual(await count(), { pool: pool - 5, leased: 5, sold: 0 });

      await helper.goOffline(true);
      await helper.until(({ connection }) => connection !== 'online');
      await sellThree(helper, 'station');
      await helper.find('promise', 'Held for you until');
      await helper.press('order-button');
      await helper.sees('Saved on this device');
      await helper.press('close-button');
      await helper.find('stock-toggle', '2 held for this stall until');
      assert.deepEqual(await count(), { pool: pool - 5, leased: 5, sold: 0 });

      await takeForDay(helper, TITLE, 9);
      await helper.find('stock', 'No connection. Nothing was changed');
      await helper.goOffline(false);
      const { orders } = await helper.until(({ orders: [newest] }) => newest?.state === 'confirmed');
      assert.equal(orders.length, 1);
      await helper.find('stock-toggle', '2 held for this stall until');
      assert.deepEqual(await count(), { pool: pool - 5, leased: 2, sold: 3 });

      await helper.press('give-back-button');
      await helper.find('stock-toggle', 'Nothing is held');
      assert.deepEqual(await count(), { pool: pool - 3, leased: 0, sold: 3 });
      assert.deepEqual(helper.complaints, []);
      await helper.page.close();
    });

    it('is left alone by what a basket has held beside it', async () => {
      // Remembered from before.
      const helper = await visit(phone.browser, stand.pageUrl + STALL);
      await openDayStock(helper, 'station');
      const { pool, sold } = await count();
      await takeForDay(helper, TITLE, 4);
      await helper.find('stock-toggle', '4 held for this stall until');
      // Another place: none of what the stall holds serves there.
      await sellThree(helper, 'market');
      await helper.find('promise', 'Held for you until');
      assert.deepEqual(await count(), { pool: pool - 4, leased: 4, sold });
      assert.equal((await countAt(stand, 'market', OATS.variant)).leased, 3);
      await helper.press('order-button');
      await helper.until(({ orders: [newest] }) => newest?.state === 'confirmed');
      await helper.find('stock-toggle', '4 held for this stall until');
      assert.deepEqual(await count(), { pool: pool - 4, leased: 4, sold });
      await helper.page.close();
    });

    it('is promised to two customers with no network who want the same time', async () => {
      const helper = await visit(phone.browser, stand.pageUrl + STALL);
      await openDayStock(helper, 'station');
      await typePlaces(helper, 2);
      await takeForDay(helper, TITLE, 6);
      await helper.find('stock-toggle', '6 held for this stall until');
      await helper.goOffline(true);
      await helper.until(({ connection }) => connection !== 'online');
      for (const held of ['3 held for this stall until', 'Nothing is held for this stall']) {
        await sellThree(helper, 'station');
        await helper.find('promise', 'Held for you until');
        await helper.press('order-button');
        await helper.sees('Saved on this device');
        await helper.press('close-button');
        await helper.find('stock-toggle', held);
      }
      await helper.goOffline(false);
      const { orders } = await helper.until(
        ({ orders: [newest, next] }) => newest?.state === 'confirmed' && next?.state === 'confirmed',
      );
      assert.equal(orders[0]?.pickup.slot, orders[1]?.pickup.slot);
    });
  });
