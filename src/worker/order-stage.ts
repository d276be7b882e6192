/**
 * The engine's second stage: keys, orders, outbox and sending. A script of its own
 * that loads into the engine, in a worker by `importScripts` and on a page by
 * `import()`; what the first stage has in it already, it takes from there.
 */
import { createCrypto } from '../crypto/web-crypto.js';
import { openPrivateFileJournal } from '../storage/private-file-journal.js';
import { OrderDesk } from './order-desk.js';
import { rememberOrders } from './remembered-orders.js';
import type { Room } from './room.js';

export async function createOrderDesk(counter: Room): Promise<OrderDesk> {
  const journal = await openPrivateFileJournal(counter.shopId);
  const room = { ...counter, store: rememberOrders(counter) };
  const desk = new OrderDesk(room, { store: room.store, journal, crypto: createCrypto(), clock: room.clock });
  try {
    await desk.open();
    return desk;
  } catch (error) {
    desk.close();
    throw error;
  }
}
