/**
 * Turns one answer of the endpoint into one change of the store: proven orders
 * move on, answered intents leave the outbox, and the cursor advances with them or
 * not at all.
 *
 * An intent leaves on a proof of its own bytes alone. Everything else, a result
 * without proof included, means later.
 */
import * as v from 'valibot';

import { applyProof, markSent } from '../order/apply-proof.js';
import type { OrderRecord } from '../order/order.js';
import type { Crypto, PublishedKey } from '../ports.js';
import { ProofSchema, type Proof } from '../protocol/proof.js';
import type { Result, SyncAnswer } from '../protocol/sync.js';
import type { OutboxRecord, ShopRecord } from '../records.js';

export interface Settlement {
  readonly orders: readonly OrderRecord[];
  /** Intents that are answered. */
  readonly answered: readonly string[];
  /** A proof is signed by a key that is not known here: fetch the keys and settle again. */
  readonly unknownKey: boolean;
  /** The endpoint saw a number of an intent of this batch twice: this device was copied or rolled back. */
  readonly forked: boolean;
  /** Results whose proof is not what it should be; reported, never believed. */
  readonly doubted: readonly string[];
}

export interface Known {
  readonly shop: string;
  readonly orders: ReadonlyMap<string, OrderRecord>;
  readonly outbox: ReadonlyMap<string, OutboxRecord>;
  readonly keys: readonly PublishedKey[];
}

/** @param at ISO 8601, UTC */
export async function settle(
  answer: SyncAnswer,
  known: Known,
  crypto: Crypto,
  at: string,
): Promise<Settlement> {
  const changed = new Map<string, OrderRecord>();
  const answered: string[] = [];
  const doubted: string[] = [];
  let unknownKey = false;
  const proofs = await Promise.all(answer.results.map((result) => readProof(result, known, crypto)));
  answer.results.forEach((result, index) => {
    const read = proofs[index];
    if (read === 'unknown-key') unknownKey = true;
    else if (read === 'doubtful') doubted.push(result.intent);
    else settleOne(result, read, known, changed, answered, at);
  });
  const forked = answer.results.some(({ forked, intent }) => forked === true && known.outbox.has(intent));
  return { orders: [...changed.values()], answered, unknownKey, forked, doubted };
}

function settleOne(
  result: Result,
  proof: Proof | undefined,
  known: Known,
  changed: Map<string, OrderRecord>,
  answered: string[],
  at: string,
): void {
  const orderId = known.outbox.get(result.intent)?.order ?? proof?.order ?? result.intent;
  const order = changed.get(orderId) ?? known.orders.get(orderId);
  // Deleted under the batch: it comes back from the second copy, and with it what is sent again.
  if (!order) return;
  if (proof && known.outbox.has(result.intent)) answered.push(result.intent);
  if (proof) {
    const next = applyProof(order, result, proof, at);
    if (next !== order) changed.set(order.id, next);
  } else if (result.state !== 'waiting' && result.intent === order.id) {
    const next = markSent(order, at);
    if (next !== order) changed.set(order.id, next);
  }
}

/** The proof of a result; undefined if it brings none. */
async function readProof(
  result: Result,
  known: Known,
  crypto: Crypto,
): Promise<Proof | undefined | 'unknown-key' | 'doubtful'> {
  if (result.proof === undefined) return undefined;
  const verified = await crypto.verify(result.proof, known.keys);
  if (!verified.ok) return verified.code === 'unknown-key' ? 'unknown-key' : 'doubtful';
  const parsed = v.safeParse(ProofSchema, verified.payload);
  if (!parsed.success) return 'doubtful';
  const proof = parsed.output;
  const sent = known.outbox.get(result.intent);
  const namesIt = proof.shop === known.shop && proof.intent === result.intent && proof.state === result.state;
  return namesIt && (sent ? answersBytes(sent, proof) : isOrdersOwn(proof)) ? proof : 'doubtful';
}

/** A choice whose id was used for another order is proven under its own id. */
function answersBytes(sent: OutboxRecord, proof: Proof): boolean {
  const refused = proof.rev === 0 && proof.order === sent.id;
  return sent.hash === proof.hash && (sent.order === proof.order || refused);
}

/** Of what was not asked for now, only orders as they are: no choice, and no refusal of bytes that were not sent. */
function isOrdersOwn(proof: Proof): boolean {
  return proof.intent === proof.order && proof.rev > 0;
}

/** What the answer says that is no order. */
export function toShopRecord(
  answer: SyncAnswer,
  previous: ShopRecord | undefined,
  keys: readonly unknown[],
): ShopRecord {
  return {
    rev: (previous?.rev ?? 0) + 1,
    cursor: answer.cursor ?? previous?.cursor ?? null,
    stock: answer.stock,
    depots: answer.depots,
    answeredAt: answer.time,
    keys,
  };
}
