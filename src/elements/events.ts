/**
 * Every event that Punnet's elements fire, each made by one function. A request
 * says what the shopper wants and can be cancelled; a fact says what became true
 * and why.
 */
import type { LineSource } from '../core/cart/cart.js';
import type { CartView } from '../core/cart/cart-view.js';
import type { Consent } from '../core/consent/consent.js';
import type { Order } from '../core/order/order.js';
import type { OrderState } from '../core/order/order-states.js';
import type { RankerName } from '../core/personal-port.js';
import type { Reason } from '../core/recommend/reason.js';
import type { Suggestion } from '../core/recommend/suggest.js';
import type { ShopProblem } from '../core/shop-config.js';
import type { Cause, OrderRequest, ShopPort } from '../core/shop-port.js';
import type { Connection, ShopState } from '../core/shop-state.js';
import type { Seen } from '../core/trust-port.js';

export interface AddDetail {
  readonly variant: string;
  readonly quantity: number;
  readonly modifiers: Readonly<Record<string, string>>;
  /** What led the shopper to it; nothing for what they found by themselves. */
  readonly from?: LineSource;
}
export interface FactDetail {
  readonly cause: Cause;
}
export interface ReadyDetail extends FactDetail {
  readonly engine: ShopPort['engine'];
  readonly durable: ShopState['storage']['durable'];
}
export interface CartDetail extends FactDetail {
  readonly cart: CartView;
}
export interface OrderDetail extends FactDetail {
  readonly order: Order;
}
export interface OrderChangeDetail extends OrderDetail {
  readonly previous: OrderState;
}
export interface ConsentDetail extends FactDetail {
  readonly consent: Consent;
}
export interface ConnectionDetail extends FactDetail {
  readonly connection: Connection;
  readonly previous: Connection;
}

export interface RecommendationsShownDetail extends FactDetail {
  readonly suggestions: readonly Suggestion[];
  readonly ranker: RankerName;
}
export interface RecommendationTakenDetail extends FactDetail {
  readonly product: string;
  readonly variant: string;
  /** Where it stood in the list, from 1. */
  readonly place: number;
  readonly reason: Reason;
  readonly ranker: RankerName;
}

/** How it stood where it was seen, and what of it. */
export type TestimonialSeenDetail = FactDetail & Seen;

function request<T>(name: string, detail: T): CustomEvent<T> {
  return new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true });
}
function fact<T>(name: string, detail: T): CustomEvent<T> {
  return new CustomEvent(name, { detail, bubbles: true, composed: true });
}

/** The shopper wants this in the basket. */
export const addRequest = (detail: AddDetail) => request('punnet-add-request', detail);
/** The shopper wants to place this order. */
export const orderRequest = (detail: OrderRequest) => request('punnet-order-request', detail);
/** The shopper wants waiting orders to be sent now. */
export const syncRequest = () => request('punnet-sync-request', {});

/** An order can be placed with the network gone. */
export const readyNow = (detail: ReadyDetail) => fact('punnet-ready', detail);
export const cartOpened = (cause: Cause) => fact<FactDetail>('punnet-cart-opened', { cause });
export const cartClosed = (cause: Cause) => fact<FactDetail>('punnet-cart-closed', { cause });
export const cartChanged = (detail: CartDetail) => fact('punnet-cart-changed', detail);
export const checkoutStarted = (cause: Cause) => fact<FactDetail>('punnet-checkout-started', { cause });
export const orderSaved = (detail: OrderDetail) => fact('punnet-order-saved', detail);
export const orderChanged = (detail: OrderChangeDetail) => fact('punnet-order-changed', detail);
export const connectionChanged = (detail: ConnectionDetail) => fact('punnet-connection-changed', detail);
export const consentChanged = (detail: ConsentDetail) => fact('punnet-consent-changed', detail);
/** Something that the page's developer must know. */
export const errorReported = (detail: ShopProblem) => fact('punnet-error', detail);

declare global {
  interface HTMLElementEventMap {
    'punnet-add-request': CustomEvent<AddDetail>;
    'punnet-order-request': CustomEvent<OrderRequest>;
    'punnet-sync-request': CustomEvent<Record<string, never>>;
    'punnet-ready': CustomEvent<ReadyDetail>;
    'punnet-cart-opened': CustomEvent<FactDetail>;
    'punnet-cart-closed': CustomEvent<FactDetail>;
    'punnet-cart-changed': CustomEvent<CartDetail>;
    'punnet-checkout-started': CustomEvent<FactDetail>;
    'punnet-order-saved': CustomEvent<OrderDetail>;
    'punnet-order-changed': CustomEvent<OrderChangeDetail>;
    'punnet-connection-changed': CustomEvent<ConnectionDetail>;
    'punnet-consent-changed': CustomEvent<ConsentDetail>;
    'punnet-recommendations-shown': CustomEvent<RecommendationsShownDetail>;
    'punnet-recommendation-taken': CustomEvent<RecommendationTakenDetail>;
    'punnet-testimonial-seen': CustomEvent<TestimonialSeenDetail>;
    'punnet-error': CustomEvent<ShopProblem>;
  }
}
