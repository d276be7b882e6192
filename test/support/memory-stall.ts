/** What stalls are told by a ledger in memory. */
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { StallChange, StallLedger } from '../../src/core/intake/stall-ledger.js';
import type { MemoryIntents } from './memory-intents.js';
import { ALL_STALLS, type MemoryOrders } from './memory-orders.js';
import type { MemoryPlaces } from './memory-places.js';

interface Kept {
  readonly intents: MemoryIntents;
  readonly orders: MemoryOrders;
  readonly places: MemoryPlaces;
}

export function memoryStall({ intents, orders, places }: Kept): StallLedger {
  const { stallChanges } = orders;
  return {
    stallChanges: async (after, limit) =>
      [...stallChanges]
        .filter(([, change]) => change > after)
        .sort(([, one], [, other]) => one - other)
        .slice(0, limit)
        .flatMap(([id, change]) => toStallChange(intents, orders.orders.get(id)?.order, change)),
    lastStallChange: async () => orders.lastChange(ALL_STALLS),
    firstStallChange: async (since) => {
      const young = [...stallChanges].filter(
        ([id]) => (orders.orders.get(id)?.order.receivedAt ?? '') >= since,
      );
      return young.length === 0 ? undefined : Math.min(...young.map(([, change]) => change));
    },
    dueAt: async (depot, since, now, limit) => {
      const nameOf = ({ id, pickup }: LedgerOrder) =>
        `${places.endOf(pickup) > now ? 0 : 1}${pickup.slot} ${id}`;
      return orders
        .promisedAt(depot)
        .filter(({ pickup }) => places.endOf(pickup) > since)
        .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
        .slice(0, limit);
    },
  };
}

function toStallChange(
  { intents }: MemoryIntents,
  order: LedgerOrder | undefined,
  change: number,
): StallChange[] {
  if (!order) return [];
  const found = [...intents.values()].find(
    (intent) =>
      intent.order === order.id && intent.type === 'receipt.collect' && intent.refused === undefined,
  );
  return [{ change, order, ...(found ? { collected: found.jws } : {}) }];
}
