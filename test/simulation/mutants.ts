/**
 * Faults that the simulation must find. Each is planted at a port, as if the code behind
 * it were wrong, so that what runs is what is shipped but for the one thing.
 */
import { termsOf } from '../../src/core/intake/lease-terms.js';
import type { Ledger } from '../../src/core/intake/ledger.js';
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { LeaseRecord } from '../../src/core/lease/lease.js';
import type { Change, Reply } from '../../src/core/ports.js';
import { countOfItem } from '../../src/core/protocol/lease.js';
import type { Phone } from './phone.js';

export interface Mutant {
  readonly name: string;
  /** What the endpoint keeps. @param now epoch milliseconds */
  readonly ledger?: (ledger: Ledger, now: number) => Ledger;
  /** What a device keeps. */
  readonly rewrite?: (phone: Phone, change: Change) => Change;
  /** Every answer that a device has. */
  readonly heard?: (phone: Phone, reply: Reply) => void;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no dedupe',
    ledger: (ledger) => ({
      ...ledger,
      intent: async () => undefined,
      addIntent: async (intent) => (await ledger.addIntent(intent)) || true,
      addOrder: async (order) => {
        if (!(await ledger.order(order.id))) await ledger.addOrder(order);
      },
    }),
  },
  {
    name: 'a lease is issued again on retry',
    ledger: (ledger) => ({
      ...ledger,
      lease: async () => undefined,
      putLease: async (lease) => {
        const before = await ledger.lease(lease.device);
        return ledger.putLease({ ...lease, rev: (before?.rev ?? 0) + 1 });
      },
    }),
  },
  {
    name: 'dequeued on a 5xx',
    heard: ({ disk }, { status }) => {
      if (status < 500) return;
      disk.lose('intent');
      disk.files.clear();
    },
  },
  {
    name: 'the time of a lease counts from its receipt',
    rewrite: (phone, change) =>
      withLeases(change, (lease) => (lease.rev === 0 ? { ...lease, asked: phone.clock.moment() } : lease)),
  },
  {
    name: 'an order and what it takes out of a lease are kept apart',
    rewrite: (_phone, change) => {
      const places = change.put?.some(([key]) => key[0] === 'intent');
      const put = change.put?.filter(([key]) => key[0] !== 'lease') ?? [];
      return places ? { ...change, put } : change;
    },
  },
  {
    name: 'what is promised while a lease is renewed is forgotten',
    rewrite: (_phone, change) =>
      withLeases(change, (lease) =>
        lease.rev === 0
          ? { ...lease, items: lease.items.map(({ item }) => ({ item, left: countOfItem(item) })) }
          : lease,
      ),
  },
  {
    name: 'reclaimed without grace',
    ledger: (ledger) => ({
      ...ledger,
      overdueLeases: (now, limit) => ledger.overdueLeases(now + termsOf('shopper').graceMs, limit),
    }),
  },
  {
    name: 'sold though there is none left',
    ledger: (ledger) => ({
      ...ledger,
      moveStock: async (key, quantity, move) => {
        const moved = await ledger.moveStock(key, quantity, move);
        return move === 'sell' && moved === 'none' ? 'moved' : moved;
      },
    }),
  },
  {
    name: 'a slot takes one order too many',
    ledger: (ledger) => ({
      ...ledger,
      takePlace: (place, end, capacity, places) => ledger.takePlace(place, end, capacity + 1, places),
    }),
  },
  {
    name: 'an order outlives that everything is erased',
    rewrite: (_phone, change) => {
      const [order] = change.put?.some(([[kind]]) => kind === 'erased')
        ? (change.remove?.filter(([kind]) => kind === 'order') ?? [])
        : [];
      return order ? { ...change, remove: change.remove?.filter((key) => key !== order) ?? [] } : change;
    },
  },
  {
    name: 'whoever is to be forgotten is not',
    ledger: (ledger) => ({ ...ledger, forgetDevice: async () => undefined }),
  },
  {
    name: 'of several places in a time that go back, one does',
    ledger: (ledger) => ({ ...ledger, returnPlace: (place) => ledger.returnPlace(place, 1) }),
  },
  {
    name: 'several places in a time are taken where one is free',
    ledger: (ledger) => ({
      ...ledger,
      takenAt: async (place) => Math.max(0, (await ledger.takenAt(place)) - 1),
      takePlace: (place, end, capacity, places) =>
        ledger.takePlace(place, end, capacity + places - 1, places),
    }),
  },
  {
    name: 'what is called off comes back twice',
    ledger: (ledger) => ({
      ...ledger,
      moveStock: async (key, quantity, move) => {
        if (move === 'return') await ledger.moveStock(key, quantity, move);
        return ledger.moveStock(key, quantity, move);
      },
    }),
  },
  {
    name: 'points are settled again by a collection that is sent again',
    ledger: (ledger) => ({
      ...ledger,
      intent: async (id) => {
        const known = await ledger.intent(id);
        return known?.type === 'receipt.collect' ? undefined : known;
      },
      addIntent: async (intent) => (await ledger.addIntent(intent)) || intent.type === 'receipt.collect',
      order: async (id) => {
        const order = await ledger.order(id);
        return order?.state === 'collected' ? notCollected(order) : order;
      },
    }),
  },
  {
    name: 'points of an order that is called off do not come back',
    ledger: (ledger) => ({
      ...ledger,
      movePoints: async (device, points, move) =>
        move === 'return' || ledger.movePoints(device, points, move),
    }),
  },
  {
    name: 'points of an order that is called off come back twice',
    ledger: (ledger) => ({
      ...ledger,
      movePoints: async (device, points, move) => {
        if (move === 'return') await ledger.movePoints(device, points, move);
        return ledger.movePoints(device, points, move);
      },
    }),
  },
  {
    name: 'points of an order that is handed over though it was called off are taken again each time',
    ledger: (ledger) => ({
      ...ledger,
      order: async (id) => {
        const order = await ledger.order(id);
        return order?.points?.released ? { ...order, points: { ...order.points, redeemed: 0 } } : order;
      },
    }),
  },
  {
    name: 'points are redeemed though there are none left',
    ledger: (ledger) => ({
      ...ledger,
      points: async (device) => {
        const count = await ledger.points(device);
        return count && { ...count, balance: count.balance + 10 };
      },
      movePoints: async (device, points, move) =>
        (await ledger.movePoints(device, points, move)) || move === 'redeem',
    }),
  },
  {
    name: 'the second copy is not written',
    rewrite: (phone, change) => {
      phone.disk.files.clear();
      return change;
    },
  },
];

/** As it was before it was handed over. */
function notCollected(order: LedgerOrder): LedgerOrder {
  const { points, ...rest } = order;
  const { earned: _earned, ...open } = points ?? { rate: 0, redeemed: 0, off: 0 };
  return { ...rest, state: 'confirmed', ...(points ? { points: open } : {}) };
}

function withLeases(change: Change, to: (lease: LeaseRecord) => LeaseRecord): Change {
  const put = change.put?.map((entry) => (isLease(entry) ? ([entry[0], to(entry[1])] as const) : entry));
  return put ? { ...change, put } : change;
}

type Put = NonNullable<Change['put']>[number];

function isLease(entry: Put): entry is readonly [readonly ['lease', ...string[]], LeaseRecord] {
  return entry[0][0] === 'lease';
}
