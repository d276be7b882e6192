/**
 * The shop's counter, open: its records, its basket, and the line to the other
 * tabs. Made once the catalog has said which shop this is.
 */
import type { EnginePatch } from '../core/engine-port.js';
import { openStore } from '../storage/open-store.js';
import { Basket } from './basket.js';
import { ConsentBoard } from './consent-board.js';
import { FirstReadings } from './first-readings.js';
import { OrderNews } from './order-news.js';
import { OrderTally } from './order-tally.js';
import type { Room, TabMessage } from './room.js';
import { StorageBoard } from './storage-board.js';
import { createTabs, type Tabs } from './tabs.js';

export interface Counter {
  readonly room: Room;
  readonly basket: Basket;
  readonly tabs: Tabs;
  readonly readings: FirstReadings;
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
  /** The page's browser refuses for its user. */
  readonly isPrivate: () => boolean;
  /** Storage was taken away under the page. */
  readonly lost: () => void;
  readonly heard: (message: TabMessage) => void;
}

export async function openCounter(shopId: string, ports: CounterPorts): Promise<Counter> {
  const { isPrivate, lost, heard, ...given } = ports;
  const store = await openStore(shopId, { onLost: lost });
  const tabs = createTabs(shopId, heard);
  const tally = new OrderTally();
  const emit = (patch: EnginePatch) => {
    if (patch.orders) tally.take(patch.orders);
    given.emit(patch);
  };
  const news = new OrderNews({ clock: given.clock, watch: given.watch, emit, store, tally });
  const room: Room = {
    ...given,
    emit,
    shopId,
    store,
    storage: new StorageBoard(store, emit),
    consent: new ConsentBoard(store, emit, isPrivate),
    tally,
    tellTabs: (message) => tabs.tell(message),
    showCart: (cause) => basket.show(cause),
    showOrders: (cause) => news.showAll(cause),
    showChanged: (ids, cause) => news.showChanged(ids, cause),
    placing: (work) => news.placing(work),
  };
  const basket = new Basket(room);
  room.storage.show();
  const readings = new FirstReadings(room);
  const reading = readings.read(async () => {
    const [shop] = await Promise.all([
      store.get(['shop']),
      room.consent.show('sync'),
      news.showAll('sync'),
      basket.show('sync'),
    ]);
    given.clock.raise(Date.parse(shop?.answeredAt ?? ''));
  });
  given.watch(reading);
  // The shop opens all the same.
  await Promise.allSettled([reading]);
  return { room, basket, tabs, readings, showNews: (message) => showNews(room, basket, message) };
}

async function showNews(room: Room, basket: Basket, message: TabMessage): Promise<void> {
  if (message.cart) await basket.show('tab');
  if (message.consent) await room.consent.show('tab');
  if (message.orders === 'all') await room.showOrders('tab');
  else if (message.orders) await room.showChanged(message.orders, 'tab');
}
