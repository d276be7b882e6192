/**
 * The endpoint's word on an intent: the unsigned result, and the proof that the
 * endpoint is to sign. Both always speak of the order as it is now.
 */
import type { Intent } from '../protocol/intent.js';
import type { Proof } from '../protocol/proof.js';
import type { Result } from '../protocol/sync.js';
import type { LedgerOrder } from './ledger.js';

/** `proof` is the payload of the JWS that belongs into `result`. */
export interface Answer {
  readonly result: Omit<Result, 'proof'>;
  readonly proof?: Proof;
}

/** The intent that is answered: for a claim or a change since the cursor, the order's own. */
export interface Answered {
  readonly id: string;
  readonly hash: string;
  readonly forked: boolean;
}

export function toAnswer(shop: string, { id, hash, forked }: Answered, order: LedgerOrder): Answer {
  const { state, payment, rev, amount, reason, until, lines, deposits } = order;
  return {
    result: {
      intent: id,
      state,
      payment,
      ...(reason ? { reason } : {}),
      ...(until === undefined ? {} : { until }),
      ...(order.differs ? { lines: [...lines], deposits } : {}),
      ...(forked ? { forked: true as const } : {}),
    },
    proof: { shop, intent: id, hash, order: order.id, state, payment, rev, amount },
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
  const state = 'rejected';
  const payment = 'at_pickup';
  return {
    result: { intent: intent.id, state, payment, reason: { code: 'equivocation' } },
    proof: {
      shop,
      intent: intent.id,
      hash,
      order: !places && intent.body.order === order ? order : intent.id,
      state,
      payment,
      rev: 0,
      amount: places ? intent.body.total : 0,
    },
  };
}
