/**
 * What the shop itself has signed of an order that comes in a file: its receipt says so, with no network and though the shop
 * may have forgotten since whose it is. Only where the file says the same of the order as the receipt does.
 */
import type { Crypto, PublishedKey } from '../ports.js';
import type { ReceiptClaims } from '../protocol/receipt.js';
import type { Issuer, ReadReceipt } from '../receipt/read-receipt.js';
import { toFacts } from '../receipt/to-facts.js';
import { withEvent } from './apply-proof.js';
import type { OrderReceipt, OrderRecord } from './order.js';

export interface ReceiptReader {
  /** @param now epoch milliseconds */
  readonly readReceipt: (token: string, issuer: Issuer, now: number) => Promise<ReadReceipt>;
}

export interface Witness {
  readonly shop: string;
  readonly keys: readonly PublishedKey[];
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface ShopSigned {
  readonly claims: ReceiptClaims;
  readonly receipt: OrderReceipt;
}

/** @param order as the file has it. Undefined where its receipt is none of the shop's, or is of another order */
export async function readSignedByShop(
  { id, mode, currency, deposits, pickup, lines, receipt }: OrderRecord,
  { now, ...issuer }: Witness,
  crypto: Partial<ReceiptReader> & Pick<Crypto, 'digest'>,
): Promise<ShopSigned | undefined> {
  if (receipt?.kind !== 'confirmed' || !crypto.readReceipt) return undefined;
  const read = await crypto.readReceipt(receipt.token, issuer, now);
  if (read.kind !== 'confirmed' && read.kind !== 'expired') return undefined;
  const { claims } = read;
  const { hash, state, payment, rev, amount, issuedSeconds } = claims;
  const said = { ...issuer, intent: id, hash, mode, state, payment, rev, amount, currency, deposits };
  const digest = (text: string) => crypto.digest(text);
  try {
    const facts = await toFacts({ ...said, pickup, lines }, digest, issuedSeconds * 1_000);
    // Of one that was settled long ago only what the receipt needs is left.
    const seen = lines.length > 0 ? claims : { ...claims, lines: [] };
    return toText(facts) === toText(seen) ? { claims, receipt } : undefined;
  } catch {
    // The file's place is none that a receipt can name.
    return undefined;
  }
}

/** The order as its receipt has it. A later word of the shop goes by a higher revision, as ever. */
export function asShopSigned(order: OrderRecord, { claims, receipt }: ShopSigned): OrderRecord {
  const { state, payment, rev, amount, issuedSeconds } = claims;
  return {
    ...order,
    receipt,
    state,
    total: amount,
    payment: { ...order.payment, state: payment, amount },
    events: withEvent(order.events, state, new Date(issuedSeconds * 1_000).toISOString()),
    proofRev: rev,
  };
}

/** Which order it is, what is in it, and where it is handed over. */
function toText({ intent, mode, currency, deposits, pickup, lines }: Omit<ReceiptClaims, 'hash'>): string {
  const goods = lines.map(({ variant, quantity, total, options }) => [variant, quantity, total, options]);
  return JSON.stringify([intent, mode, currency, deposits, pickup.depot, pickup.startMinutes, goods]);
}
