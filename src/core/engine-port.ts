/**
 * What the bridge asks of the engine, wherever that runs, and what the engine
 * tells it. Only plain data crosses: results are values, changes are patches.
 */
import type { Cart, CartAction } from './cart/cart.js';
import type { Choice } from './order/choose.js';
import type { Order } from './order/order.js';
import type { PersonalCall } from './personal-port.js';
import type { PageBlocks, ShopConfig, ShopProblem } from './shop-config.js';
import type { Cause, EraseWish, OrderRequest, Outcome, PickupChoice } from './shop-port.js';
import type { ShopState } from './shop-state.js';
import type { OwnerCall } from './owner/owner-port.js';
import type { StallCall } from './stall/stall-port.js';

type Shared = Pick<
  ShopState,
  | 'load'
  | 'catalog'
  | 'catalogAge'
  | 'slots'
  | 'depots'
  | 'stock'
  | 'hold'
  | 'loyalty'
  | 'clockAhead'
  | 'connection'
  | 'outbox'
  | 'storage'
  | 'orderable'
  | 'consent'
  | 'erasedAt'
  | 'purchases'
  | 'recommender'
>;

/** Top-level fields that are new; the rest stands. */
export interface EnginePatch extends Partial<Shared> {
  readonly cause: Cause;
  /** The basket as it is kept, and the newest action of this page that is in it. */
  readonly cart?: { readonly cart: Cart; readonly applied: number };
  /** All orders, or those that changed. */
  readonly orders?: { readonly all: readonly Order[] } | { readonly changed: readonly Order[] };
  readonly problems?: readonly ShopProblem[];
}

/** What the page hears and a worker does not. */
export interface PageHint {
  /** `leaving`: it may leave in a moment, or stay. */
  readonly kind: 'online' | 'offline' | 'visible' | 'hidden' | 'leaving' | 'pagehide' | 'pageshow';
  /** The page's browser says for its user, by now, that it is not to be asked; absent: as before. */
  readonly private?: boolean;
}

/** How a patch travels: on the port of the answers, so that whoever has an answer has had the patches before it. */
export interface PatchMessage {
  readonly patch: EnginePatch;
}

export interface EnginePort {
  open(config: ShopConfig): Promise<void>;
  /** @param action the page's own count of its actions, from 1 */
  cart(change: CartAction, action: number): Promise<Outcome<{ line?: string }>>;
  /** Brings the order path; `url` is the address of its script. */
  loadOrderStage(url: string): Promise<Outcome>;
  placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>>;
  choose(id: string, choice: Choice): Promise<Outcome<{ order: Order }>>;
  /** Where and when the shopper is about to collect, so that it is held for them; null: they are not. */
  hold(pickup: PickupChoice | null): Promise<void>;
  sync(): Promise<Outcome<{ waiting: number }>>;
  /** @param page as it is now; without it a shop whose products stand in the page has no catalog */
  refresh(page?: PageBlocks): Promise<Outcome>;
  /** Brings what `exportData` and `importData` need; not before the order path. */
  loadRescueStage(url: string): Promise<Outcome>;
  exportData(): Promise<Outcome<{ text: string }>>;
  eraseData(wish: EraseWish): Promise<Outcome<{ told: boolean }>>;
  /** @param reader the address of what reads receipts, which is brought if it can be had */
  importData(text: string, reader: string): Promise<Outcome<{ added: number }>>;
  /** What a stall's or an owner's screen asks; `url` is the address of the stage that answers, brought by the first wish. */
  stall(url: string, call: StallCall | OwnerCall): Promise<Outcome>;
  /**
   * What is for this shopper alone; `url` is the address of the stage that answers, brought by the first wish.
   *
   * @param isPrivate as the page's browser says by now
   */
  personal(url: string, call: PersonalCall, isPrivate: boolean): Promise<Outcome>;
  simulateOffline(on: boolean): Promise<void>;
  hint(hint: PageHint): Promise<void>;
  close(): Promise<void>;
}
