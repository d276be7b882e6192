import { expect } from '@open-wc/testing';
import * as v from 'valibot';

import { placeOrder } from '../../../src/core/order/place.js';
import { parseJournalText } from '../../../src/core/order/journal-entry.js';
import { IntentSchema } from '../../../src/core/protocol/intent.js';
import type { DeviceStore } from '../../../src/core/ports.js';
import {
  CONSENT,
  createDevice,
  createRequest,
  fillBasket,
  firstSlot,
  NOBODY,
  OPEN_CATALOG,
  placeOne,
} from '../../support/order-desk.js';
import { readIntent } from '../../support/scripted-endpoint.js';

const CONTEXT = { catalog: OPEN_CATALOG, consent: CONSENT };

describe('placing an order', () => {
  it('keeps a signed intent, the order and the emptied basket, and a second copy', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    const [intent] = await device.store.list('intent');
    const cart = await device.store.get(['cart']);
    expect(order.state).to.equal('saved');
    expect(order.total).to.equal(440);
    expect(order.code).to.match(/^[2-9BCDFGHJ-NP-TV-Z]{6}$/);
    expect(cart?.cart.lines).to.deep.equal([]);
    expect(intent?.order).to.equal(order.id);
    expect(v.is(IntentSchema, readIntent(intent?.jws ?? ''))).to.equal(true);
    expect(parseJournalText(device.journal.files.get(order.id) ?? '')?.intent.jws).to.equal(intent?.jws);
  });

  it('signs what the shopper saw: version, lines, total and slot', async () => {
    const device = createDevice();
    await placeOne(device, 3);
    const [kept] = await device.store.list('intent');
    const intent = readIntent(kept?.jws ?? '');
    expect(intent.type).to.equal('order.place');
    expect(intent.body).to.deep.include({
      catalog: OPEN_CATALOG.version,
      currency: 'GBP',
      total: 660,
      deposits: 0,
      lines: [
        { variant: 'oats-500', modifiers: { container: 'own-jar' }, quantity: 3, price: 220, total: 660 },
      ],
      pickup: { depot: 'station', slot: firstSlot().id },
    });
  });

  it('counts a device\u2019s intents from 0 and names them so that they sort', async () => {
    const device = createDevice();
    const orders = [await placeOne(device), await placeOne(device), await placeOne(device)];
    const kept = await device.store.list('intent');
    expect(kept.map(({ jws }) => readIntent(jws).seq)).to.deep.equal([0, 1, 2]);
    expect(kept.map(({ id }) => id)).to.deep.equal(orders.map(({ id }) => id));
  });

  it('places one order when two tabs press at the same time', async () => {
    const device = createDevice();
    await fillBasket(device);
    const pressed = await Promise.all([
      placeOrder(device.ports, createRequest(), CONTEXT),
      placeOrder(device.ports, createRequest(), CONTEXT),
    ]);
    expect(pressed.filter(({ ok }) => ok)).to.have.length(1);
    expect(pressed.find(({ ok }) => !ok)).to.include({ code: 'empty-basket' });
    expect(await device.store.list('order')).to.have.length(1);
  });

  it('says that an order is kept once when the second copy can not be written', async () => {
    const device = createDevice();
    device.journal.broken = true;
    await fillBasket(device);
    const placed = await placeOrder(device.ports, createRequest(), CONTEXT);
    expect(placed).to.include({ ok: true, kept: 'once' });
  });

  it('orders nothing, and keeps the basket, when there is no room', async () => {
    const device = createDevice();
    await fillBasket(device);
    const full: DeviceStore = { ...device.store, commit: async () => ({ ok: false, code: 'full' }) };
    const placed = await placeOrder({ ...device.ports, store: full }, createRequest(), CONTEXT);
    expect(placed).to.include({ ok: false, code: 'storage-full' });
    expect((await device.store.get(['cart']))?.cart.lines).to.have.length(1);
    expect(device.journal.files.size).to.equal(0);
  });

  const refusals = [
    { name: 'an empty basket', empty: true, code: 'empty-basket' },
    { name: 'a total that is not the one shown', request: { total: 439 }, code: 'total-changed' },
    { name: 'an unknown depot', request: { pickup: { depot: 'moon', slot: 'x' } }, code: 'unknown-depot' },
    {
      name: 'a time that is no slot',
      request: { pickup: { depot: 'station', slot: 'station/x' } },
      code: 'unknown-slot',
    },
    { name: 'a slot past its cut-off', later: 40 * 24 * 3_600_000, code: 'cutoff-passed' },
    { name: 'a basket below the minimum', minimum: 500, code: 'below-minimum' },
    { name: 'a missing name', contact: { name: 'required' as const }, code: 'name-missing' },
    {
      name: 'a malformed e-mail address',
      contact: { email: 'required' as const },
      request: { contact: { email: 'nobody' } },
      code: 'email-malformed',
    },
    {
      name: 'a contact that can not be sealed yet',
      contact: { name: 'required' as const },
      request: { contact: { name: 'Ada' } },
      code: 'needs-connection',
    },
    { name: 'a note without end', request: { note: 'x'.repeat(501) }, code: 'note-too-long' },
  ];
  for (const { name, code, empty, request, later = 0, minimum = 0, contact = {} } of refusals) {
    it(`refuses ${name} with ${code} and keeps the basket`, async () => {
      const device = createDevice();
      if (!empty) await fillBasket(device);
      device.time.now += later;
      const catalog = {
        ...OPEN_CATALOG,
        shop: { ...OPEN_CATALOG.shop, minimum, contact: { ...NOBODY, ...contact } },
      };
      const placed = await placeOrder(device.ports, createRequest(request), { catalog, consent: CONSENT });
      expect(placed).to.include({ ok: false, code });
      expect((await device.store.get(['cart']))?.cart.lines.length ?? 0).to.equal(empty ? 0 : 1);
      expect(await device.store.list('intent')).to.deep.equal([]);
    });
  }
});
