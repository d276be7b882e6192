/**
 * What the engine's stages share: the shop that is open, where its records are,
 * and the one way to tell the page what changed.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { Consent, ConsentRecord } from '../core/consent/consent.js';
import type { EnginePatch } from '../core/engine-port.js';
import type { DeviceStore } from '../core/ports.js';
import type { ShopConfig } from '../core/shop-config.js';
import type { Cause, Outcome } from '../core/shop-port.js';
import type { Stages } from './load-stage.js';
import type { ShopClock } from './shop-clock.js';
import type { StorageBoard } from './storage-board.js';

/** What other tabs of the same shop are told: which records are new. */
export interface TabMessage {
  readonly cart?: true;
  readonly orders?: readonly string[] | 'all';
  readonly shop?: true;
  readonly leases?: true;
  readonly consent?: true;
  /** Everything was erased. */
  readonly erased?: true | undefined;
}

export interface Room {
  readonly config: ShopConfig;
  readonly clock: ShopClock;
  readonly shopId: string;
  readonly store: DeviceStore;
  /** How that is kept, for the page to show. */
  readonly storage: StorageBoard;
  /** Of the orders as they were shown last. */
  readonly tally: { readonly open: number; readonly parked: number; knows(order: string): boolean };
  catalog(): Catalog;
  /** What the shopper allows, as it was read last; `show` reads it again. `isRefused`: the browser refuses for them; `chosen`: what they chose all the same. */
  readonly consent: {
    readonly now: Consent;
    readonly isRefused: boolean;
    readonly chosen: ConsentRecord | undefined;
    show(cause: Cause): Promise<void>;
  };
  /** The browser's own opinion: a hint, no more. */
  online(): boolean;
  visible(): boolean;
  simulatesOffline(): boolean;
  emit(patch: EnginePatch): void;
  /** Sees to it that work nobody waits for fails aloud, as a problem that the page is told. */
  watch(work: Promise<unknown>): void;
  tellTabs(message: TabMessage): void;
  /** The endpoint has another catalog in force than the one held. */
  adoptCatalog(source: unknown): void;
  /** The endpoint has the catalog in force that is held. */
  confirmCatalog(): void;
  /** Brings a further stage from its address; again if it is asked for again. */
  loadStage<Name extends keyof Stages>(name: Name, url: string): Promise<Outcome<{ stage: Stages[Name] }>>;
  /** Reads the basket and shows it. */
  showCart(cause: Cause): Promise<void>;
  /** Reads all orders and shows them. */
  showOrders(cause: Cause): Promise<void>;
  /** Reads these orders and shows them as they are by now. One that the page knows nothing of waits for `placing`. */
  showChanged(orders: readonly string[], cause: Cause): Promise<void>;
  /**
   * An order is being placed, and is shown by that first. Before it is, another tab or a drain of this one may have
   * sent it and have the answer.
   */
  placing(work: Promise<unknown>): void;
}
