/**
 * A shopper's points as their device knows them: the endpoint's newest word, and what orders change of it that it
 * has not seen. Settled and pending are told apart, always.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import type { OrderRecord } from '../order/order.js';
import type { DeviceStore } from '../ports.js';
import type { Loyalty } from '../protocol/sync.js';
import { earnedBy, rateOf } from './earnings.js';

/** The endpoint's word, and of whose points it is. */
export interface LoyaltyRecord extends Loyalty {
  /** Thumbprint of the device key. */
  readonly device: string;
}

/** Undefined where the shop gives none. */
export async function readLoyalty(
  store: Pick<DeviceStore, 'get' | 'getMany' | 'list'>,
  catalog: Catalog,
): Promise<Loyalty | undefined> {
  if (!catalog.loyalty) return undefined;
  const [device, shop, intents] = [
    await store.get(['device']),
    await store.get(['shop']),
    await store.list('intent'),
  ];
  const placed = intents.filter(({ type }) => type === 'order.place');
  const orders = await store.getMany(placed.map(({ order }) => ['order', order] as const));
  const own = orders.flatMap((order) => (order && order.device === device?.id ? [order] : []));
  const said = shop?.loyalty && shop.loyalty.device === device?.id ? shop.loyalty : undefined;
  return toLoyalty(said ?? { settled: 0, pending: 0 }, own, catalog);
}

/** @param orders of the device; those that the endpoint has seen are in its word already */
export function toLoyalty(
  { settled, pending }: Loyalty,
  orders: readonly OrderRecord[],
  catalog: Catalog,
): Loyalty {
  const rate = rateOf(catalog);
  const unseen = orders.filter(({ proofRev, choice }) => proofRev < 0 && choice !== 'cancel');
  const redeemed = unseen.reduce((sum, { redeemed }) => sum + (redeemed?.points ?? 0), 0);
  const earned = unseen.reduce((sum, order) => {
    return sum + earnedBy({ amount: order.total, deposits: order.deposits }, rate, order.currency);
  }, 0);
  return { settled: Math.max(0, settled - redeemed), pending: pending + earned };
}
