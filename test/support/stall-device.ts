/** A stall's device for tests: an order whose receipt it has read, and what it does with it. */
import type { StallOrderRecord } from '../../src/core/stall/stall-order.js';
import { serve, type Service } from '../../src/core/stall/serve.js';
import { createDevice, type Device } from './order-desk.js';

export const ORDER = '019abf00-0000-7000-8000-0000000000a1';
export const HASH = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA';

export const seen = (changes: Partial<StallOrderRecord> = {}): StallOrderRecord => ({
  rev: 0,
  id: ORDER,
  code: 'K7QF3P',
  hash: HASH,
  items: [{ title: 'Honey 340 g', quantity: 2 }],
  seenAt: '2026-11-23T18:00:00.000Z',
  ...changes,
});

export async function createStall(known: StallOrderRecord = seen()): Promise<Device> {
  const device = createDevice();
  await device.store.commit({ put: [[['stall-order', known.id], known]], durability: 'strict' });
  return device;
}

export const COLLECT: Service = {
  shop: 'millrace',
  mode: 'live',
  type: 'receipt.collect',
  order: ORDER,
  amount: 1_400,
};
export const TAKE_BACK: Service = { ...COLLECT, type: 'receipt.return' };

/** Kept, and not let go yet. */
export async function serveOne(device: Device, service: Service = COLLECT) {
  const served = await serve(device.ports, service);
  if (!served.ok) throw new Error(`${served.code}: ${served.message}`);
  device.time.now += 1_000;
  return served.collection;
}
