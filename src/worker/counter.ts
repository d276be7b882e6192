/**
 * The shop's counter, open: its records, its basket, and the line to the other
 * tabs. Made once the catalog has said which shop this is.
 */
import type { EnginePatch } from '../core/engine-port.js';
import type { OrderRecord } from '../core/order/order.js';
import { toOrder } from '../core/order/to-order.js';
import type { Cause } from '../core/shop-port.js';
import { openStore } from '../storage/open-store.js';
import { Basket } from './basket.js';
import { OrderTally } from './order-tally.js';
import type { Room, TabMessage } from './room.js';
import { StorageBoard } from './storage-board.js';
import { createTabs, type Tabs } from './tabs.js';

export interface Counter {
  readonly room: Room;
  readonly basket: Basket;
  readonly tabs: Tabs;
  /** Reads again and shows what another tab has changed. */
  showNews(message: TabMessage): Promise<void>;
}

type Given = Pick<
  Room,
  | 'config'
  | 'clock'
  | 'catalog'
  | 'online'
  | 'visible'
  | 'simulatesOffline'
  | 'emit'
  | 'watch'
  | 'adoptCatalog'
  | 'confirmCatalog'
  | 'loadStage'
>;

export interface CounterPorts extends Given {
  /** Storage was taken away under the page. */
  readonly lost: () => void;
  readonly heard: (message: TabMessage) => void;
}

export async function openCounter(shopId: string, { lost, heard, ...given }: CounterPorts): Promise<Counter> {
  const store = await openStore(shopId, { onLost: lost });
  const tabs = createTabs(shopId, heard);
  const tally = new OrderTally();
  const emit = (patch: EnginePatch) => {
    if (patch.orders) tally.take(patch.orders);
    given.emit(patch);
  };
  const showOrders = async (cause: Cause) => {
    const all = await store.list('order');
    given.clock.raise(latestUnanswered(all));
    emit({ cause, orders: { all: all.map(toOrder) } });
  };
  const room: Room = {
    ...given,
    emit,
    shopId,
    store,
    storage: new StorageBoard(store, emit),
    tally,
    tellTabs: (message) => tabs.tell(message),
    showCart: (cause) => basket.show(cause),
    showOrders,
  };
  const basket = new Basket(room);
  room.storage.show();
  const [shop] = await Promise.all([store.get(['shop']), showOrders('sync')]);
  given.clock.raise(Date.parse(shop?.answeredAt ?? ''));
  return { room, basket, tabs, showNews: (message) => showNews(room, basket, message) };
}

/** When the newest order was placed that the endpoint has not spoken of since; NaN if there is none. */
function latestUnanswered(orders: readonly OrderRecord[]): number {
  let latest = '';
  for (const { proofRev, placedAt } of orders) if (proofRev < 0 && placedAt > latest) latest = placedAt;
  return Date.parse(latest);
}

async function showNews(room: Room, basket: Basket, message: TabMessage): Promise<void> {
  if (message.cart) await basket.show('tab');
  if (message.orders === 'all') await room.showOrders('tab');
  else if (message.orders) {
    const found = await room.store.getMany(message.orders.map((id) => ['order', id] as const));
    const changed = found.flatMap((order) => (order ? [toOrder(order)] : []));
    room.emit({ cause: 'tab', orders: { changed } });
  }
}
