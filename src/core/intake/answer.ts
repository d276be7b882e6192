/**
 * The endpoint's word on an intent: the unsigned result, and the proof that the
 * endpoint is to sign. Both always speak of the order as it is now.
 */
import type { Alternate } from '../protocol/alternate.js';
import type { Intent } from '../protocol/intent.js';
import type { Proof, ProvenState } from '../protocol/proof.js';
import type { Result } from '../protocol/sync.js';
import type { ReceiptSubject } from '../receipt/to-facts.js';
import type { KnownIntent } from './intent-ledger.js';
import type { LedgerAlternate, LedgerOrder } from './order-ledger.js';

/** `proof`, `alternates` and `receipt` are what is to be signed for `result`. */
export interface Answer {
  readonly result: Omit<Result, 'proof' | 'alternates' | 'receipt'>;
  readonly proof?: Proof;
  readonly alternates?: readonly Alternate[];
  /** What the endpoint's receipt is to say, where the order stands. */
  readonly receipt?: ReceiptSubject;
}

/** What every answer says of the shop. */
export interface AnsweringShop {
  readonly id: string;
  readonly mode: 'live' | 'test';
  readonly currency: string;
}

/** Whoever shows a receipt of one of these is handed the order, or has been. */
const RECEIPTED: readonly ProvenState[] = ['confirmed', 'confirmed_late', 'collected'];

/** The intent that is answered: for a claim or a change since the cursor, the order's own. */
export interface Answered {
  readonly id: string;
  readonly hash: string;
  readonly forked: boolean;
}

export function toAnswer(
  { id: shop, mode, currency }: AnsweringShop,
  { id, hash, forked }: Answered,
  order: LedgerOrder,
): Answer {
  const { state, payment, rev, amount, reason, until } = order;
  return {
    result: {
      intent: id,
      state,
      payment,
      ...(reason ? { reason } : {}),
      ...(until === undefined ? {} : { until }),
      ...(order.differs ? toDifferences(order) : {}),
      ...(forked ? { forked: true as const } : {}),
    },
    proof: { shop, intent: id, hash, order: order.id, state, payment, rev, amount },
    ...(order.alternates ? { alternates: toAlternates(shop, order, order.alternates) } : {}),
    ...(RECEIPTED.includes(state) ? { receipt: toSubject({ shop, mode, currency }, order) } : {}),
  };
}

function toSubject(
  shop: Pick<ReceiptSubject, 'shop' | 'mode' | 'currency'>,
  { id: intent, hash, state, payment, rev, amount, deposits, pickup, lines }: LedgerOrder,
): ReceiptSubject {
  return { ...shop, intent, hash, state, payment, rev, amount, deposits, pickup, lines };
}

function toDifferences({ lines, deposits, discount, points, pickup }: LedgerOrder) {
  const redeem = points && points.redeemed > 0 ? { points: points.redeemed, off: points.off } : undefined;
  const off = { ...(discount > 0 ? { discount } : {}), ...(redeem ? { redeem } : {}) };
  return { lines: [...lines], deposits, ...off, pickup };
}

function toAlternates(
  shop: string,
  { id: order, rev }: LedgerOrder,
  alternates: readonly LedgerAlternate[],
): readonly Alternate[] {
  return alternates.map(({ id, depot, slot, without, amount, discount, redeem, until }) => {
    const off = { discount, ...(redeem ? { redeem } : {}) };
    return { shop, order, rev, id, depot, slot, without: [...without], amount, ...off, until };
  });
}

/**
 * About what is no order: it took effect, or it was refused. Proven like an order that is named
 * as the intent itself.
 */
export function toAcknowledgement(shop: string, { id, hash, forked, refused }: KnownIntent): Answer {
  const state = refused === undefined ? 'confirmed' : 'rejected';
  const payment = 'at_pickup';
  return {
    result: {
      intent: id,
      state,
      payment,
      ...(refused === undefined ? {} : { reason: { code: refused } }),
      ...(forked ? { forked: true as const } : {}),
    },
    proof: { shop, intent: id, hash, order: id, state, payment, rev: 1, amount: 0 },
  };
}

/** About an order that is not known, or not this device's to know: nothing is proven. */
export function toWaiting(intent: string): Answer {
  return { result: { intent, state: 'waiting' } };
}

/**
 * The id was used before with other bytes. Says nothing of what those were. A choice
 * that names another order than the first did may name a stranger's: the proof names
 * the choice itself instead.
 *
 * @param order of the intent that used the id first
 */
export function toEquivocation(shop: string, intent: Intent, hash: string, order?: string): Answer {
  const places = intent.type === 'order.place';
  const named = 'order' in intent.body ? intent.body.order : undefined;
  const state = 'rejected';
  const payment = 'at_pickup';
  return {
    result: { intent: intent.id, state, payment, reason: { code: 'equivocation' } },
    proof: {
      shop,
      intent: intent.id,
      hash,
      order: order !== undefined && named === order ? order : intent.id,
      state,
      payment,
      rev: 0,
      amount: places ? intent.body.total : 0,
    },
  };
}
