/**
 * Whether an order may be taken as the page stands with the shop: by the page's
 * policy, and by what the catalog lets orders come to that the endpoint has not
 * answered. Knows the connection as it was found last; finding out is not its job.
 */
import type { Catalog, Shop } from '../catalog/catalog-schema.js';
import type { DeviceStore } from '../ports.js';
import type { OfflinePolicy } from '../shop-config.js';
import type { Refused } from '../shop-port.js';
import type { Connection } from '../shop-state.js';
import type { Order } from './order.js';

export interface Standing {
  readonly policy: OfflinePolicy;
  readonly connection: Connection;
}

/** Minor units. */
export interface Sums {
  /** Of the order. */
  readonly total: number;
  /** Of the orders on this device that the endpoint has not answered. */
  readonly unanswered: number;
}

/** What stands in the way of an order; undefined if nothing does. */
export function findBar(
  standing: Standing,
  limits: Shop['limits'],
  { total, unanswered }: Sums,
): Refused | undefined {
  if (hasWord(standing)) return undefined;
  if (standing.policy === 'require-online') return bar('needs-connection');
  const { perOrderOffline = Infinity, perDeviceOffline = Infinity } = limits ?? {};
  if (total > perOrderOffline) return bar('over-order-limit', { limit: perOrderOffline, total });
  if (unanswered + total > perDeviceOffline)
    return bar('over-device-limit', { limit: perDeviceOffline, unanswered });
  return undefined;
}

/** What the shop has not answered yet; an order that was called off is none of it. */
export function sumUnanswered(orders: readonly Order[]): number {
  return orders
    .filter(({ state, choice }) => (state === 'saved' || state === 'sent') && choice !== 'cancel')
    .reduce((sum, { total }) => sum + total, 0);
}

/** `findBar`, over what this device keeps. */
export async function checkStanding(
  store: DeviceStore,
  context: { readonly standing?: Standing; readonly catalog: Catalog },
  total: number,
): Promise<Refused | undefined> {
  const { standing, catalog } = context;
  const { limits } = catalog.shop;
  if (!standing || hasWord(standing)) return undefined;
  const counted = limits?.perDeviceOffline !== undefined;
  const unanswered = counted ? sumUnanswered(await listUnsettled(store)) : 0;
  return findBar(standing, limits, { total, unanswered });
}

/** By the outbox, since a device may keep thousands of orders that were answered long ago. */
async function listUnsettled(store: DeviceStore): Promise<readonly Order[]> {
  const intents = await store.list('intent');
  const placed = intents.filter(({ type }) => type === 'order.place');
  const orders = await store.getMany(placed.map(({ order }) => ['order', order] as const));
  return orders.flatMap((order) => order ?? []);
}

/** The endpoint answered, and its word is asked for. */
export function hasWord({ policy, connection }: Standing): boolean {
  return connection === 'online' && policy !== 'force-offline';
}

function bar(code: string, about: Refused['about'] = {}): Refused {
  return { ok: false, code, about, message: `The shop has not answered, and without that: ${code}.` };
}
