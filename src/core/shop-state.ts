/**
 * The one snapshot that flows from the engine to everything on screen. Readonly,
 * plain data, sent as patches of its top-level fields.
 */
import type { CartView } from './cart/cart-view.js';
import type { Catalog } from './catalog/catalog-schema.js';
import type { Consent } from './consent/consent.js';
import type { HoldView } from './lease/hold-view.js';
import type { Order } from './order/order.js';
import type { RecommenderView } from './personal-port.js';
import type { DepotState } from './protocol/fields.js';
import type { Loyalty } from './protocol/sync.js';
import type { Purchase } from './recommend/purchase.js';
import type { OfflinePolicy } from './shop-config.js';

/** Known by talking to the endpoint, never by the browser's own opinion. */
export type Connection = 'unknown' | 'online' | 'offline' | 'unreachable' | 'captive';

export interface SlotView {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly start: string;
  readonly end: string;
  readonly cutoff: string;
  /** Before its cut-off, with a place left as far as this device knows. */
  readonly open: boolean;
  readonly full: boolean;
}

export interface DepotView {
  readonly id: string;
  readonly title: string;
  readonly address?: string;
  readonly directions?: string;
  /** Where it is not simply open: what the owner says of it, and why in their own words. */
  readonly status?: Exclude<DepotState, 'open'>;
  readonly reason?: string;
  readonly closures: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
}

export interface OutboxView {
  /** Intents not answered yet, those set aside included. */
  readonly waiting: number;
  readonly parked: number;
  /** Of those that wait and were not set aside: what a stall has handed over or taken back, which is no order. */
  readonly handed?: number;
  /** Of those set aside: the same. */
  readonly handedAside?: number;
  /** What was erased here and the shop has not been told of; no order, and not counted as one. */
  readonly erasing?: number;
  /** The shop could not read that: why not, in its own words. It is not told again by itself. */
  readonly eraseRefused?: string | undefined;
  readonly sending: boolean;
  /** What is being sent has had no answer for some seconds. */
  readonly slow: boolean;
  /** ISO 8601, UTC. */
  readonly triedAt: string | null;
}

export interface StorageView {
  /** How orders are kept: in database and file, in the database alone, or in this tab. */
  readonly durable: 'twice' | 'once' | 'no';
  readonly full: boolean;
  /** This browser cleared what was kept here. */
  readonly wiped: boolean;
  /** It has given no answer yet to all that a shop opens with: basket and orders may be others than are shown. */
  readonly silent: boolean;
}

export interface CatalogAge {
  /** ISO 8601, UTC: when the prices were last known to be in force; null: never. */
  readonly checkedAt: string | null;
  /** Shown from what was kept, since the source did not answer. */
  readonly stale: boolean;
}

export type LoadState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

export interface ShopState {
  readonly load: LoadState;
  readonly catalog: Catalog | null;
  readonly catalogAge: CatalogAge;
  readonly cart: CartView;
  /** Newest first. */
  readonly orders: readonly Order[];
  readonly slots: Readonly<Record<string, readonly SlotView[]>>;
  readonly depots: readonly DepotView[];
  /** What is left of a variant at a depot, where it is counted: `stock[depot][variant]`. */
  readonly stock: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What is held for this shopper; null: nothing. */
  readonly hold: HoldView | null;
  /** The shopper's points, where the shop gives any; null: it gives none, or nothing is known yet. */
  readonly loyalty: Loyalty | null;
  readonly connection: Connection;
  readonly offlinePolicy: OfflinePolicy;
  readonly outbox: OutboxView;
  readonly storage: StorageView;
  /** By how many milliseconds, to the second, the shop's time is ahead of the device's clock: that may be set back. */
  readonly clockAhead: number;
  /** An order can be placed with the network gone. */
  readonly orderable: boolean;
  readonly consent: Consent;
  /** When everything was erased while this page was open, in epoch milliseconds. */
  readonly erasedAt?: number;
  /** What is remembered for suggestions, where the shopper allows it; the newest orders may not be among them. */
  readonly purchases?: readonly Purchase[];
  readonly recommender: RecommenderView;
}
