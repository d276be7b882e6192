/**
 * What a stall's device knows of one order: what its receipt said here, what the shop has told since, and which of
 * this device's own collections it is about. A pure record; nothing here reads receipts or asks anybody.
 */
import type { PaymentState, Proof, ProvenState } from '../protocol/proof.js';
import type { ReceiptClaims } from '../protocol/receipt.js';

export interface StallItem {
  /** Undefined where the catalog has no such thing. */
  readonly title: string | undefined;
  /** The titles of what was chosen with it, likewise; absent where nothing was, or nothing is known of it. */
  readonly options?: readonly (string | undefined)[];
  readonly quantity: number;
}

/** A depot by its id; undefined where the catalog has none that the receipt could mean. */
export interface StallPlace {
  readonly depot: string | undefined;
  readonly startMinutes: number;
}

/** How it stands, by the shop's own proof. */
export interface ToldStanding {
  readonly state: ProvenState;
  readonly payment: PaymentState;
  readonly rev: number;
  readonly amount: number;
  readonly place: StallPlace;
  /** When it was handed over, by the clock of that stall. */
  readonly at?: string;
  /** It was taken back. */
  readonly returned?: true;
}

export interface StallOrderRecord {
  readonly rev: number;
  readonly id: string;
  readonly code: string;
  /** SHA-256 of its `order.place`. */
  readonly hash: string;
  readonly items: readonly StallItem[];
  readonly told?: ToldStanding;
  /** The receipt that was scanned here last. */
  readonly token?: string;
  /** Of this device's own that were not undone: the newest of each kind. */
  readonly collection?: string;
  readonly returned?: string;
  /** ISO 8601, UTC: when something was last heard of it. */
  readonly seenAt: string;
}

/** The start that a slot's name says; NaN where it says none. */
export function startMinutesOf(depot: string, slot: string): number {
  return Date.parse(slot.slice(depot.length + 1)) / 60_000;
}

/** Whether a proof says more than what was told before. */
export function isNews(known: StallOrderRecord | undefined, { rev }: Pick<Proof, 'rev'>): boolean {
  return rev > (known?.told?.rev ?? -1);
}

/** The shop has told that it was taken back. */
export function isReturned({ payment, returned }: Pick<ToldStanding, 'payment' | 'returned'>): boolean {
  return returned === true || payment === 'refunded';
}

/** The shop waits for the shopper's word: until it has that, nobody pays more than their receipt says. */
export function isAsking({ state }: Pick<ToldStanding, 'state'>): boolean {
  return state === 'repriced' || state === 'disputed';
}

/**
 * Whether a receipt says more than the shop has told. A device may claim any revision; it is heard only where it has
 * chosen since, and the shop still asks.
 */
export function isNewerWord({ rev, state, chosen }: ReceiptClaims, told: ToldStanding): boolean {
  return state === 'saved' ? chosen !== undefined && rev >= told.rev && isAsking(told) : rev > told.rev;
}
