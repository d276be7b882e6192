import { expect } from '@open-wc/testing';

import type { PlaceBody } from '../../../src/core/protocol/intent.js';
import { EGGS, HONEY, SHOP, readCatalog } from '../../support/catalog-input.js';
import { BODY, IntakeShop, NOW, SLOT, place } from '../../support/intake-batch.js';

const honey = (quantity: number, price = 650) => ({
  lines: [{ variant: 'honey-340', modifiers: {}, quantity, price, total: price * quantity }],
  deposits: 50 * quantity,
  total: (price + 50) * quantity,
});
const line = (variant: string, quantity: number, price: number, modifiers = {}) => ({
  lines: [{ variant, modifiers, quantity, price, total: price * quantity }],
  deposits: 0,
  total: price * quantity,
});

interface Refusal {
  readonly why: string;
  readonly body: Partial<PlaceBody>;
  readonly reason: Record<string, string>;
  readonly mode?: 'test';
  readonly catalog?: Record<string, unknown>;
  readonly now?: string;
}

const refusals: readonly Refusal[] = [
  { why: 'is a test in a live shop', body: {}, mode: 'test', reason: { code: 'wrong-mode' } },
  { why: 'is in another currency', body: { currency: 'EUR' }, reason: { code: 'wrong-currency' } },
  { why: 'has a total that is not its sum', body: { total: 1 }, reason: { code: 'total-mismatch' } },
  {
    why: 'has a line that is not price × quantity',
    body: { lines: [{ ...line('honey-340', 2, 650).lines[0]!, total: 1299 }], total: 1399 },
    reason: { code: 'total-mismatch' },
  },
  {
    why: 'leaves out a choice that must be made',
    body: line('oats-500', 3, 240),
    reason: { code: 'bad-modifiers', variant: 'oats-500' },
  },
  {
    why: 'chooses what is not offered',
    body: line('oats-500', 3, 240, { container: 'bucket' }),
    reason: { code: 'bad-modifiers', variant: 'oats-500' },
  },
  {
    why: 'holds more than one order may',
    body: line('oats-500', 11, 220, { container: 'own-jar' }),
    reason: { code: 'over-maximum', variant: 'oats-500' },
  },
  {
    why: 'breaks a box of six',
    body: line('eggs-1', 7, 35),
    reason: { code: 'bad-step', variant: 'eggs-1' },
    catalog: { products: [EGGS], shop: { ...SHOP, minimum: 0 } },
  },
  { why: 'is below the minimum', body: line('eggs-1', 6, 35), reason: { code: 'below-minimum' } },
  {
    why: 'comes without the contact that the shop demands',
    body: {},
    catalog: { shop: { ...SHOP, contact: { name: 'required' } } },
    reason: { code: 'contact-required' },
  },
  {
    why: 'names a contact that did not come with it',
    body: { contact: 'k'.repeat(43) },
    catalog: { shop: { ...SHOP, contact: { name: 'required' } } },
    reason: { code: 'contact-required' },
  },
  {
    why: 'would be paid in a way that the shop does not take',
    body: {},
    catalog: { payment: ['link'] },
    reason: { code: 'payment-refused' },
  },
];

describe('an order that arrives', () => {
  for (const { why, body, reason, mode, catalog = {}, now } of refusals) {
    it(`is refused for good if it ${why}`, async () => {
      const shop = new IntakeShop(catalog);
      if (now !== undefined) shop.now = Date.parse(now);
      shop.ledger.countStock('honey-340', 'station', 5);
      const { result, proof } = await shop.ask(place(body, mode ? { mode } : {}));
      expect(result.reason).to.deep.equal(reason);
      expect(proof?.state).to.equal('rejected');
      expect([shop.ledger.left('honey-340', 'station'), shop.ledger.taken('station', SLOT)]).to.deep.equal([
        5, 0,
      ]);
    });
  }

  it('is confirmed at what was accepted, with stock and place taken', async () => {
    const shop = new IntakeShop();
    shop.ledger.countStock('honey-340', 'station', 5);
    const intent = place();
    const { id } = intent.intent;
    const { result, proof } = await shop.ask(intent);
    expect(result).to.deep.equal({ intent: id, state: 'confirmed', payment: 'at_pickup' });
    const base = { shop: 'millrace', intent: id, hash: intent.hash, order: id };
    expect(proof).to.deep.equal({ ...base, state: 'confirmed', payment: 'at_pickup', rev: 1, amount: 1400 });
    expect([shop.ledger.left('honey-340', 'station'), shop.ledger.taken('station', SLOT)]).to.deep.equal([
      3, 1,
    ]);
  });

  it('keeps the sealed contact that came with it', async () => {
    const shop = new IntakeShop({ shop: { ...SHOP, contact: { name: 'required' } } });
    shop.sealed.set('k'.repeat(43), 'sealed name');
    const { result } = await shop.ask(place({ contact: 'k'.repeat(43) }));
    expect(result.state).to.equal('confirmed');
    expect([...shop.ledger.contacts].map(([hash, { jwe }]) => [hash, jwe])).to.deep.equal([
      ['k'.repeat(43), 'sealed name'],
    ]);
  });

  it('counts two lines of one variant together', async () => {
    const shop = new IntakeShop();
    shop.ledger.countStock('honey-340', 'station', 3);
    const { result } = await shop.ask(
      place({ lines: [...BODY.lines, ...BODY.lines], deposits: 200, total: 2800 }),
    );
    expect([result.state, result.reason?.code]).to.deep.equal(['disputed', 'out-of-stock']);
    expect(shop.ledger.left('honey-340', 'station')).to.equal(3);
  });
});

describe('the price of an order that arrives', () => {
  const dearer = { ...HONEY, variants: [{ id: 'honey-340', title: '340 g', price: 700, deposit: 50 }] };
  const today = { version: '2026-11-20.2', products: [dearer] };
  const old = (validUntil?: string) => readCatalog(validUntil === undefined ? {} : { validUntil });

  it('is the lower one, if the shop asks less than was accepted', async () => {
    const { result, proof } = await new IntakeShop().ask(place(honey(2, 800)));
    expect([result.state, proof?.amount]).to.deep.equal(['confirmed', 1400]);
    expect(result.lines?.[0]?.price).to.equal(650);
  });

  it('is that of the version it names while that is valid', async () => {
    const shop = new IntakeShop(today);
    shop.versions.set('2026-11-20.1', old('2026-11-20T09:00:00Z'));
    const { result, proof } = await shop.ask(place());
    expect([result.state, proof?.amount, result.lines]).to.deep.equal(['confirmed', 1400, undefined]);
  });

  for (const { when, version } of [
    { when: 'is not valid any more', version: old('2026-11-20T08:59:59Z') },
    { when: 'never said how long it holds', version: old() },
    { when: 'was never served', version: undefined },
  ]) {
    it(`is asked about, if it went up and the version named ${when}`, async () => {
      const shop = new IntakeShop(today);
      shop.ledger.countStock('honey-340', 'station', 5);
      if (version) shop.versions.set('2026-11-20.1', version);
      const { result, proof } = await shop.ask(place());
      expect([result.state, proof?.amount, proof?.rev]).to.deep.equal(['repriced', 1500, 1]);
      expect(result.lines?.[0]?.total).to.equal(1400);
      expect(result.until).to.equal(new Date(NOW + 86_400_000).toISOString());
      expect(shop.ledger.left('honey-340', 'station')).to.equal(3);
    });
  }

  it('has to be answered before the slot\u2019s cut-off', async () => {
    const shop = new IntakeShop(today);
    shop.now = Date.parse('2026-11-23T05:00:00Z');
    const { result } = await shop.ask(place());
    expect(result.until).to.equal('2026-11-23T06:00:00.000Z');
  });
});

describe('the minimum of an order that arrives', () => {
  const cheaper = { ...HONEY, variants: [{ id: 'honey-340', title: '340 g', price: 640, deposit: 50 }] };
  const today = { version: '2026-11-20.2', products: [cheaper], shop: { ...SHOP, minimum: 1300 } };
  const served = (changes = {}) => readCatalog({ shop: { ...SHOP, minimum: 1300 }, ...changes });
  const ask = (version: ReturnType<typeof served> | undefined, body: Partial<PlaceBody> = {}) => {
    const shop = new IntakeShop(today);
    if (version) shop.versions.set('2026-11-20.1', version);
    return shop.ask(place(body));
  };

  for (const { when, validUntil } of [
    { when: 'since a version that never said how long it holds' },
    { when: 'since a version that is not valid any more', validUntil: '2026-11-20T08:59:59Z' },
  ]) {
    it(`is met by what was shown: a price that fell ${when} is confirmed at the lower`, async () => {
      const { result, proof } = await ask(served(validUntil === undefined ? {} : { validUntil }));
      expect([result.state, proof?.amount, result.reason]).to.deep.equal(['confirmed', 1380, undefined]);
    });
  }

  for (const { why, version, body } of [
    { why: 'no version was named that was ever served', version: undefined, body: honey(2) },
    { why: 'the version named says less than the order does', version: served(), body: honey(1, 1300) },
    {
      why: 'the version named is in another currency',
      version: served({ shop: { ...SHOP, currency: 'EUR' } }),
      body: {},
    },
    {
      why: 'the deposits are passed off as goods',
      version: served(),
      body: { ...line('honey-340', 1, 1400) },
    },
    {
      why: 'less was accepted than the version named comes to',
      version: served({ products: [{ ...HONEY, variants: [{ id: 'honey-340', price: 900, deposit: 50 }] }] }),
      body: honey(2, 600),
    },
  ]) {
    it(`is not met by the order\u2019s own figures if ${why}`, async () => {
      const { result } = await ask(version, body);
      expect([result.state, result.reason?.code]).to.deep.equal(['rejected', 'below-minimum']);
    });
  }
});
