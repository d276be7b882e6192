/**
 * Keeps the purchase history true to the orders beside it: each order is in it once, under its own id, as long as the
 * shopper allows it, and none that came to nothing. Whatever is written names the leave that it was written under, so
 * that nothing comes in after that was taken back, in whichever tab.
 */
import type { ConsentRecord } from '../consent/consent.js';
import type { Change, DeviceStore } from '../ports.js';
import type { OrderRecord } from '../order/order.js';
import type { RecordKey } from '../records.js';
import { isPurchase, isRemembered, toPurchase, type Purchase } from './purchase.js';

/** What the shopper chose, as it was read last. */
export interface Leave {
  readonly chosen: ConsentRecord | undefined;
  /** Their purchases may be remembered. */
  readonly isGiven: boolean;
}

type Part = Pick<Change, 'put' | 'remove'>;

const keyOf = ({ id }: { readonly id: string }): RecordKey<'purchase'> => ['purchase', id];

/** Of one that is there as its receipt alone, what is remembered stays as it is. */
const isWhole = ({ lines }: OrderRecord): boolean => lines.length > 0;
const isWholePurchase = (order: OrderRecord): boolean => isWhole(order) && isPurchase(order);

/** What was taken, to be compared. */
const textOf = ({ lines }: Purchase): string => JSON.stringify(lines);

/** A change of orders with what is remembered of them, whole or not at all; the change itself where it holds none. */
export function withPurchases(change: Change, { chosen, isGiven }: Leave): Change {
  const orders = (change.put ?? []).flatMap(([key, record]) =>
    key[0] === 'order' ? [record as OrderRecord] : [],
  );
  if (!isGiven || orders.length === 0) return change;
  const { put = [], remove = [] } = toPart(orders);
  return {
    ...change,
    expect: [...(change.expect ?? []), [['consent'], chosen?.rev]],
    put: [...(change.put ?? []), ...put],
    remove: [...(change.remove ?? []), ...remove],
  };
}

function toPart(orders: readonly OrderRecord[]): Part {
  return {
    put: orders.filter(isWholePurchase).map((order) => [keyOf(order), toPurchase(order)] as const),
    remove: orders.filter((order) => !isPurchase(order)).map(keyOf),
  };
}

/** Lets go of what is too old, and of all of it without leave. What was chosen meanwhile is left to whoever chose. */
export async function tidyPurchases(
  store: DeviceStore,
  { chosen, isGiven }: Leave,
  now: number,
): Promise<void> {
  const kept = await store.list('purchase');
  const remove = kept.filter((purchase) => !isGiven || !isRemembered(purchase, now)).map(keyOf);
  if (remove.length === 0) return;
  await store.commit({ expect: [[['consent'], chosen?.rev]], remove, durability: 'strict' });
}

/**
 * Brings it into line with the orders that there are, as after leave was given, or after a change of orders was kept by
 * a page that knew of no leave. Does no harm if it is done again.
 */
export async function rebuildPurchases(store: DeviceStore, leave: Leave, now: number): Promise<void> {
  await tidyPurchases(store, leave, now);
  if (!leave.isGiven) return;
  const [orders, kept] = await Promise.all([store.list('order'), store.list('purchase')]);
  const known = new Map(kept.map((purchase) => [purchase.id, textOf(purchase)]));
  const wanted = (order: OrderRecord) =>
    isPurchase(order) && isRemembered(order, now) ? textOf(toPurchase(order)) : undefined;
  const wrong = orders.filter((order) => isWhole(order) && known.get(order.id) !== wanted(order));
  if (wrong.length === 0) return;
  // An order that was changed since is in line by that.
  const expect = wrong.map(({ id, rev }) => [['order', id] as const, rev] as const);
  await store.commit({
    expect: [[['consent'], leave.chosen?.rev], ...expect],
    ...toPart(wrong),
    durability: 'strict',
  });
}
