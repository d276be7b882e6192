/** A stall's stock for its day, as a helper takes and sells it, and as the endpoint's books have it. */
import { join } from 'node:path';

import { openDatabase } from '../../../src/endpoint/database.js';
import { fillBasket } from './demo-stand.js';
import type { Shopper } from './shopper.js';
import type { Stand } from './stand.js';

export interface Counted {
  readonly pool: number;
  readonly leased: number;
  readonly sold: number;
}

export async function countAt(stand: Stand, depot: string, variant: string): Promise<Counted> {
  const database = await openDatabase(join(stand.data, 'punnet.db'));
  const row = await database
    .selectFrom('stock')
    .select(['quantity', 'leased', 'sold'])
    .where('variant', '=', variant)
    .where('depot', '=', depot)
    .executeTakeFirstOrThrow();
  await database.destroy();
  return { pool: row.quantity, leased: row.leased, sold: row.sold };
}

/** Says where the stall stands, and opens the form. */
export async function openDayStock(helper: Shopper, depot: string): Promise<void> {
  const select = await helper.find('depot');
  await select.evaluate((element, value) => {
    (element as HTMLSelectElement).value = value;
    element.dispatchEvent(new Event('change'));
  }, depot);
  await helper.press('stock-toggle');
  await helper.find('take-button');
}

/** Types how many the stall is to have of what a row is called, by the keyboard, and asks for it by Enter. */
export async function takeForDay(helper: Shopper, title: string, quantity: number): Promise<void> {
  await typeNumber(helper, await helper.find('stock-line', title), quantity);
  await helper.page.keyboard.press('Enter');
}

/** Types for how many orders in each time the stall is to have a place. */
export async function typePlaces(helper: Shopper, places: number): Promise<void> {
  await typeNumber(helper, await helper.find('stock-places'), places);
}

async function typeNumber(
  helper: Shopper,
  row: Awaited<ReturnType<Shopper['find']>>,
  number: number,
): Promise<void> {
  await row.evaluate((element) => element.querySelector('input')?.select());
  await helper.page.keyboard.type(String(number));
}

/** Three pouches of oats through basket and checkout up to the order button, for the first time that is listed. */
export async function sellThree(helper: Shopper, depot: string): Promise<void> {
  await fillBasket(helper);
  await helper.press('open-button');
  await helper.press('checkout-button');
  await helper.choose('depot', depot);
  await helper.page.waitForFunction(
    `(() => { const seek = (root) => { for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'input' && element.name === 'slot') return element;
      const inside = element.shadowRoot && seek(element.shadowRoot);
      if (inside) return inside;
    } }; const first = seek(document); first?.click(); return first?.checked ?? false; })()`,
    { timeout: 15_000, polling: 100 },
  );
  await helper.type('name', 'Ada Miller');
}
