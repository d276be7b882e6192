/** The owner's screen at a real endpoint: let in by the printed code, told of real orders, heard, and shown with its age offline. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { createCode, plainCode } from '../../src/core/protocol/enrol.js';
import { hash } from '../../src/crypto/sha256.js';
import { openDatabase } from '../../src/endpoint/database.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { openDemoStand, orderByScript, TWO_LINES } from '../support/journey/demo-stand.js';
import { DRIVEN_WIDELY, Phone, type Shopper } from '../support/journey/shopper.js';
import { SITE_KEPT } from '../support/journey/site-kept.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

const OWNER = '/pages/owner.html';
const DAY_MS = 86_400_000;

async function createOwnerCode(stand: Stand): Promise<string> {
  const code = createCode(crypto.getRandomValues(new Uint8Array(10)));
  const database = await openDatabase(join(stand.data, 'punnet.db'));
  const until = new Date(Date.now() + DAY_MS).toISOString();
  const kept = await hash(plainCode(code));
  await createSqlLedger(database, 'millrace').transaction((rows) =>
    rows.addEnrolCode(kept, { class: 'owner', manualReclaim: false }, until),
  );
  await database.destroy();
  return code;
}

async function signIn(owner: Shopper, code: string): Promise<void> {
  await owner.find('open-button');
  await owner.page.evaluate((text) => {
    const root = document.querySelector('punnet-insights')?.shadowRoot;
    const [input, box] = root?.querySelectorAll('input') ?? [];
    if (input) input.value = text;
    if (box) box.checked = true;
  }, code);
  await owner.press('open-button');
}

/** Types into a field of the screen, or chooses in it. */
function fill(owner: Shopper, selector: string, text: string): Promise<void> {
  return owner.page.evaluate(
    (at, value) => {
      const root = document.querySelector('punnet-insights')?.shadowRoot;
      const field = root?.querySelector(at) as HTMLInputElement;
      field.value = value;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    },
    selector,
    text,
  );
}

async function booksOf(stand: Stand) {
  const database = await openDatabase(join(stand.data, 'punnet.db'));
  const [stock] = await database
    .selectFrom('stock')
    .select(['quantity', 'leased', 'sold', 'buffer'])
    .where('variant', '=', 'oats-500')
    .where('depot', '=', 'mill')
    .execute();
  const depots = await database.selectFrom('depots').select(['id', 'status', 'reason']).execute();
  await database.destroy();
  const { quantity = 0, leased = 0, sold = 0, buffer = 0 } = stock ?? {};
  return { there: quantity + leased + sold, buffer, depots };
}

for (const name of DRIVEN_WIDELY) {
  describe(`an owner (${name})`, () => {
    let stand: Stand;
    let phone: Phone;
    before(async () => {
      stand = await openDemoStand();
      phone = await Phone.start(name);
    });
    after(async () => {
      await phone.close();
      await stand.close();
    });

    it('sees what was ordered, sets a count and closes a place, and sees it with its age when offline', async () => {
      const shopper = await visit(phone.browser, stand.pageUrl + TWO_LINES);
      await shopper.ready();
      await orderByScript(shopper, 2);
      await shopper.until(({ orders }) => orders.every(({ receipt }) => receipt?.kind === 'confirmed'));
      await shopper.page.close();

      const owner = await visit(phone.browser, stand.pageUrl + OWNER);
      await signIn(owner, await createOwnerCode(stand));
      const orders = await stand.orders();
      assert.equal(orders.length, 2);
      const sum = orders.reduce((all, { total }) => all + total, 0) / 100;
      await owner.find('finding', `2 orders, £${sum.toFixed(2)}.`);
      await owner.page.waitForFunction(
        `document.querySelector('punnet-insights').shadowRoot.querySelector('.plot canvas')`,
      );

      await fill(owner, '#stock-variant', 'oats-500');
      await fill(owner, '#stock-depot', 'mill');
      await fill(owner, '#stock-count', '77');
      await fill(owner, '#stock-buffer', '5');
      await owner.press('save-button');
      await owner.find('message', 'The shop has it.');
      assert.deepEqual(await booksOf(stand), { there: 77, buffer: 5, depots: [] });
      await fill(owner, '#status-0', 'closed');
      await fill(owner, '#reason-0', 'No power today');
      await owner.page.evaluate(() => {
        const root = document.querySelector('punnet-insights')?.shadowRoot;
        root?.querySelector<HTMLElement>('[aria-labelledby=depot-0] button')?.click();
      });
      await owner.find('depot', 'Now: closed.');
      assert.deepEqual((await booksOf(stand)).depots, [
        { id: 'station', status: 'closed', reason: 'No power today' },
      ]);

      await stand.stopEndpoint();
      await owner.page.reload();
      await owner.find('message', 'The shop can’t be reached.');
      await owner.find('finding', `2 orders, £${sum.toFixed(2)}.`);
      await fill(owner, '#stock-variant', 'oats-500');
      await fill(owner, '#stock-depot', 'mill');
      await fill(owner, '#stock-count', '70');
      await owner.press('save-button');
      await owner.find('word', '70. Saved, not sent yet.');
      await stand.startEndpoint();
      await owner.press('send-button');
      await owner.find('message', 'The shop has it.');
      assert.equal((await booksOf(stand)).there, 70);
      assert.deepEqual(owner.complaints, []);
    });

    it('sees it with its age once every server is gone, after one visit', async () => {
      const other = await Phone.start(name);
      let isDark = false;
      try {
        const owner = await visit(other.browser, stand.pageUrl + OWNER);
        await signIn(owner, await createOwnerCode(stand));
        await owner.find('message', 'as of');
        await owner.page.waitForFunction(SITE_KEPT, { timeout: 20_000, polling: 50 });
        await stand.goDark();
        isDark = true;
        await owner.reload();
        await owner.find('message', 'The shop can’t be reached.');
        await owner.find('message', 'not what holds now');
        await owner.find('stock-form', 'Set a count');
        assert.deepEqual(owner.complaints, []);
      } finally {
        await other.close();
        if (isDark) await stand.comeBack();
      }
    });
  });
}
