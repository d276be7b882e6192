import { expect } from '@open-wc/testing';

import { choose } from '../../../src/core/order/choose.js';
import type { OrderDecision, OrderRecord } from '../../../src/core/order/order.js';
import { createDevice, placeOne, type Device } from '../../support/order-desk.js';
import { readIntent } from '../../support/scripted-endpoint.js';

async function change(device: Device, order: OrderRecord, changes: Partial<OrderRecord>) {
  const next = { ...order, ...changes, rev: order.rev + 1 };
  await device.store.commit({ put: [[['order', order.id], next]], durability: 'relaxed' });
}

/** What the shop offers, until so long after the order was placed. */
function dispute({ pickup, placedAt }: OrderRecord, inMs: number): OrderDecision {
  const until = new Date(Date.parse(placedAt) + 1_000 + inMs).toISOString();
  return {
    kind: 'dispute',
    alternates: [{ id: '1-1', pickup, without: [], amount: 420, discount: 20, until }],
  };
}

describe('a choice about an order', () => {
  it('is saved beside the order and follows it in the outbox', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    device.time.now -= 60_000;
    const chosen = await choose(device.ports, 'millrace', order.id, 'cancel');
    const kept = await device.store.list('intent');
    expect(chosen.ok && chosen.order.choice).to.equal('cancel');
    expect(kept.map(({ type }) => type)).to.deep.equal(['order.place', 'order.cancel']);
    expect(device.journal.files.size).to.equal(2);
    expect((await device.store.get(['order', order.id]))?.state).to.equal('saved');
  });

  it('to accept names the amount that is agreed to', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    await change(device, order, {
      state: 'repriced',
      decision: { kind: 'reprice', accepted: 440, amount: 480, changes: [] },
    });
    await choose(device.ports, 'millrace', order.id, 'accept');
    const [, accept] = await device.store.list('intent');
    expect(readIntent(accept?.jws ?? '').body).to.deep.equal({ order: order.id, amount: 480 });
  });

  it('of an alternate names it, and is shown until the shop has answered', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    await change(device, order, { state: 'disputed', decision: dispute(order, 1) });
    const chosen = await choose(device.ports, 'millrace', order.id, { alternate: '1-1' });
    const [, intent] = await device.store.list('intent');
    const { type, body } = readIntent(intent?.jws ?? '');
    expect([type, body]).to.deep.equal(['order.choose', { order: order.id, alternate: '1-1' }]);
    expect(chosen.ok && [chosen.order.choice, chosen.order.chosen?.id]).to.deep.equal(['choose', '1-1']);
    expect(chosen.ok && chosen.order.events.at(-1)?.state).to.equal('choose-saved');
  });

  for (const { name, alternate, inMs, code } of [
    { name: 'that nobody offered', alternate: '1-2', inMs: 1_000, code: 'unknown-alternate' },
    { name: 'whose time has passed', alternate: '1-1', inMs: 0, code: 'alternate-over' },
  ]) {
    it(`is refused of an alternate ${name}`, async () => {
      const device = createDevice();
      const order = await placeOne(device);
      await change(device, order, { state: 'disputed', decision: dispute(order, inMs) });
      const chosen = await choose(device.ports, 'millrace', order.id, { alternate });
      expect(chosen).to.include({ ok: false, code });
    });
  }

  it('shows the order\u2019s secret when another key placed it', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    await change(device, order, { device: 'another' });
    await choose(device.ports, 'millrace', order.id, 'cancel');
    const [, cancel] = await device.store.list('intent');
    expect(readIntent(cancel?.jws ?? '').body).to.deep.equal({ order: order.id, secret: order.secret });
  });

  const refusals = [
    {
      name: 'of an order that is not here',
      id: '019abf00-0000-7000-8000-00000000ffff',
      choice: 'cancel',
      code: 'unknown-order',
    },
    { name: 'to accept what asks for nothing', changes: {}, choice: 'accept', code: 'nothing-to-accept' },
    {
      name: 'to cancel what was collected',
      changes: { state: 'collected' },
      choice: 'cancel',
      code: 'not-cancellable',
    },
    { name: 'made twice', changes: { choice: 'cancel' }, choice: 'cancel', code: 'already-chosen' },
  ] as const;
  for (const { name, code, choice, ...given } of refusals) {
    it(`is refused ${name}`, async () => {
      const device = createDevice();
      const order = await placeOne(device);
      if ('changes' in given) await change(device, order, given.changes);
      const chosen = await choose(device.ports, 'millrace', 'id' in given ? given.id : order.id, choice);
      expect(chosen).to.include({ ok: false, code });
      expect(await device.store.list('intent')).to.have.length(1);
    });
  }
});
