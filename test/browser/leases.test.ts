/** What a shopper was told is held for them is theirs, though the network goes and others buy the rest. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import { fillCheckout, OATS, openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';

/** The market has three. */
const SACK = 'oats-2500';

let stand: Stand;
let phones: readonly Phone[];
before(async () => {
  stand = await openDemoStand();
  phones = await Promise.all([Phone.start('chromium'), Phone.start('chromium')]);
});
after(async () => {
  await Promise.all(phones.map((phone) => phone.close()));
  await stand.close();
});

async function enter(phone: Phone | undefined): Promise<Shopper> {
  const shopper = await (phone as Phone).open(stand.pageUrl + TWO_LINES);
  await shopper.ready();
  return shopper;
}

/** Adds sacks; with a depot, orders them there by script. @returns the order's id */
function take(shopper: Shopper, quantity: number, depot?: string): Promise<string | undefined> {
  return shopper.page.evaluate(
    async (variant, modifiers, many, at) => {
      const shop = document.querySelector('punnet-shop') as unknown as {
        state: { slots: Record<string, { id: string; open: boolean; cutoff: string }[]> };
        add(variant: string, quantity: number, modifiers: object): Promise<{ ok: boolean; code?: string }>;
        placeOrder(request: object): Promise<{ ok: boolean; code?: string; order?: { id: string } }>;
      };
      const added = await shop.add(variant, many, modifiers);
      if (!added.ok) throw new Error(added.code);
      if (at === undefined) return undefined;
      const soon = Date.now() + 600_000;
      const slot = shop.state.slots[at]?.find(({ open, cutoff }) => open && Date.parse(cutoff) > soon)?.id;
      const contact = { name: 'Ada Miller' };
      const placed = await shop.placeOrder({ contact, pickup: { depot: at, slot }, payment: 'at-pickup' });
      return placed.order?.id ?? placed.code;
    },
    SACK,
    OATS.modifiers,
    quantity,
    depot,
  );
}

it('what is held for a shopper is kept for them through a tunnel, and the last unit is sold once', async () => {
  const [ada, bob] = await Promise.all(phones.map(enter));
  assert.ok(ada && bob);
  await take(ada, 2);
  await ada.press('open-button');
  await fillCheckout(ada, 'market');
  await ada.sees('Held for you until');
  const held = await ada.state();
  assert.deepEqual(held.hold?.quantities, { [SACK]: 2 });
  assert.deepEqual(
    held.cart.lines.map(({ promise }) => promise),
    ['held'],
  );
  await ada.goOffline(true);
  await take(bob, 1, 'market');
  await bob.until(({ orders }) => orders[0]?.state === 'confirmed');
  await take(bob, 1, 'market');
  const { orders } = await bob.until(({ orders: [newest] }) => newest?.state === 'disputed');
  const decision = orders[0]?.decision;
  assert.ok(decision?.kind === 'dispute' && decision.alternates.length > 0);
  await ada.press('order-button');
  await ada.sees('Saved on this device');
  await ada.goOffline(false);
  await ada.sees('Confirmed');
  const received = await stand.orders();
  const states = received.map(({ state, lines }) => [state, lines[0]?.quantity]);
  assert.deepEqual(states.sort(), [
    ['confirmed', 1],
    ['confirmed', 2],
    ['disputed', 1],
  ]);
  assert.deepEqual([ada.complaints, bob.complaints], [[], []]);
});

it('a choice of what is offered instead is made with no network, and kept', async () => {
  const bob = await enter(phones[1]);
  const { orders } = await bob.state();
  const order = orders.find(({ state }) => state === 'disputed');
  assert.ok(order);
  await bob.goOffline(true);
  await bob.until(({ connection }) => connection === 'offline');
  await bob.press('open-button');
  await bob.press('orders-link');
  await bob.sees('Needs you: Rolled oats ran out');
  await bob.press('choice', ', £');
  await bob.press('choose-button');
  await bob.sees('Your choice is saved on this device');
  await bob.goOffline(false);
  const { orders: settled } = await bob.until(({ orders: all }) =>
    all.every(({ state }) => state === 'confirmed'),
  );
  const now = settled.find(({ id }) => id === order.id);
  assert.notEqual(now?.pickup.slot, order.pickup.slot);
  assert.ok((now?.discount ?? 0) > 0);
  const received = (await stand.orders()).find(({ id }) => id === order.id);
  assert.deepEqual([received?.state, received?.pickup.slot], ['confirmed', now?.pickup.slot]);
  assert.equal(received?.total, now?.total);
  assert.deepEqual(bob.complaints, []);
});
