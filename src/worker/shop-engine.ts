/**
 * The engine's first stage: catalog, storage and basket, and the door to the
 * others. Everything a page can ask for enters here; everything it is told leaves
 * as a patch.
 */
import type { CartAction } from '../core/cart/cart.js';
import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { EnginePatch, EnginePort, PageHint } from '../core/engine-port.js';
import type { Choice } from '../core/order/choose.js';
import type { Order } from '../core/order/order.js';
import type { PersonalCall } from '../core/personal-port.js';
import type { PageBlocks, ShopConfig, ShopProblem } from '../core/shop-config.js';
import type { EraseWish, OrderRequest, Outcome, PickupChoice, Refused } from '../core/shop-port.js';
import type { OwnerCall } from '../core/owner/owner-port.js';
import type { StallCall } from '../core/stall/stall-port.js';
import { openCatalogShelf } from '../storage/catalog-shelf.js';
import { holdTransactions } from '../storage/last-moment.js';
import { CatalogLoader, type CatalogKeeper, type CatalogNews } from './catalog-loader.js';
import { loadStage } from './load-stage.js';
import { openCounter, type Counter } from './counter.js';
import type { OrderDesk } from './order-desk.js';
import type { PersonalDesk } from './personal-desk.js';
import type { TabMessage } from './room.js';
import { ShopClock } from './shop-clock.js';
import { createSeat, type StageSeat } from './stage-seat.js';

export class ShopEngine implements EnginePort {
  #config: ShopConfig | undefined;
  #loader: CatalogKeeper | undefined;
  #catalog: Catalog | undefined;
  #opening: Promise<Counter> | undefined;
  #taking: Promise<void> = Promise.resolve();
  #online = true;
  #visible = true;
  #simulatesOffline = false;
  #isPrivate = false;
  readonly #clock = new ShopClock();
  #announce: (counter: Counter) => void = () => undefined;
  readonly #opened = new Promise<Counter>((resolve) => (this.#announce = resolve));
  readonly #loaderPorts = {
    shelf: openCatalogShelf(),
    clock: this.#clock,
    simulatesOffline: () => this.#simulatesOffline,
    tell: (news: CatalogNews) => this.#watch(this.#queue(news)),
  };
  readonly #parts: readonly unknown[];
  readonly #tell: (patch: EnginePatch) => void;
  readonly #orders: StageSeat<OrderDesk>;
  readonly #personal: StageSeat<PersonalDesk>;

  /** @param parts for the further stages, which are handed them as they are */
  constructor(parts: readonly unknown[], tell: (patch: EnginePatch) => void) {
    this.#parts = parts;
    this.#tell = tell;
    this.#orders = createSeat(
      (url) => loadStage('order-stage', url, parts),
      async (stage) => stage.createOrderDesk((await this.#opened).room),
    );
    this.#personal = createSeat(
      (url) => loadStage('personal-stage', url, parts),
      async (stage) => stage.createPersonalDesk((await this.#opened).room, () => this.#desk),
    );
  }

  get #desk(): OrderDesk | undefined {
    return this.#orders.made;
  }

  async open(config: ShopConfig): Promise<void> {
    this.#config = config;
    this.#simulatesOffline = config.simulateOffline;
    this.#isPrivate = config.private === true;
    const { catalog: source } = config;
    if (source.kind === 'json-ld') return;
    this.#loader = new CatalogLoader({ source, ...this.#loaderPorts });
    this.#watch(this.#loader.load());
  }

  async cart(action: CartAction, number: number): Promise<Outcome<{ line?: string }>> {
    const changed = await (await this.#opened).basket.change(action, number);
    this.#desk?.cartChanged();
    return changed;
  }

  async loadOrderStage(url: string): Promise<Outcome> {
    const { readings } = await this.#opened;
    return this.#try(() => this.#orders.bring(url, (making) => readings.read(making)));
  }

  /**
   * What was put into the basket before is part of the order, also while it is still being kept, and where its
   * database was lost since.
   */
  async placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>> {
    const { basket } = await this.#opened;
    await basket.settled();
    const placed = await this.#guard((desk) => desk.placeOrder(request));
    const lost = !placed.ok && placed.code === 'empty-basket' && (await basket.rescue());
    return lost ? this.#guard((desk) => desk.placeOrder(request)) : placed;
  }

  async choose(id: string, choice: Choice): Promise<Outcome<{ order: Order }>> {
    return this.#guard((desk) => desk.choose(id, choice));
  }

  async hold(pickup: PickupChoice | null): Promise<void> {
    this.#watch(this.#desk?.hold(pickup));
  }

  async sync(): Promise<Outcome<{ waiting: number }>> {
    return this.#guard((desk) => desk.sync());
  }

  async loadRescueStage(url: string): Promise<Outcome> {
    return this.#guard((desk) => desk.rescue.load(url));
  }

  async exportData(): Promise<Outcome<{ text: string }>> {
    return this.#guard((desk) => desk.rescue.exportData());
  }

  async eraseData(wish: EraseWish): Promise<Outcome<{ told: boolean }>> {
    return this.#guard((desk) => desk.rescue.eraseData(wish));
  }

  async importData(text: string, reader: string): Promise<Outcome<{ added: number }>> {
    return this.#guard((desk) => desk.rescue.importData(text, reader));
  }

  async stall(url: string, call: StallCall | OwnerCall): Promise<Outcome> {
    return this.#guard((desk) => desk.stall(url, call));
  }

  async personal(url: string, [name, ...args]: PersonalCall, isPrivate: boolean): Promise<Outcome> {
    this.#heed(isPrivate);
    await this.#opened;
    return this.#try(async () => {
      const brought = await this.#personal.bring(url);
      const { made } = this.#personal;
      return brought.ok && made
        ? (made[name] as (...given: unknown[]) => Promise<Outcome>)(...args)
        : brought;
    });
  }

  async refresh(page?: PageBlocks): Promise<Outcome> {
    if (page && !this.#loader) {
      const loaded = await loadStage('json-ld-stage', page.stage, this.#parts);
      if (!loaded.ok) {
        await this.#queue({
          load: { ...loaded, kind: 'failed' },
          problems: [{ ...loaded, pointer: page.stage }],
        });
        return loaded;
      }
      this.#loader ??= loaded.stage.createPageCatalog(this.#config, this.#loaderPorts, CatalogLoader);
    }
    await this.#loader?.load(page);
    return this.#catalog
      ? { ok: true }
      : { ok: false, code: 'catalog-unreachable', message: 'There is no catalog to be had.' };
  }

  async simulateOffline(on: boolean): Promise<void> {
    this.#simulatesOffline = on;
    await this.hint({ kind: this.#online ? 'online' : 'offline' });
  }

  async hint({ kind, private: isPrivate }: PageHint): Promise<void> {
    this.#heed(isPrivate);
    if (kind === 'leaving') return holdTransactions();
    if (kind === 'online' || kind === 'offline') this.#online = kind === 'online';
    if (kind === 'visible' || kind === 'hidden') this.#visible = kind === 'visible';
    if (this.#catalog) this.#watch(this.#hintTabs(kind));
    else if (kind === 'online' || kind === 'visible') await this.#loader?.load();
    this.#desk?.hint({ kind });
  }

  async close(): Promise<void> {
    this.#desk?.close();
    this.#personal.made?.close();
    const counter = await this.#opening?.catch(() => undefined);
    counter?.tabs.close();
    counter?.readings.close();
    // Stands behind every change that was begun, so that none is cut off.
    await counter?.room.store.count('intent').catch(() => undefined);
    await Promise.all([counter?.room.store.close(), this.#loaderPorts.shelf.close()]);
  }

  /** What the order path answers; if storage fails in a way nobody foresaw, that is an answer too. */
  async #guard<T>(ask: (desk: OrderDesk) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const desk = this.#desk;
    return desk ? this.#try(() => ask(desk)) : NOT_LOADED;
  }

  async #try<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await work();
    } catch (error) {
      this.#fail(error);
      const message = `This browser\u2019s storage failed: ${String(error)}`;
      return { ok: false, code: 'storage-closed', message };
    }
  }

  #watch(work: Promise<unknown> | undefined): void {
    work?.catch((error: unknown) => this.#fail(error));
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.#tell({ cause: 'sync', problems: [{ code: 'engine-failed', message, where: 'engine' }] });
  }

  /** One after the other: what was told first must not be shown last. */
  #queue(news: CatalogNews): Promise<void> {
    const taken = this.#taking.then(() => this.#take(news));
    this.#taking = taken.catch(() => undefined);
    return taken;
  }

  async #take({ problems, catalog, load, catalogAge }: CatalogNews): Promise<void> {
    const open = this.#catalog?.shop.id;
    if (catalog && open !== undefined && open !== catalog.shop.id)
      return this.#tell({
        cause: 'sync',
        load: { kind: 'ready' },
        problems: [toShopChanged(open, catalog.shop.id)],
      });
    if (catalog) {
      this.#catalog = catalog;
      // What is on sale is shown at once; storage may take its time.
      this.#tell({ cause: 'sync', catalog });
    }
    const wasOpen = this.#opening !== undefined;
    const counter = catalog ? await this.#openCounter(catalog) : undefined;
    const told = problems.map(({ code, pointer, message }) => ({ code, message, where: pointer }));
    this.#tell({
      cause: 'sync',
      load,
      ...(catalogAge ? { catalogAge } : {}),
      ...(told.length > 0 ? { problems: told } : {}),
    });
    if (!counter) return;
    // Whoever waits for the counter is answered, if only that storage does not answer.
    this.#announce(counter);
    if (wasOpen) await counter.basket.show('sync');
    this.#desk?.catalogChanged();
  }

  /** Once: a shop's id does not change under its page. */
  #openCounter(catalog: Catalog): Promise<Counter> {
    const config = this.#config as ShopConfig;
    this.#opening ??= openCounter(catalog.shop.id, {
      config,
      clock: this.#clock,
      catalog: () => this.#catalog ?? catalog,
      online: () => this.#online,
      visible: () => this.#visible,
      simulatesOffline: () => this.#simulatesOffline,
      isPrivate: () => this.#isPrivate,
      emit: (patch) => this.#tell(patch),
      watch: (work) => this.#watch(work),
      adoptCatalog: (source) => this.#watch(this.#loader?.adopt(source)),
      confirmCatalog: () => this.#watch(this.#loader?.confirm()),
      loadStage: (name, url) => loadStage(name, url, this.#parts),
      lost: () => this.#watch(this.#comeBack()),
      heard: (message) => this.#watch(this.#hear(message)),
    });
    return this.#opening;
  }

  /** The database was deleted under the page. */
  async #comeBack(): Promise<void> {
    const { basket, room } = await this.#opened;
    await basket.rescue();
    await this.#desk?.comeBack();
    // What neither copy has is gone, and is not shown as if it were there.
    await Promise.all([room.showOrders('sync'), room.consent.show('sync')]);
  }

  /** A browser may be told to refuse, or not to any more, while its page is open. */
  #heed(isPrivate = this.#isPrivate): void {
    if (isPrivate === this.#isPrivate) return;
    this.#isPrivate = isPrivate;
    this.#watch(this.#hear({ consent: true }));
  }

  async #hear(message: TabMessage): Promise<void> {
    await (await this.#opened).showNews(message);
    await this.#desk?.hear(message);
  }

  async #hintTabs(kind: PageHint['kind']): Promise<void> {
    const { tabs } = await this.#opened;
    if (kind === 'pagehide') tabs.close();
    if (kind !== 'pageshow') return;
    tabs.open();
    await this.#hear({ cart: true, orders: 'all', shop: true, consent: true });
  }
}

/** Orders are kept, signed and sent under a shop's id: a page that has opened one stays with it. */
function toShopChanged(open: string, now: string): ShopProblem {
  const message = `The catalog has become that of the shop "${now}". This page goes on with "${open}" until it is loaded again; orders of "${open}" that are not sent yet are only sent by a page with its catalog.`;
  return { code: 'shop-changed', message, where: '/shop/id' };
}

const NOT_LOADED: Refused = {
  ok: false,
  code: 'not-ready',
  message: 'The order path has not loaded yet; it needs a connection once.',
};
