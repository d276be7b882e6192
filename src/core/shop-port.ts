/**
 * What elements and scripts may ask of a shop. The bridge implements it; nothing
 * above it knows of workers or storage. A foreseeable refusal is a value.
 */
import type { LineSource } from './cart/cart.js';
import type { Consent } from './consent/consent.js';
import type { FurtherCall } from './further-calls.js';
import type { Order } from './order/order.js';
import type { Recommended, RecommendWish } from './personal-port.js';
import type { ShopState } from './shop-state.js';
import type { OwnerCall } from './owner/owner-port.js';
import type { StallCall } from './stall/stall-port.js';

export interface Refused {
  readonly ok: false;
  /** Stable; listed in `docs/codes.md`. */
  readonly code: string;
  /** One sentence in English, for developers; elements have terms for each code. */
  readonly message: string;
  /** What the refusal is about, for the words on screen: `{max: 10}`, `{title: …}`, `{field: …}`. */
  readonly about?: Readonly<Record<string, string | number>>;
}

/** Whatever is asked of a shop that is on no page, or has left it. */
export const NOT_OPEN: Refused = { ok: false, code: 'not-open', message: 'The shop is not open.' };

export type Outcome<T = unknown> = ({ readonly ok: true } & T) | Refused;

export interface OrderRequest {
  readonly contact?: { readonly name?: string; readonly email?: string; readonly phone?: string };
  readonly pickup: { readonly depot: string; readonly slot: string };
  readonly payment: 'at-pickup';
  readonly note?: string;
  /** Settled points that pay for a part of the goods; with no connection, no more than `state.hold` has. */
  readonly redeemPoints?: number;
  /** The total that the shopper saw on the button, in minor units: the order is refused if it has changed. */
  readonly total?: number;
}

export interface EraseWish {
  /** Orders that the shop has not got are erased as well: it never gets them. */
  readonly evenUnsent?: boolean;
}

/** A place and a time. */
export interface PickupChoice {
  readonly depot: string;
  readonly slot: string;
  /** To be redeemed. */
  readonly points?: number;
}

export type Cause = 'shopper' | 'script' | 'sync' | 'tab';

export interface ShopPort {
  readonly state: ShopState;
  readonly engine: 'worker' | 'page' | null;
  /** Called after every change of `state`, with what caused it. */
  subscribe(listener: (state: ShopState, previous: ShopState, cause: Cause) => void): () => void;
  /**
   * @param quantity one step of the variant unless given
   * @param from what led the shopper to it
   */
  add(
    variant: string,
    quantity?: number,
    modifiers?: Readonly<Record<string, string>>,
    from?: LineSource,
  ): Promise<Outcome<{ line: string }>>;
  setQuantity(line: string, quantity: number): Promise<Outcome>;
  restore(): Promise<Outcome>;
  clear(): Promise<Outcome>;
  placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>>;
  cancelOrder(id: string): Promise<Outcome<{ order: Order }>>;
  accept(id: string): Promise<Outcome<{ order: Order }>>;
  /** @param alternate the id of one that the shop offers for a disputed order */
  choose(id: string, alternate: string): Promise<Outcome<{ order: Order }>>;
  /**
   * Where and when the shopper is about to collect, and the points that they are about to redeem, so that all of it is
   * held for them; null: they are not.
   */
  hold(pickup: PickupChoice | null): void;
  /** One drain, then how many intents still wait. */
  sync(): Promise<Outcome<{ waiting: number }>>;
  /** Reads the catalog again. */
  refresh(): Promise<Outcome>;
  /** Unsent orders and receipts as a file, which `importData` reads. */
  exportData(): Promise<Outcome<{ file: Blob }>>;
  importData(file: Blob): Promise<Outcome<{ added: number }>>;
  /**
   * Erases everything that is kept of the shopper on this device, and has the shop forget them. Refused as `orders-not-sent`
   * while it has not got all orders, unless the wish says so.
   *
   * @returns `told`: the shop knows; else it is told as soon as it can be reached
   */
  eraseData(wish?: EraseWish): Promise<Outcome<{ told: boolean }>>;
  /** What the shopper will likely want again, best first. */
  recommend(wish?: RecommendWish): Promise<Outcome<Recommended>>;
  /** What is not named stays as it is. Nothing can be allowed where the browser refuses for its user. */
  setConsent(consent: Partial<Consent>): Promise<Outcome<{ consent: Consent }>>;
  /** What a stall's or an owner's screen asks of the stage at this address; see `bridge/stall-stage.ts`, `owner-stage.ts`. */
  stall(stage: string, call: StallCall | OwnerCall): Promise<Outcome>;
  /** What code that loads on use asks of one of the engine's stages that no order needs. */
  ask(...further: FurtherCall): Promise<Outcome>;
}
