/**
 * What a stall is to do with whoever shows a receipt: exactly one verdict, from what the receipt says, what this
 * device has done itself, and what the shop has told since. Needs no network, and reads no clock.
 */
import { toLocalDate } from '../pickup/zone.js';
import type { PaymentState } from '../protocol/proof.js';
import type { ReceiptClaims, ReceiptState } from '../protocol/receipt.js';
import type { ReadReceipt } from '../receipt/read-receipt.js';
import { refusalOf, type CollectionRecord } from './collection.js';
import {
  isAsking,
  isNewerWord,
  isReturned,
  type StallOrderRecord,
  type StallPlace,
  type ToldStanding,
} from './stall-order.js';
import type { Verdict } from './verdicts.js';

export interface Situation {
  /** Undefined where a code was typed: then only what is known of the order speaks. */
  readonly read: ReadReceipt | undefined;
  readonly mode: 'live' | 'test';
  readonly zone: string;
  /** Where this stall stands, by the depot's id; undefined where nobody has said. */
  readonly depot: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The ids of the catalog's depots, by their refs. */
  readonly depots: ReadonlyMap<string, string>;
  readonly known: StallOrderRecord | undefined;
  /** This device's own, where it has any that was not undone. */
  readonly collection: CollectionRecord | undefined;
  readonly returned: CollectionRecord | undefined;
}

export function judge(situation: Situation): Verdict {
  const { read, known, mode } = situation;
  if (!read) return known?.told ? standingVerdict(known.told, situation) : { kind: 'unreadable' };
  if (read.kind === 'other-shop') return { kind: 'other-shop', shop: read.shop };
  if (!('claims' in read)) return { kind: read.kind };
  const { claims } = read;
  if (claims.mode !== mode) return { kind: 'rehearsal' };
  // The shop has this order with other bytes: what it says was never ordered.
  if (known && known.told && known.hash !== claims.hash) return { kind: 'forged' };
  const own = ownVerdict(situation);
  if (own) return own;
  const told = known?.told;
  const standing = told && !isNewerWord(claims, told) ? standingVerdict(told, situation) : undefined;
  if (read.kind === 'expired') return isFinal(standing) ? standing : { kind: 'expired' };
  if (standing) return standing;
  return claimedVerdict(claims, read.kind, situation);
}

/** What this device has done itself goes before what anybody says. */
function ownVerdict({ collection, returned, known }: Situation): Verdict | undefined {
  const unreturned = returned && refusalOf(returned);
  if (returned && unreturned === undefined) return { kind: 'returned', where: 'here', at: returned.at };
  if (unreturned === 'already-returned' || (known?.told && isReturned(known.told)))
    return { kind: 'returned', where: 'elsewhere' };
  if (!collection) return undefined;
  const refused = refusalOf(collection);
  if (refused === 'not-collectable') return { kind: 'cancelled' };
  if (refused === 'other-order') return { kind: 'forged' };
  if (refused !== 'already-collected') return { kind: 'collected', where: 'here', at: collection.at };
  const at = known?.told?.at;
  return { kind: 'collected', where: 'elsewhere', ...(at === undefined ? {} : { at }) };
}

function standingVerdict(told: ToldStanding, situation: Situation): Verdict {
  const { state, payment, amount, place, at } = told;
  const own = ownVerdict(situation);
  if (own) return own;
  if (state === 'collected')
    return { kind: 'collected', where: 'elsewhere', ...(at === undefined ? {} : { at }) };
  if (isOver(state, payment)) return { kind: 'cancelled' };
  if (isElsewhere(place, situation)) return { kind: 'elsewhere', place };
  return dueVerdict(state, payment, isAsking(told) ? leastOf(amount, situation) : amount);
}

function isFinal(standing: Verdict | undefined): standing is Verdict {
  return standing?.kind === 'collected' || standing?.kind === 'cancelled';
}

/** Nobody pays more than their own receipt says, while the shop still asks. */
function leastOf(amount: number, { read }: Situation): number {
  const claims = read && 'claims' in read ? read.claims : undefined;
  return claims ? Math.min(amount, claims.chosen?.amount ?? claims.amount) : amount;
}

function claimedVerdict(
  claims: ReceiptClaims,
  kind: 'confirmed' | 'attested' | 'unattested' | 'uncertified',
  situation: Situation,
): Verdict {
  const { state, payment, chosen } = claims;
  if (state === 'collected')
    return payment === 'refunded'
      ? { kind: 'returned', where: 'elsewhere' }
      : { kind: 'collected', where: 'elsewhere' };
  if (isOver(state, payment)) return { kind: 'cancelled' };
  const { depot, startMinutes } = chosen ?? claims.pickup;
  const place = { depot: situation.depots.get(depot), startMinutes };
  if (isElsewhere(place, situation)) return { kind: 'elsewhere', place };
  const amount = chosen?.amount ?? claims.amount;
  if (kind === 'unattested' || kind === 'uncertified') return { kind: 'unknown-device', amount };
  return dueVerdict(state, payment, amount);
}

function dueVerdict(state: ReceiptState, payment: PaymentState, amount: number): Verdict {
  if (state !== 'confirmed' && state !== 'confirmed_late') return { kind: 'unconfirmed', amount };
  return payment === 'paid' || amount === 0 ? { kind: 'give' } : { kind: 'take', amount };
}

function isOver(state: ReceiptState, payment: PaymentState): boolean {
  const ended = state === 'cancelled' || state === 'rejected' || state === 'expired';
  return ended || payment === 'refund_due' || payment === 'refunded';
}

/** Another depot, or another day by the shop's calendar. A depot that the catalog no longer has is another. */
function isElsewhere({ depot, startMinutes }: StallPlace, { depot: here, zone, now }: Situation): boolean {
  if (here !== undefined && depot !== here) return true;
  return toLocalDate(startMinutes * 60_000, zone) !== toLocalDate(now, zone);
}
