/**
 * A shop's statistics as one of its shoppers would have met them: of the others all orders count, of their own only those
 * before the order that is to be told. Counted with it, rare items would give themselves away.
 */
import type { PastOrder, ShopStatistics } from '../core/recommend/past-orders.js';
import { FEW_BUYERS } from '../core/recommend/shop-statistics.js';
import type { Shopper } from './shopper.js';

interface ItemCount {
  orders: number;
  buyers: number;
  again: number;
}

type Counts = ReadonlyMap<string, number>;

export interface ShopCounts {
  /** @param own all orders of a shopper who is counted in the shop @param history the first of them */
  before(own: readonly PastOrder[], history: readonly PastOrder[]): ShopStatistics;
}

/** New items fill no more than the first places. */
const FRESH_ITEMS = 10;

export function countShop(shoppers: readonly Shopper[]): ShopCounts {
  const shop = new Map<string, ItemCount>();
  for (const { orders } of shoppers) {
    for (const [item, times] of countOrders(orders)) {
      const count = shop.get(item) ?? { orders: 0, buyers: 0, again: 0 };
      shop.set(item, addTimes(count, times, 1));
    }
  }
  const byOrders = [...shop.keys()].sort(
    (one, other) => ordersOf(shop, other) - ordersOf(shop, one) || byName(one, other),
  );
  const sums = [...shop.values()].reduce(
    (sum, { buyers, again }) => ({ buyers: sum.buyers + buyers, again: sum.again + again }),
    { buyers: 0, again: 0 },
  );
  return {
    before: (own, history) => toStatistics({ shop, byOrders, sums }, countOrders(own), countOrders(history)),
  };
}

interface Shop {
  readonly shop: ReadonlyMap<string, ItemCount>;
  readonly byOrders: readonly string[];
  /** Over all items. */
  readonly sums: { readonly buyers: number; readonly again: number };
}

function toStatistics({ shop, byOrders, sums }: Shop, own: Counts, before: Counts): ShopStatistics {
  const countOf = (item: string): ItemCount => {
    const count = shop.get(item) ?? { orders: 0, buyers: 0, again: 0 };
    const without = addTimes(count, own.get(item) ?? 0, -1);
    return addTimes(without, before.get(item) ?? 0, 1);
  };
  const usual =
    (sums.again - countAgain(own) + countAgain(before)) / Math.max(1, sums.buyers - own.size + before.size);
  const foremost = byOrders.slice(0, FRESH_ITEMS + own.size);
  const most = foremost.reduce((one, item) => Math.max(one, countOf(item).orders), 0);
  return {
    popularity: (item) => (countOf(item).orders + 1) / (most + 1),
    rebuy(item) {
      const { buyers, again } = countOf(item);
      return (again + FEW_BUYERS * usual) / (buyers + FEW_BUYERS);
    },
    get byPopularity() {
      const keyed = foremost.map((item) => ({ item, orders: countOf(item).orders }));
      keyed.sort((one, other) => other.orders - one.orders || byName(one.item, other.item));
      return keyed.flatMap(({ item, orders }) => (orders > 0 ? [item] : []));
    },
  };
}

function countOrders(orders: readonly PastOrder[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { items } of orders) for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

const countAgain = (counts: Counts): number => [...counts.values()].filter((times) => times > 1).length;

/** @param sign whether a shopper who bought an item so often is added or taken away */
function addTimes({ orders, buyers, again }: ItemCount, times: number, sign: 1 | -1): ItemCount {
  if (times === 0) return { orders, buyers, again };
  return { orders: orders + sign * times, buyers: buyers + sign, again: again + (times > 1 ? sign : 0) };
}

const ordersOf = (shop: ReadonlyMap<string, ItemCount>, item: string): number => shop.get(item)?.orders ?? 0;

const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
