/** An order as it may be shown: without what only this device may know. */
import type { Order, OrderRecord } from './order.js';

export function toOrder(record: OrderRecord): Order {
  const { secret: _secret, device: _device, hash: _hash, proofRev: _proofRev, rev: _rev, ...order } = record;
  return order;
}
