/**
 * The records that a device keeps for one shop, by kind, and the keys that name
 * them. Storage adapters keep them without knowing what they mean.
 */
import type { Cart } from './cart/cart.js';
import type { ConsentRecord } from './consent/consent.js';
import type { LeaseRecord } from './lease/lease.js';
import type { LoyaltyRecord } from './loyalty/loyalty-view.js';
import type { OrderRecord } from './order/order.js';
import type { InsightsRecord } from './owner/insights-record.js';
import type { MeasureRecord } from './measure/measure-record.js';
import type { DeviceJwk } from './protocol/fields.js';
import type { IntentType } from './protocol/intent.js';
import type { DepotStatus, Stock } from './protocol/sync.js';
import type { PurchaseRecord } from './recommend/purchase.js';
import type { CollectionRecord } from './stall/collection.js';
import type { StallOrderRecord } from './stall/stall-order.js';
import type { IssuerRecord, StallRecord } from './stall/stall-record.js';
import type { PulseRecord } from './testimonial/kept-pulse.js';

export interface CartRecord {
  readonly rev: number;
  readonly cart: Cart;
  /** ISO 8601, UTC; a draft is forgotten 7 days later. */
  readonly changedAt: string;
}

/** One signed intent on its way to the endpoint. It leaves only on a verified answer that names it. */
export interface OutboxRecord {
  readonly rev: number;
  readonly id: string;
  readonly order: string;
  readonly type: IntentType;
  /** The very bytes that were signed. */
  readonly jws: string;
  /** SHA-256 of `jws`. */
  readonly hash: string;
  readonly sealed?: { readonly hash: string; readonly jwe: string };
  /** Set aside: why, in the endpoint's words. */
  readonly parked?: string;
}

export interface DeviceRecord {
  readonly rev: number;
  /** RFC 7638 thumbprint of `jwk`. */
  readonly id: string;
  readonly jwk: DeviceJwk;
  /** A non-extractable CryptoKey; opaque here. */
  readonly privateKey: unknown;
  /** The next intent's number. */
  readonly seq: number;
  /** The endpoint's word that it has met this device, until a time (ISO 8601, UTC). */
  readonly certificate?: { readonly text: string; readonly until: string };
}

/** What the endpoint said last that is no order. */
export interface ShopRecord {
  readonly rev: number;
  readonly cursor: string | null;
  readonly stock: readonly Stock[];
  readonly depots: readonly DepotStatus[];
  readonly answeredAt: string | null;
  /** The endpoint's public keys, for sealing and for verifying its proofs. */
  readonly keys: readonly unknown[];
  readonly loyalty?: LoyaltyRecord;
}

/** An `erase` that the shop has not answered. Both go with the answer. */
export interface ErasingRecord {
  readonly rev: number;
  /** Of its intent. */
  readonly id: string;
  /** The key that requests are signed with for it; absent where the device goes on with its key, as a stall does. */
  readonly device?: DeviceRecord;
}

/** That this device was erased. Whatever was placed before is not taken up again, from wherever it turns up. */
export interface ErasedRecord {
  readonly rev: number;
  /** Sorts behind the ids of all that was erased, and before those of whatever was placed since. */
  readonly id: string;
}

export interface Records {
  readonly cart: CartRecord;
  readonly intent: OutboxRecord;
  readonly order: OrderRecord;
  readonly device: DeviceRecord;
  readonly shop: ShopRecord;
  readonly lease: LeaseRecord;
  readonly collection: CollectionRecord;
  readonly 'stall-order': StallOrderRecord;
  readonly stall: StallRecord;
  readonly issuer: IssuerRecord;
  readonly consent: ConsentRecord;
  readonly purchase: PurchaseRecord;
  readonly erasing: ErasingRecord;
  readonly erased: ErasedRecord;
  readonly measure: MeasureRecord;
  readonly pulse: PulseRecord;
  readonly insights: InsightsRecord;
}

export type Kind = keyof Records;
/** `['cart']`, `['intent', id]`, `['order', id]`, … */
export type RecordKey<K extends Kind = Kind> = readonly [kind: K, ...rest: string[]];
