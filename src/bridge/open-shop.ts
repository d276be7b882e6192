/**
 * The shop as elements and scripts see it: starts the engine, turns wishes into
 * calls and patches into snapshots. Knows nothing of storage, keys or sending.
 */
import receiptReaderUrl from 'virtual:scan-stage';

import type { CartAction, LineSource } from '../core/cart/cart.js';
import type { Consent } from '../core/consent/consent.js';
import type { EnginePatch, PageHint } from '../core/engine-port.js';
import type { FurtherCall } from '../core/further-calls.js';
import type { Choice } from '../core/order/choose.js';
import type { Order } from '../core/order/order.js';
import type { Recommended, RecommendWish } from '../core/personal-port.js';
import type { ShopConfig, ShopProblem } from '../core/shop-config.js';
import {
  type Cause,
  type EraseWish,
  type OrderRequest,
  type Outcome,
  type PickupChoice,
  type Refused,
  type ShopPort,
} from '../core/shop-port.js';
import type { ShopState } from '../core/shop-state.js';
import type { OwnerCall } from '../core/owner/owner-port.js';
import type { StallCall } from '../core/stall/stall-port.js';
import { EngineSeat } from './engine-seat.js';
import { INITIAL_STATE } from './initial-state.js';
import { mergeOrders } from './merge-orders.js';
import { OptimisticCart } from './optimistic-cart.js';
import { OrderStages } from './order-stages.js';
import { markOwnOrder } from './own-order-mark.js';
import { refusesForUser } from './privacy-signal.js';
import { startEngine } from './start-engine.js';
import { whenIdle } from './when-idle.js';

const NO_CATALOG: Refused = { ok: false, code: 'no-catalog', message: 'The shop has no catalog yet.' };

type Listener = (state: ShopState, previous: ShopState, cause: Cause) => void;

export interface ShopBridge extends ShopPort {
  /** How orders are kept: in database and file, in the database alone, or in this tab. */
  readonly durable: 'twice' | 'once' | 'no';
  simulateOffline(on: boolean): void;
  close(): void;
}

export function openShop(config: ShopConfig, report: (problem: ShopProblem) => void): ShopBridge {
  return new EngineBridge(config, report);
}

class EngineBridge implements ShopBridge {
  #state: ShopState;
  readonly #engine: EngineSeat;
  readonly #stages: OrderStages;
  readonly #cart = new OptimisticCart();
  readonly #listeners = new Set<Listener>();
  readonly #report: (problem: ShopProblem) => void;
  readonly #config: ShopConfig;
  #simulatesOffline: boolean;

  constructor(config: ShopConfig, report: (problem: ShopProblem) => void) {
    this.#config = config;
    this.#report = report;
    const { offlinePolicy = INITIAL_STATE.offlinePolicy } = config;
    this.#state = { ...INITIAL_STATE, offlinePolicy };
    this.#simulatesOffline = config.simulateOffline;
    this.#engine = new EngineSeat({
      start: () =>
        startEngine(
          { ...config, simulateOffline: this.#simulatesOffline, private: refusesForUser() },
          (patch) => this.#receive(patch),
        ),
      mayEnd: () => this.#state.storage.durable !== 'no',
      renewed: () => this.#renewed(),
      hinted: (hint) => this.#hinted(hint),
    });
    this.#stages = new OrderStages({
      engine: this.#engine,
      lacksCatalog: async () => (this.#state.catalog || (await this.#whenCatalog()) ? undefined : NO_CATALOG),
      report,
    });
    if (config.catalog.kind === 'json-ld') void this.refresh();
  }

  get state(): ShopState {
    return this.#state;
  }

  get engine(): 'worker' | 'page' | null {
    return this.#engine.where;
  }

  get durable(): 'twice' | 'once' | 'no' {
    return this.#state.storage.durable;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async add(
    variant: string,
    quantity?: number,
    modifiers: Readonly<Record<string, string>> = {},
    from?: LineSource,
  ) {
    const many = quantity === undefined ? {} : { quantity };
    const changed = await this.#change({ type: 'add', variant, modifiers, ...many, ...(from && { from }) });
    return changed.ok ? { ok: true as const, line: changed.line ?? '' } : changed;
  }

  setQuantity(line: string, quantity: number): Promise<Outcome> {
    return this.#change({ type: 'setQuantity', line, quantity });
  }

  restore(): Promise<Outcome> {
    return this.#change({ type: 'restore' });
  }

  clear(): Promise<Outcome> {
    return this.#change({ type: 'clear' });
  }

  async placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>> {
    const loaded = await this.#stages.load();
    if (!loaded.ok) return loaded;
    // A script may pass what can't be copied to the engine, such as an input instead of its value.
    const placed = await this.#engine
      .call((port) => port.placeOrder(request))
      .catch((error: unknown): Refused => {
        return { ok: false, code: 'bad-request', message: String(error) };
      });
    if (placed.ok) askToPersist();
    return placed;
  }

  cancelOrder(id: string): Promise<Outcome<{ order: Order }>> {
    return this.#choose(id, 'cancel');
  }

  accept(id: string): Promise<Outcome<{ order: Order }>> {
    return this.#choose(id, 'accept');
  }

  choose(id: string, alternate: string): Promise<Outcome<{ order: Order }>> {
    return this.#choose(id, { alternate });
  }

  hold(pickup: PickupChoice | null): void {
    void this.#stages.load().then((loaded) => {
      if (loaded.ok) void this.#engine.tell((port) => port.hold(pickup));
    });
  }

  async sync(): Promise<Outcome<{ waiting: number }>> {
    const loaded = await this.#stages.load();
    return loaded.ok ? this.#engine.call((port) => port.sync()) : loaded;
  }

  async refresh(): Promise<Outcome> {
    const inPage = this.#config.catalog.kind === 'json-ld' ? import('./page-blocks.js') : undefined;
    // The engine can't load what has no address, and says so.
    const nothing = () => ({ texts: [], address: '', stage: '' });
    const page = await inPage?.then(({ readBlocks }) => readBlocks(this, this.#engine.closing), nothing);
    return this.#engine.call((port) => port.refresh(page));
  }

  async exportData(): Promise<Outcome<{ file: Blob }>> {
    const loaded = await this.#stages.loadRescue();
    if (!loaded.ok) return loaded;
    const exported = await this.#engine.call((port) => port.exportData());
    return exported.ok
      ? { ok: true, file: new Blob([exported.text], { type: 'application/json' }) }
      : exported;
  }

  async eraseData(wish: EraseWish = {}): Promise<Outcome<{ told: boolean }>> {
    const loaded = await this.#stages.loadRescue();
    if (!loaded.ok) return loaded;
    const erased = await this.#engine.call((port) =>
      port.eraseData({ evenUnsent: wish.evenUnsent === true }),
    );
    const shop = this.#state.catalog?.shop.id;
    // Also where second copies stay: what the mark stands for is gone.
    if ((erased.ok || erased.code === 'erase-unfinished') && shop !== undefined) markOwnOrder(shop, false);
    return erased;
  }

  async importData(file: Blob): Promise<Outcome<{ added: number }>> {
    const loaded = await this.#stages.loadRescue();
    if (!loaded.ok) return loaded;
    let text: string;
    try {
      text = await file.text();
    } catch (error) {
      // It was moved meanwhile, or a script passes what is no file.
      return { ok: false, code: 'rescue-unreadable', message: String(error) };
    }
    return this.#engine.call((port) => port.importData(text, receiptReaderUrl));
  }

  recommend(wish: RecommendWish = {}): Promise<Outcome<Recommended>> {
    return this.#personal((stage) => stage.askForSuggestions(this.#engine, wish, this.#config.recommender));
  }

  setConsent(consent: Partial<Consent>): Promise<Outcome<{ consent: Consent }>> {
    return this.#personal((stage) => stage.allow(this.#engine, consent, this.#state.catalog?.shop.id));
  }

  async stall(stage: string, call: StallCall | OwnerCall): Promise<Outcome> {
    const loaded = await this.#stages.load();
    return loaded.ok ? this.#engine.call((port) => port.stall(stage, call)) : loaded;
  }

  ask(...further: FurtherCall): Promise<Outcome> {
    return this.#personal((personal) => personal.askFurther(this.#engine, ...further));
  }

  simulateOffline(on: boolean): void {
    this.#simulatesOffline = on;
    void this.#engine.tell((port) => port.simulateOffline(on));
  }

  close(): void {
    void this.#engine.close();
    // Whoever waits for a catalog waits no longer.
    this.#show(this.#state, 'script');
    this.#listeners.clear();
  }

  /** What an engine was told and had not answered is gone with it, or is in what the next one reads. */
  #renewed(): void {
    this.#stages.forget();
    this.#cart.forget();
    // It has to load the order path again, and sends nothing before that.
    this.#show(
      { ...this.#state, orderable: false, outbox: { ...this.#state.outbox, sending: false } },
      'sync',
    );
    if (this.#config.catalog.kind === 'json-ld') void this.refresh();
  }

  #hinted({ kind }: PageHint): void {
    const mayLoad = kind === 'online' || kind === 'visible';
    if (mayLoad && this.#state.catalog && this.#config.endpoint !== undefined) void this.#stages.load();
  }

  #receive(patch: EnginePatch): void {
    if (this.#engine.closing.aborted) return;
    const { cause, cart, orders, problems, ...shared } = patch;
    if (cart) this.#cart.settle(cart.cart, cart.applied);
    const next = {
      ...this.#state,
      ...shared,
      ...(orders ? { orders: mergeOrders(this.#state.orders, orders) } : {}),
    };
    next.cart = this.#cart.view(next.catalog, next.hold);
    // A tap that was settled as it is shown changes nothing.
    if (orders || Object.keys(shared).length || next.cart !== this.#state.cart) this.#show(next, cause);
    problems?.forEach((problem) => this.#report(problem));
    // Also with no network it can be taken back.
    if (patch.consent?.personalisation || patch.consent?.measurement)
      whenIdle(() => void this.#personal((stage) => stage.prepare(this.#engine)));
    if (patch.catalog && this.#config.endpoint !== undefined) whenIdle(() => void this.#stages.load());
  }

  #show(next: ShopState, cause: Cause): void {
    const previous = this.#state;
    this.#state = next;
    for (const listener of this.#listeners) listener(next, previous, cause);
  }

  async #personal<T>(
    ask: (stage: typeof import('./ask-personal.js')) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    if (!this.#state.catalog && !(await this.#whenCatalog())) return NO_CATALOG;
    try {
      return await ask(await import('./ask-personal.js'));
    } catch (error) {
      return { ok: false, code: 'not-ready', message: String(error) };
    }
  }

  async #change(action: CartAction): Promise<Outcome<{ line?: string }>> {
    const catalog = this.#state.catalog ?? (await this.#whenCatalog());
    if (!catalog) return NO_CATALOG;
    const taken = this.#cart.take(action, catalog);
    if (!taken.ok) return taken;
    this.#show({ ...this.#state, cart: this.#cart.view(catalog, this.#state.hold) }, 'shopper');
    return this.#engine.call((port) => port.cart(action, taken.number));
  }

  async #choose(id: string, choice: Choice): Promise<Outcome<{ order: Order }>> {
    const loaded = await this.#stages.load();
    return loaded.ok ? this.#engine.call((port) => port.choose(id, choice)) : loaded;
  }

  /** Resolves once there is a catalog, or none is to be had. */
  #whenCatalog(): Promise<ShopState['catalog']> {
    return new Promise((resolve) => {
      const look = ({ catalog, load }: ShopState) => {
        if (load.kind === 'loading' && !this.#engine.closing.aborted) return;
        stop();
        resolve(catalog);
      };
      const stop = this.subscribe(look);
      look(this.#state);
    });
  }
}

/** A browser may clear what it was not asked to keep. Not awaited: some ask the shopper. */
function askToPersist(): void {
  const storage: StorageManager | undefined = navigator.storage;
  storage?.persist?.().catch(() => false);
}
