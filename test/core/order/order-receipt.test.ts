import { expect } from '@open-wc/testing';

import { choose } from '../../../src/core/order/choose.js';
import type { OrderRecord } from '../../../src/core/order/order.js';
import { toBase64Url } from '../../../src/core/protocol/base64url.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../../../src/crypto/endpoint-keys.js';
import { readReceipt } from '../../../src/crypto/read-receipt.js';
import { issueCertificate } from '../../../src/crypto/receipt-token.js';
import { createDevice, firstSlot, placeOne, type Device } from '../../support/order-desk.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function change(device: Device, order: OrderRecord, changes: Partial<OrderRecord>) {
  const next = { ...order, ...changes, rev: order.rev + 1 };
  await device.store.commit({ put: [[['order', order.id], next]], durability: 'relaxed' });
}

/** Whose certificate the device has until a time. */
async function meet(device: Device, until: number) {
  const keys = await loadEndpointKeys(await createEndpointKeys());
  const kept = await device.store.get(['device']);
  if (!kept) throw new Error('the device has no key');
  const claims = {
    shop: 'millrace',
    device: kept.jwk,
    class: 'shopper' as const,
    issuedSeconds: (device.time.now - DAY_MS) / 1_000,
    expiresSeconds: until / 1_000,
  };
  const text = toBase64Url(await issueCertificate(keys.sig[0], claims));
  const certificate = { text, until: new Date(until).toISOString() };
  const met = { ...kept, certificate, rev: kept.rev + 1 };
  await device.store.commit({ put: [[['device'], met]], durability: 'relaxed' });
  return publicKeys(keys);
}

const read = (order: OrderRecord, device: Device, keys: ReturnType<typeof publicKeys> = []) =>
  readReceipt(order.receipt?.token ?? '', { shop: 'millrace', keys }, device.time.now);

describe('the receipt of an order that is placed with no network', () => {
  it('is there with the order, and names its intent by id and hash', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    const [intent] = await device.store.list('intent');
    const receipt = await read(order, device);
    if (receipt.kind !== 'unattested') throw new Error(receipt.kind);
    expect(order.receipt?.kind).to.equal('unattested');
    expect(receipt.claims).to.include({ intent: order.id, hash: intent?.hash, state: 'saved', rev: 0 });
    expect(receipt.claims).to.include({ amount: 440, deposits: 0, currency: 'GBP', mode: 'live' });
    expect(receipt.claims.lines.map(({ quantity, total }) => [quantity, total])).to.deep.equal([[2, 440]]);
    expect(receipt.claims.pickup.startMinutes * 60_000).to.equal(Date.parse(firstSlot().start));
  });

  it('is attested once the endpoint has met the device, and while that holds', async () => {
    const device = createDevice();
    await placeOne(device);
    const keys = await meet(device, device.time.now + HOUR_MS);
    const attested = await placeOne(device);
    expect(attested.receipt?.kind).to.equal('attested');
    expect((await read(attested, device, keys)).kind).to.equal('attested');
    device.time.now += HOUR_MS;
    expect((await placeOne(device)).receipt?.kind).to.equal('unattested');
  });

  it('is in the second copy, since that may be all there is', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    expect(device.journal.files.get(order.id)).to.include(order.receipt?.token ?? 'nothing');
  });
});

describe('the receipt after a choice with no network', () => {
  it('carries what was chosen', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    const until = new Date(device.time.now + DAY_MS).toISOString();
    const pickup = { ...order.pickup, depot: 'market', slot: 'market/2026-11-25T10:00:00+00:00' };
    const alternates = [{ id: '1-1', pickup, without: [], amount: 418, discount: 22, until }];
    await change(device, order, {
      state: 'disputed',
      proofRev: 2,
      decision: { kind: 'dispute', until, alternates },
    });
    const chosen = await choose(device.ports, 'millrace', order.id, { alternate: '1-1' });
    if (!chosen.ok) throw new Error(chosen.code);
    const receipt = await read(chosen.order, device);
    if (receipt.kind !== 'unattested') throw new Error(receipt.kind);
    const startMinutes = Date.parse('2026-11-25T10:00:00Z') / 60_000;
    expect(receipt.claims.chosen).to.include({ amount: 418, startMinutes });
    expect(receipt.claims).to.include({ amount: 440, rev: 2 });
  });

  it('holds nothing of what the choice leaves out', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    const until = new Date(device.time.now + DAY_MS).toISOString();
    const [oats] = order.lines;
    const lines = oats ? [oats, { ...oats, variant: 'rye-800' }] : [];
    const reduced = {
      id: '1-1',
      pickup: order.pickup,
      without: ['rye-800'],
      amount: 418,
      discount: 22,
      until,
    };
    const decision = { kind: 'dispute', until, alternates: [reduced] } as const;
    await change(device, order, { state: 'disputed', lines, decision });
    const chosen = await choose(device.ports, 'millrace', order.id, { alternate: '1-1' });
    if (!chosen.ok) throw new Error(chosen.code);
    const receipt = await read(chosen.order, device);
    expect('claims' in receipt && receipt.claims.lines.length).to.equal(1);
    expect('claims' in receipt && receipt.claims.deposits).to.equal(418 + 22 - (oats?.total ?? 0));
  });

  it('carries the new price that was agreed to', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    await change(device, order, {
      state: 'repriced',
      decision: { kind: 'reprice', accepted: 440, amount: 480, changes: [] },
    });
    const accepted = await choose(device.ports, 'millrace', order.id, 'accept');
    if (!accepted.ok) throw new Error(accepted.code);
    const receipt = await read(accepted.order, device);
    expect('claims' in receipt && receipt.claims.chosen?.amount).to.equal(480);
  });

  it('is as it was where the order is called off', async () => {
    const device = createDevice();
    const order = await placeOne(device);
    const called = await choose(device.ports, 'millrace', order.id, 'cancel');
    expect(called.ok && called.order.receipt).to.deep.equal(order.receipt);
  });
});
