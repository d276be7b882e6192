/** What is kept here as a file, and back; what goes when its time is over; and all of it erased: once the stage that can do it is there. */
import { DAY_MS } from '../core/consent/retention.js';
import type { Wire } from '../core/ports.js';
import type { ChoosePorts } from '../core/order/choose.js';
import { refuse } from '../core/refuse.js';
import type { EraseWish, Outcome } from '../core/shop-port.js';
import type { Stages } from './load-stage.js';
import type { Room, TabMessage } from './room.js';

const NOT_LOADED = refuse('not-ready', 'The rescue stage has not loaded yet.');
const ERASED: TabMessage = {
  cart: true,
  orders: 'all',
  shop: true,
  leases: true,
  consent: true,
  erased: true,
};

export interface RescuePorts {
  /** To the endpoint, where there is one. */
  readonly wire: () => Wire | undefined;
  /** What is being sent from here is given up. */
  readonly cease: () => void;
  /** There are other orders than before. */
  readonly changed: () => Promise<void>;
  /** As if another tab had said so. */
  readonly hear: (message: TabMessage) => Promise<void>;
}

export class RescueDesk {
  readonly #room: Room;
  readonly #ports: ChoosePorts;
  readonly #desk: RescuePorts;
  #stage: Stages['rescue-stage'] | undefined;
  #daily: ReturnType<typeof setInterval> | undefined;

  constructor(room: Room, ports: ChoosePorts, desk: RescuePorts) {
    this.#room = room;
    this.#ports = ports;
    this.#desk = desk;
  }

  async load(url: string): Promise<Outcome> {
    if (this.#stage) return { ok: true };
    const loaded = await this.#room.loadStage('rescue-stage', url);
    if (!loaded.ok) return loaded;
    this.#stage ??= loaded.stage;
    const prune = () => this.#room.watch(this.#prune());
    this.#daily ??= setInterval(prune, DAY_MS);
    prune();
    return { ok: true };
  }

  close(): void {
    clearInterval(this.#daily);
  }

  async exportData(): Promise<Outcome<{ text: string }>> {
    const stage = this.#stage;
    if (!stage) return NOT_LOADED;
    const { crypto } = this.#ports;
    return stage.exportOrders(this.#room, () => stage.askShop(this.#room, crypto, this.#desk.wire()));
  }

  /** @param reader the address of what reads receipts */
  async importData(text: string, reader: string): Promise<Outcome<{ added: number }>> {
    if (!this.#stage) return NOT_LOADED;
    const loaded = await this.#room.loadStage('scan-stage', reader);
    const readReceipt = loaded.ok ? loaded.stage.readReceipt : undefined;
    const ports = { journal: this.#ports.journal, wire: this.#desk.wire(), readReceipt };
    const imported = await this.#stage.importOrders(this.#room, ports, text);
    if (imported.ok) await this.#desk.changed();
    return imported;
  }

  async eraseData(wish: EraseWish): Promise<Outcome<{ told: boolean }>> {
    if (!this.#stage) return NOT_LOADED;
    // Else what is under way may be just what is missing: it is waited for.
    if (wish.evenUnsent) this.#desk.cease();
    return this.#stage.eraseShopper(this.#room, this.#ports, wish, () => this.#showErased());
  }

  /** Also where one of these can't be shown, the others are. */
  async #showErased(): Promise<void> {
    this.#room.tellTabs(ERASED);
    this.#room.emit({ cause: 'shopper', erasedAt: this.#room.clock.now() });
    const { showCart, showOrders, consent } = this.#room;
    const shown = [showCart('shopper'), showOrders('shopper'), consent.show('shopper')];
    const whole = Promise.all([
      ...shown,
      this.#desk.hear({ ...ERASED, erased: undefined }),
      this.#desk.changed(),
    ]);
    this.#room.watch(whole);
    await Promise.allSettled([whole]);
  }

  /** What is in no time of its own, a basket and what is remembered, goes with it. */
  async #prune(): Promise<void> {
    const { store, clock, showCart, showOrders, tellTabs } = this.#room;
    const isLess = await this.#stage?.pruneOrders(store, clock.now());
    await Promise.all([showCart('sync'), this.#desk.hear({ consent: true })]);
    if (!isLess) return;
    await showOrders('sync');
    tellTabs({ orders: 'all' });
  }
}
