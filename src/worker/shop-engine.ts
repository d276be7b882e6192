/**
 * The engine's first stage: catalog, storage and basket, and the door to the
 * second. Everything a page can ask for enters here; everything it is told leaves
 * as a patch.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { EnginePatch, EnginePort, PageHint } from '../core/engine-port.js';
import { toOrder } from '../core/order/to-order.js';
import type { ShopConfig } from '../core/shop-config.js';
import type { Cause, Refused } from '../core/shop-port.js';
import { openCatalogShelf } from '../storage/catalog-shelf.js';
import { openStore } from '../storage/open-store.js';
import { createBasket, type Basket } from './basket.js';
import { createCatalogLoader, type CatalogLoader, type CatalogNews } from './catalog-loader.js';
import type { OrderDesk } from './order-desk.js';
import type { Room, TabMessage } from './room.js';
import { loadOrderStage } from './load-order-stage.js';
import { createTabs, type Tabs } from './tabs.js';

const clock = { now: () => Date.now() };

export function createEngine(): EnginePort {
  let listener: (patch: EnginePatch) => void = () => undefined;
  let config: ShopConfig | undefined;
  let loader: CatalogLoader | undefined;
  let catalog: Catalog | undefined;
  let opening: Promise<Opened> | undefined;
  let opened: Opened | undefined;
  let desk: OrderDesk | undefined;
  let online = true;
  let visible = true;
  let simulatesOffline = false;
  let announceOpened: (opened: Opened) => void = () => undefined;
  const whenOpened = new Promise<Opened>((resolve) => (announceOpened = resolve));

  const emit = (patch: EnginePatch) => listener(patch);

  async function tell(news: CatalogNews): Promise<void> {
    const { problems, catalog: next, load, catalogAge } = news;
    if (next) catalog = next;
    if (next && config) {
      opening ??= openShop(config, next.shop.id);
      opened = await opening;
    }
    const told = problems.map(({ code, pointer, message }) => ({ code, message, where: pointer }));
    emit({
      cause: 'sync',
      load,
      ...(next ? { catalog: next } : {}),
      ...(catalogAge ? { catalogAge } : {}),
      ...(told.length > 0 ? { problems: told } : {}),
    });
    if (next && opened) {
      await opened.basket.show('sync');
      desk?.catalogChanged();
      announceOpened(opened);
    }
  }

  async function openShop(shopConfig: ShopConfig, shopId: string): Promise<Opened> {
    const store = await openStore(shopId, { onLost: () => void comeBack() });
    const tabs = createTabs(shopId, (message) => void hear(message));
    const room: Room = {
      config: shopConfig,
      clock,
      shopId,
      store,
      catalog: () => catalog as Catalog,
      online: () => online,
      visible: () => visible,
      simulatesOffline: () => simulatesOffline,
      emit,
      tellTabs: (message) => tabs.tell(message),
      adoptCatalog: (source) => void loader?.adopt(source),
      showCart: (cause) => basket.show(cause),
      showOrders: (cause) => showOrders(room, cause),
    };
    const basket = createBasket(room);
    const durable = store.kept === 'memory' ? 'no' : 'once';
    emit({ cause: 'sync', storage: { durable, full: false, wiped: store.wiped } });
    await showOrders(room, 'sync');
    return { room, basket, tabs };
  }

  async function hear(message: TabMessage): Promise<void> {
    const { room, basket } = await whenOpened;
    if (message.cart) await basket.show('tab');
    if (message.orders === 'all') await showOrders(room, 'tab');
    else if (message.orders) await showSome(room, message.orders);
    await desk?.hear(message);
  }

  /** The database was deleted under the page. */
  async function comeBack(): Promise<void> {
    const { basket } = await whenOpened;
    await basket.rescue();
    await desk?.restore();
  }

  async function hint({ kind }: PageHint): Promise<void> {
    if (kind === 'online' || kind === 'offline') online = kind === 'online';
    if (kind === 'visible' || kind === 'hidden') visible = kind === 'visible';
    if (kind === 'pagehide') opened?.tabs.close();
    if (kind === 'pageshow') {
      opened?.tabs.open();
      await hear({ cart: true, orders: 'all', shop: true });
    }
    if ((kind === 'online' || kind === 'visible') && loader && !catalog) await loader.load();
    desk?.hint({ kind });
  }

  return {
    async open(given, told) {
      config = given;
      listener = told;
      simulatesOffline = given.simulateOffline;
      loader = createCatalogLoader({
        source: given.catalog,
        shelf: openCatalogShelf(),
        clock,
        simulatesOffline: () => simulatesOffline,
        tell: (news) => void tell(news),
      });
      await loader.load();
    },
    cart: async (change, action) => (await whenOpened).basket.change(change, action),
    async loadOrderStage(url) {
      const { room } = await whenOpened;
      if (desk) return { ok: true };
      const loaded = await loadOrderStage(url);
      if (!loaded.ok) return loaded;
      desk ??= await loaded.create(room);
      return { ok: true };
    },
    placeOrder: async (request) => desk?.placeOrder(request) ?? notLoaded,
    choose: async (id, choice) => desk?.choose(id, choice) ?? notLoaded,
    sync: async () => desk?.sync() ?? notLoaded,
    exportData: async () => desk?.exportData() ?? notLoaded,
    importData: async (text) => desk?.importData(text) ?? notLoaded,
    async refresh() {
      await loader?.load();
      return catalog
        ? { ok: true }
        : { ok: false, code: 'catalog-unreachable', message: 'There is no catalog.' };
    },
    async simulateOffline(on) {
      simulatesOffline = on;
      await hint({ kind: 'visible' });
    },
    hint,
    async close() {
      desk?.close();
      opened?.tabs.close();
      opened?.room.store.close();
    },
  };
}

interface Opened {
  readonly room: Room;
  readonly basket: Basket;
  readonly tabs: Tabs;
}

const notLoaded: Refused = {
  ok: false,
  code: 'not-ready',
  message: 'The order path has not loaded yet; it needs a connection once.',
};

async function showOrders(room: Room, cause: Cause): Promise<void> {
  const all = await room.store.list('order');
  room.emit({ cause, orders: { all: all.map(toOrder) } });
}

async function showSome(room: Room, ids: readonly string[]): Promise<void> {
  const found = await Promise.all(ids.map((id) => room.store.get(['order', id])));
  const changed = found.flatMap((order) => (order ? [toOrder(order)] : []));
  room.emit({ cause: 'tab', orders: { changed } });
}
