/**
 * One order as the device keeps it and as elements read it. The signed intent is
 * kept apart, in the outbox; this is what the shopper is shown.
 */
import type { IntentType, Redemption } from '../protocol/intent.js';
import type { PaymentState } from '../protocol/proof.js';
import type { Reason } from '../protocol/sync.js';
import type { OrderState } from './order-states.js';

export interface OrderLine {
  readonly variant: string;
  readonly modifiers: Readonly<Record<string, string>>;
  readonly quantity: number;
  /** Variant and options, for one, in minor units. */
  readonly price: number;
  readonly total: number;
  /** What the line was called when it was ordered: "Rolled oats", and "500 g, Own jar". */
  readonly title: string;
  readonly detail: string;
  readonly allergens: readonly string[];
  /** When it was ordered the maker had said what the food itself contains, if only that it is nothing. Else: ask. */
  readonly allergensStated?: true;
}

export interface OrderPickup {
  readonly depot: string;
  readonly slot: string;
  readonly depotTitle: string;
  readonly address?: string;
  /** ISO 8601, UTC. */
  readonly start: string;
  readonly end: string;
  readonly cutoff: string;
}

export interface OrderPayment {
  readonly way: 'at-pickup';
  readonly state: PaymentState;
  /** Minor units. */
  readonly amount: number;
}

/** What the shopper is asked under `repriced`. */
export interface RepriceDecision {
  readonly kind: 'reprice';
  readonly accepted: number;
  readonly amount: number;
  readonly until?: string;
  readonly changes: readonly { readonly title: string; readonly was: number; readonly now: number }[];
  readonly points?: PointsOff;
}

/** What points take off, where that is another sum than was agreed to. */
export interface PointsOff {
  readonly was: number;
  readonly now: number;
}

/** Another way to have it, which the shop keeps until `until`. */
export interface OrderAlternate {
  readonly id: string;
  readonly pickup: OrderPickup;
  /** Variants of the order that it leaves out. */
  readonly without: readonly string[];
  /** What the order costs then, in minor units; `discount` is off already. */
  readonly amount: number;
  readonly discount: number;
  /** Points that pay for a part of it then. */
  readonly redeem?: Redemption;
  readonly until: string;
}

/** What the shopper is asked under `disputed`. */
export interface DisputeDecision {
  readonly kind: 'dispute';
  readonly until?: string;
  /** Best first. Without any, the order can only be called off. */
  readonly alternates: readonly OrderAlternate[];
  readonly points?: PointsOff;
}

export type OrderDecision = RepriceDecision | DisputeDecision;

/** By the type of the intent that carries it. */
export const CHOICES = {
  'order.cancel': 'cancel',
  'order.accept': 'accept',
  'order.choose': 'choose',
} as const;
export type ChoiceKind = (typeof CHOICES)[keyof typeof CHOICES];

/** What is shown at the stall: `PN1:` and base45, with the word of the endpoint or of this device. */
export interface OrderReceipt {
  readonly token: string;
  /**
   * - `confirmed`: the endpoint's own.
   * - `attested`: this device's, which the endpoint has met.
   * - `unattested`: this device's, which nobody vouches for.
   */
  readonly kind: 'confirmed' | 'attested' | 'unattested';
}

export interface OrderEvent {
  readonly state: OrderState | `${ChoiceKind}-saved`;
  /** ISO 8601, UTC, by the device's clock. */
  readonly at: string;
}

/** Readonly, as `shop.state.orders` gives it. */
export interface Order {
  /** The id of its `order.place` intent, the same on the endpoint. */
  readonly id: string;
  readonly code: string;
  readonly state: OrderState;
  /** The intent that was read back from its file into a store that lasts no longer than the tab: the file does. */
  readonly filed?: IntentType;
  readonly mode: 'live' | 'test';
  readonly shopName: string;
  readonly currency: string;
  readonly placedAt: string;
  readonly lines: readonly OrderLine[];
  readonly subtotal: number;
  readonly deposits: number;
  /** What the shop takes off since it could not serve the order as it was asked for; it is out of `total`. */
  readonly discount?: number;
  /** Points that pay for a part of it, and what they take off; it is out of `total`. */
  readonly redeemed?: Redemption;
  readonly total: number;
  /** What the shopper agreed to when they ordered, where the order costs something else since. */
  readonly accepted?: number;
  readonly tax?: { readonly label: string; readonly minor: number };
  readonly pickup: OrderPickup;
  /** Its place and all of its goods were held for the shopper when it was placed. */
  readonly leased?: true;
  readonly payment: OrderPayment;
  readonly decision?: OrderDecision;
  /** A choice that is saved here and that the shop hasn't answered. */
  readonly choice?: ChoiceKind;
  /** What was chosen, under the choice `choose`. */
  readonly chosen?: OrderAlternate;
  readonly reason?: Reason;
  /** By when a choice had to come, where none did. */
  readonly undecidedBy?: string;
  /** Absent where nothing is to be handed over, or nobody knows yet what. */
  readonly receipt?: OrderReceipt;
  readonly events: readonly OrderEvent[];
  /** Set aside after a refusal that names no answer: why, in the endpoint's words. */
  readonly parked?: string;
}

/** As it is kept: with what only the device may know. */
export interface OrderRecord extends Order {
  /** Thumbprint of the key that signed it; another one than this device's after a rescue. */
  readonly device: string;
  /** Shown to the endpoint, it lets any device follow and cancel the order. */
  readonly secret: string;
  /** SHA-256 of its `order.place` intent. */
  readonly hash?: string;
  /** Of the newest proof; -1 before any. */
  readonly proofRev: number;
  /** Changes of this record, for compare-and-swap. */
  readonly rev: number;
}
