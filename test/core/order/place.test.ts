import { expect } from '@open-wc/testing';
import * as v from 'valibot';

import { EMPTY_CART, MAX_LINES, reduceCart } from '../../../src/core/cart/cart.js';
import type { Catalog } from '../../../src/core/catalog/catalog-schema.js';
import { placeOrder } from '../../../src/core/order/place.js';
import { parseJournalText } from '../../../src/core/order/journal-entry.js';
import { JweSchema, JwsSchema } from '../../../src/core/protocol/fields.js';
import { IntentSchema } from '../../../src/core/protocol/intent.js';
import { MAX_BODY_BYTES } from '../../../src/core/protocol/sync.js';
import type { DeviceStore } from '../../../src/core/ports.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../../../src/crypto/endpoint-keys.js';
import {
  createDevice,
  createRequest,
  fillBasket,
  firstSlot,
  keepBasket,
  NOBODY,
  NOW,
  OPEN_CATALOG,
  placeOne,
  type Device,
} from '../../support/order-desk.js';
import { readIntent } from '../../support/scripted-endpoint.js';

const CONTEXT = { catalog: OPEN_CATALOG };

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

  const allow = ({ store }: Device, rev: number, personalisation: boolean) => {
    const record = { rev, personalisation, measurement: true, at: new Date(NOW).toISOString() };
    return store.commit({ put: [[['consent'], record]], durability: 'strict' });
  };

  /** What the only order that waits says of it. */
  const signedLeave = async ({ store }: Device) => {
    const [intent] = await store.list('intent');
    const { body, seq } = readIntent(intent?.jws ?? '');
    return { consent: 'consent' in body ? body.consent : undefined, seq };
  };

  it('signs what the shopper allows as it is kept, though another tab changes that meanwhile', async () => {
    const device = createDevice();
    await allow(device, 1, true);
    await fillBasket(device);
    const { store } = device;
    const { commit } = store;
    store.commit = async (change) => {
      store.commit = commit;
      await allow(device, 2, false);
      return commit(change);
    };
    expect(await placeOrder(device.ports, createRequest(), CONTEXT)).to.include({ ok: true });
    const consent = { personalisation: false, measurement: true };
    expect(await signedLeave(device)).to.deep.equal({ consent, seq: 0 });
  });

  it('signs that nothing is allowed where the browser refuses for its user', async () => {
    const device = createDevice();
    await allow(device, 1, true);
    await fillBasket(device);
    await placeOrder(device.ports, createRequest(), { ...CONTEXT, isRefused: true });
    const consent = { personalisation: false, measurement: false };
    expect(await signedLeave(device)).to.deep.equal({ consent, seq: 0 });
  });

  it('counts a device\u2019s intents from 0 and names them so that they sort', async () => {
    const device = createDevice();
    const orders = [await placeOne(device), await placeOne(device), await placeOne(device)];
    const kept = await device.store.list('intent');
    expect(kept.map(({ jws }) => readIntent(jws).seq)).to.deep.equal([0, 1, 2]);
    expect(kept.map(({ id }) => id)).to.deep.equal(orders.map(({ id }) => id));
  });

  it('keeps of each line whether the maker had said what is in it, and signs no word of that', async () => {
    const stated = createDevice();
    const unsaid = createDevice();
    const products = OPEN_CATALOG.products.map(({ allergens: _allergens, ...product }) => product);
    await fillBasket(stated);
    await fillBasket(unsaid);
    await placeOrder(stated.ports, createRequest(), CONTEXT);
    const silent = { catalog: { ...OPEN_CATALOG, products } };
    await placeOrder(unsaid.ports, createRequest(), silent);
    for (const { device, said } of [
      { device: stated, said: true },
      { device: unsaid, said: undefined },
    ]) {
      const [order] = await device.store.list('order');
      expect(order?.lines.map(({ allergensStated }) => allergensStated)).to.deep.equal([said]);
      const [intent] = await device.store.list('intent');
      expect(v.is(IntentSchema, readIntent(intent?.jws ?? ''))).to.equal(true);
    }
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

  /** A shop where each of so many products has so many choices to make, all under long names, and a basket with all of it. */
  async function fillWide(device: Device, products: number, choices: number) {
    const long = (name: string) => name.padEnd(100, '-');
    const modifiers = Array.from({ length: choices }, (_, index) => ({
      id: long(`choice-${index}`),
      title: 'Choice',
      required: true,
      options: [{ id: long(`option-${index}`), title: 'Option', price: 0, deposit: 0, allergens: [] }],
    }));
    const [, , honey] = OPEN_CATALOG.products;
    if (!honey) throw new Error('the fixture has no honey');
    const catalog = {
      ...OPEN_CATALOG,
      products: Array.from({ length: products }, (_, index) => ({
        ...honey,
        id: `p-${index}`,
        modifiers,
        variants: honey.variants.map((variant) => ({ ...variant, id: `honey-${index}` })),
      })),
    };
    const chosen = Object.fromEntries(modifiers.map(({ id, options }) => [id, options[0]?.id ?? '']));
    let cart = EMPTY_CART;
    for (let index = 0; index < products; index++) {
      const added = reduceCart(cart, { type: 'add', variant: `honey-${index}`, modifiers: chosen }, catalog);
      if (!added.ok) throw new Error(added.code);
      cart = added.cart;
    }
    await keepBasket(device.store, cart, undefined);
    return placeOrder(device.ports, createRequest(), { catalog });
  }

  it('of a full basket can be sent in one body, and restored', async () => {
    const device = createDevice();
    const placed = await fillWide(device, MAX_LINES, 1);
    expect(placed).to.include({ ok: true });
    const [intent] = await device.store.list('intent');
    const jws = intent?.jws ?? '';
    expect(jws.length).to.be.greaterThan(100_000);
    expect(v.is(JwsSchema, jws)).to.equal(true);
    expect(jws.length).to.be.lessThan(MAX_BODY_BYTES - 16 * 1024 - 8 * 1024);
    expect(parseJournalText(device.journal.files.get(intent?.id ?? '') ?? '')?.intent.jws).to.equal(jws);
  });

  it('that no request could carry is refused before anything is kept', async () => {
    const device = createDevice();
    expect(await fillWide(device, 200, 5)).to.include({ ok: false, code: 'order-too-large' });
    expect((await device.store.get(['cart']))?.cart.lines).to.have.length(200);
    expect([await device.store.count('intent'), device.journal.files.size]).to.deep.equal([0, 0]);
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
    {
      name: 'a longer name than the shop can read',
      contact: { name: 'required' as const },
      request: { contact: { name: 'x'.repeat(201) } },
      code: 'name-too-long',
    },
    {
      name: 'a longer phone number than the shop can read',
      contact: { phone: 'optional' as const },
      request: { contact: { phone: '0'.repeat(41) } },
      code: 'phone-too-long',
    },
    { name: 'another way to pay', request: { payment: 'link' as 'at-pickup' }, code: 'payment-refused' },
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
      const placed = await placeOrder(device.ports, createRequest(request), { catalog });
      expect(placed).to.include({ ok: false, code });
      expect((await device.store.get(['cart']))?.cart.lines.length ?? 0).to.equal(empty ? 0 : 1);
      expect(await device.store.list('intent')).to.deep.equal([]);
    });
  }

  const strange: { name: string; request: unknown; code: string; field?: string }[] = [
    { name: 'nothing at all', request: undefined, code: 'bad-request', field: 'request' },
    { name: 'a text', request: 'two jars', code: 'bad-request', field: 'request' },
    { name: 'no pickup', request: {}, code: 'depot-missing', field: 'depot' },
    { name: 'a pickup of null', request: { pickup: null }, code: 'depot-missing', field: 'depot' },
    { name: 'a pickup without a slot', request: { pickup: { depot: 'station' } }, code: 'slot-missing' },
    {
      name: 'a slot by number',
      request: { pickup: { depot: 'station', slot: 7 } },
      code: 'bad-request',
      field: 'pickup.slot',
    },
    {
      name: 'a contact that is a name',
      request: { ...createRequest(), contact: 'Ada' },
      code: 'bad-request',
      field: 'contact',
    },
    {
      name: 'a phone by number',
      request: { ...createRequest(), contact: { phone: 12345 } },
      code: 'bad-request',
      field: 'contact.phone',
    },
    {
      name: 'a note that is a list',
      request: { ...createRequest(), note: [] },
      code: 'bad-request',
      field: 'note',
    },
    {
      name: 'a total that is a text',
      request: { ...createRequest(), total: '4.40' },
      code: 'bad-request',
      field: 'total',
    },
  ];
  for (const { name, request, code, field } of strange) {
    it(`answers a script that passes ${name} with ${code}`, async () => {
      const device = createDevice();
      await fillBasket(device);
      const placed = await placeOrder(device.ports, request, CONTEXT);
      expect(placed).to.include({ ok: false, code });
      if (field !== undefined) expect(placed).to.have.nested.property('about.field', field);
      expect((await device.store.get(['cart']))?.cart.lines).to.have.length(1);
    });
  }

  it('takes null for what a script has no word for', async () => {
    const device = createDevice();
    await fillBasket(device);
    const request = {
      ...createRequest(),
      contact: { name: null, phone: undefined },
      note: null,
      total: null,
    };
    expect(await placeOrder(device.ports, request, CONTEXT)).to.include({ ok: true });
  });

  const sealing = async () => {
    const keys = publicKeys(await loadEndpointKeys(await createEndpointKeys())) as Catalog['keys'];
    const contact = { name: 'required', email: 'required', phone: 'required' } as const;
    return { ...OPEN_CATALOG, keys, shop: { ...OPEN_CATALOG.shop, contact } };
  };
  const longest = (letter: string) => ({
    contact: {
      name: letter.repeat(200),
      email: `${letter.repeat(252)}@y`,
      phone: `12345${letter.repeat(35)}`,
    },
    note: letter.repeat(500),
  });

  it('seals a contact and a note as long as they may be, in any script, so that the shop can take them in', async () => {
    const device = createDevice();
    const catalog = await sealing();
    await fillBasket(device, 2, catalog);
    const placed = await placeOrder(device.ports, createRequest(longest('食')), {
      catalog,
    });
    expect(placed).to.include({ ok: true });
    const [intent] = await device.store.list('intent');
    expect(v.is(JweSchema, intent?.sealed?.jwe)).to.equal(true);
  });

  it('keeps nothing that would be more than the shop takes in once it is sealed', async () => {
    const device = createDevice();
    const catalog = await sealing();
    await fillBasket(device, 2, catalog);
    const placed = await placeOrder(device.ports, createRequest(longest('\u0001')), {
      catalog,
    });
    expect(placed).to.include({ ok: false, code: 'contact-too-large' });
    expect(await device.store.count('intent')).to.equal(0);
  });
});
