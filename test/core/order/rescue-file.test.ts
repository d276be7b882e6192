import { expect } from '@open-wc/testing';

import { choose } from '../../../src/core/order/choose.js';
import { parseRescueFile, toRescueFile, type RescueContents } from '../../../src/core/order/rescue-file.js';
import { createDevice, placeOne } from '../../support/order-desk.js';

type Json = Record<string, unknown>;

/** What a device holds that has ordered once and called it off, both unsent. */
async function keepTwo(): Promise<RescueContents> {
  const device = createDevice();
  const order = await placeOne(device);
  await choose(device.ports, 'millrace', order.id, 'cancel');
  const [orders, intents] = await Promise.all([device.store.list('order'), device.store.list('intent')]);
  return { shop: 'millrace', exportedAt: '2026-11-23T18:00:00.000Z', orders, intents };
}

/** The file with something about it changed, as it can be changed by hand. */
async function changeFile(change: (file: Json, order: Json, intent: Json) => unknown): Promise<string> {
  const file = JSON.parse(toRescueFile(await keepTwo())) as Json;
  change(file, (file['orders'] as Json[])[0] ?? {}, (file['intents'] as Json[])[0] ?? {});
  return JSON.stringify(file);
}

describe('a copy of orders in a file', () => {
  it('brings back the very orders, and the very bytes that were signed', async () => {
    const kept = await keepTwo();
    expect(kept.intents.length).to.equal(2);
    expect(parseRescueFile(toRescueFile(kept))).to.deep.equal({ ok: true, ...kept });
  });

  it('brings back an order that waits for a decision, with what was asked', async () => {
    const kept = await keepTwo();
    const decision = {
      kind: 'reprice',
      accepted: 440,
      amount: 480,
      until: '2026-11-24T06:30:00Z',
      changes: [{ title: 'Rolled oats 500 g, Own jar', was: 220, now: 240 }],
    } as const;
    const orders = kept.orders.map((order) => ({
      ...order,
      state: 'repriced' as const,
      decision,
      proofRev: 1,
    }));
    expect(parseRescueFile(toRescueFile({ ...kept, orders }))).to.deep.equal({ ok: true, ...kept, orders });
  });

  it('is read by a page that knows fewer fields than the one that wrote it', async () => {
    const text = await changeFile((file, order) => {
      file['leases'] = [];
      order['receipt'] = { kind: 'confirmed' };
    });
    const parsed = parseRescueFile(text);
    expect(parsed.ok && parsed.orders[0]).not.to.have.property('receipt');
  });

  const others = [
    { name: 'a picture', text: '\u0089PNG\r\n' },
    { name: 'nothing', text: '' },
    { name: 'a number', text: '42' },
    { name: 'null', text: 'null' },
    { name: 'a catalog', text: '{"shop":{"id":"millrace"},"products":[]}' },
  ];
  for (const { name, text } of others) {
    it(`is told from ${name}`, () => {
      const parsed = parseRescueFile(text);
      expect(parsed).to.include({ ok: false, code: 'rescue-not-ours' });
    });
  }

  it('of a later version says which one it is', async () => {
    const parsed = parseRescueFile(await changeFile((file) => (file['version'] = 2)));
    expect(parsed.ok ? '' : `${parsed.code}: ${parsed.message}`).to.match(/^rescue-newer: .*version 2/);
  });

  const damages: readonly { name: string; at: RegExp; change: Parameters<typeof changeFile>[0] }[] = [
    { name: 'no orders in it', at: /orders/, change: (file) => delete file['orders'] },
    { name: 'a negative total', at: /orders\.0\.total/, change: (_, order) => (order['total'] = -1) },
    {
      name: 'a state that there is not',
      at: /orders\.0\.state/,
      change: (_, order) => (order['state'] = 'paid'),
    },
    {
      name: 'an order without its secret',
      at: /orders\.0\.secret/,
      change: (_, order) => delete order['secret'],
    },
    { name: 'a currency in words', at: /currency/, change: (_, order) => (order['currency'] = 'pounds') },
    {
      name: 'an intent without its bytes',
      at: /intents\.0\.jws/,
      change: (_, __, intent) => (intent['jws'] = 'x'),
    },
    {
      name: 'an intent about an order that is not in it',
      at: /not the one that was signed/,
      change: (file) => (file['orders'] = []),
    },
    {
      name: 'an intent under another id than the signed one',
      at: /not the one that was signed/,
      change: (_, __, intent) => (intent['id'] = '019abf00-0000-7000-8000-000000000009'),
    },
    {
      name: 'an intent that was signed for another shop',
      at: /not the one that was signed/,
      change: (file) => (file['shop'] = 'elsewhere'),
    },
    {
      name: 'an intent that says it is of another kind than the signed one',
      at: /not the one that was signed/,
      change: (_, __, intent) => (intent['type'] = 'order.accept'),
    },
    {
      name: 'bytes that hold no intent',
      at: /not the one that was signed/,
      change: (_, __, intent) => (intent['jws'] = 'e30.bnVsbA.eA'),
    },
  ];
  for (const { name, at, change } of damages) {
    it(`with ${name} brings nothing, and says where it is damaged`, async () => {
      const parsed = parseRescueFile(await changeFile(change));
      expect(parsed).to.include({ ok: false, code: 'rescue-damaged' });
      expect(parsed.ok ? '' : parsed.message).to.match(at);
    });
  }
});
