/** A browser's folder that was copied: two devices with one key, of which both believe that the last sack is held for them. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { fillCheckout, OATS, openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { DRIVEN_WIDELY, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';

/** The market has three. */
const SACK = 'oats-2500';

let stand: Stand;

async function enter(phone: Phone, offline: boolean): Promise<Shopper> {
  const shopper = await phone.open(stand.pageUrl + TWO_LINES);
  await shopper.ready();
  await shopper.goOffline(offline);
  return shopper;
}

async function addSack(shopper: Shopper): Promise<void> {
  const added = await shopper.page.evaluate(
    async (variant, modifiers) => {
      type Adds = { add(variant: string, quantity: number, modifiers: object): Promise<{ ok: boolean }> };
      return (document.querySelector('punnet-shop') as unknown as Adds).add(variant, 1, modifiers);
    },
    SACK,
    OATS.modifiers,
  );
  assert.equal(added.ok, true);
}

async function begin(shopper: Shopper): Promise<void> {
  await addSack(shopper);
  await shopper.press('open-button');
  await fillCheckout(shopper, 'market');
}

async function copyAndOrder(phones: Phone[]): Promise<void> {
  const [original] = phones;
  assert.ok(original);
  const first = await enter(original, false);
  await begin(first);
  await first.sees('Held for you until');
  await first.page.close();
  phones.push(await original.copy());
  const copies = await Promise.all(phones.map((phone) => enter(phone, true)));
  const placed: string[] = [];
  for (const copy of copies) {
    await copy.press('open-button');
    await fillCheckout(copy, 'market');
    await copy.sees('Held for you until');
    await copy.press('order-button');
    await copy.sees('Saved on this device');
    const { orders } = await copy.state();
    placed.push(orders[0]?.id ?? '');
  }
  for (const copy of copies) {
    await copy.goOffline(false);
    await copy.until(({ orders }) => orders[0]?.state.startsWith('confirmed') === true);
  }
  const received = await stand.orders();
  // What was held for both went to the first; the other's came out of what was left.
  assert.deepEqual(received.map(({ state }) => state).sort(), ['confirmed', 'confirmed_late']);
  assert.deepEqual(received.map(({ id }) => id).sort(), [...placed].sort());
  assert.deepEqual([...new Set(received.map(({ device }) => device))].length, 1);
  const [, copy] = copies;
  assert.ok(copy);
  await copy.page.reload();
  await copy.ready();
  await begin(copy);
  await copy.press('order-button');
  await copy.until(({ orders }) => orders.length === 2 && orders[0]?.state === 'confirmed');
  const now = await stand.orders();
  assert.equal(new Set(now.map(({ device }) => device)).size, 2);
  assert.deepEqual(
    copies.map(({ complaints }) => complaints),
    [[], []],
  );
}

for (const name of DRIVEN_WIDELY)
  describe(`a browser's folder that was copied (${name})`, () => {
    const phones: Phone[] = [];
    before(async () => {
      stand = await openDemoStand();
      phones.push(await Phone.start(name));
    });
    after(async () => {
      await Promise.all(phones.map((phone) => phone.close()));
      await stand.close();
    });

    it('is noticed, loses what is held for it, and no order of either is lost', () => copyAndOrder(phones));
  });
