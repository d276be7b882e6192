/**
 * Turns one answer of the endpoint into one change of the store: proven orders
 * move on, answered intents leave the outbox, and the cursor advances with them or
 * not at all.
 *
 * An intent leaves on a proof of its own bytes alone. Everything else, a result
 * without proof included, means later.
 */
import * as v from 'valibot';

import { applyProof, markSent, type ProofContext } from '../order/apply-proof.js';
import type { OrderAlternate, OrderRecord } from '../order/order.js';
import { toNamedPickup } from '../order/order-pickup.js';
import type { Crypto, PublishedKey } from '../ports.js';
import { AlternateSchema } from '../protocol/alternate.js';
import { ProofSchema, type Proof } from '../protocol/proof.js';
import type { Result, SyncAnswer } from '../protocol/sync.js';
import type { OutboxRecord, ShopRecord } from '../records.js';
import { isStaffType } from '../stall/collection.js';

export interface Settlement {
  readonly orders: readonly OrderRecord[];
  /** Intents that are answered. */
  readonly answered: readonly string[];
  /** What the shop made of what this device has handed over or taken back. */
  readonly heard: readonly Result[];
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
  /** ISO 8601, UTC: when the answer came. */
  readonly at: string;
  readonly findPickup: ProofContext['findPickup'];
}

export async function settle(answer: SyncAnswer, known: Known, crypto: Crypto): Promise<Settlement> {
  const changed = new Map<string, OrderRecord>();
  const answered: string[] = [];
  const doubted: string[] = [];
  const heard: Result[] = [];
  let unknownKey = false;
  const proofs = await Promise.all(answer.results.map((result) => readProof(result, known, crypto)));
  answer.results.forEach((result, index) => {
    const read = proofs[index];
    if (read === 'unknown-key') unknownKey = true;
    else if (read === 'doubtful') doubted.push(result.intent);
    else if (read && isStaff(known.outbox.get(result.intent))) heard.push(result);
    if (typeof read !== 'string') settleOne(result, read, known, changed, answered);
  });
  const forked = answer.results.some(({ forked, intent }) => forked === true && known.outbox.has(intent));
  return { orders: [...changed.values()], answered, heard, unknownKey, forked, doubted };
}

function settleOne(
  result: Result,
  read: ReadProof | undefined,
  known: Known,
  changed: Map<string, OrderRecord>,
  answered: string[],
): void {
  const proof = read?.proof;
  const orderId = known.outbox.get(result.intent)?.order ?? proof?.order ?? result.intent;
  const order = changed.get(orderId) ?? known.orders.get(orderId);
  const sent = known.outbox.get(result.intent);
  // Deleted under the batch: it comes back from the second copy, and with it what is sent again.
  if (!order && (!sent || sent.type.startsWith('order.'))) return;
  if (proof && sent) answered.push(result.intent);
  if (!order) return;
  if (read) {
    const next = applyProof(order, result, read.proof, { ...known, alternates: read.alternates });
    if (next !== order) changed.set(order.id, next);
  } else if (result.state !== 'waiting' && result.intent === order.id) {
    const next = markSent(order, known.at);
    if (next !== order) changed.set(order.id, next);
  }
}

interface ReadProof {
  readonly proof: Proof;
  readonly alternates: readonly OrderAlternate[];
}

/** The proof of a result with what it offers; undefined if it brings none. */
async function readProof(
  result: Result,
  known: Known,
  crypto: Crypto,
): Promise<ReadProof | undefined | 'unknown-key' | 'doubtful'> {
  if (result.proof === undefined) return undefined;
  const verified = await crypto.verify(result.proof, known.keys);
  if (!verified.ok) return verified.code === 'unknown-key' ? 'unknown-key' : 'doubtful';
  const parsed = v.safeParse(ProofSchema, verified.payload);
  if (!parsed.success) return 'doubtful';
  const proof = parsed.output;
  const sent = known.outbox.get(result.intent);
  const namesIt = proof.shop === known.shop && proof.intent === result.intent && proof.state === result.state;
  if (!namesIt || !(sent ? answersBytes(sent, proof) : isOrdersOwn(proof))) return 'doubtful';
  return { proof, alternates: await readAlternates(result, proof, known, crypto) };
}

/** What the endpoint has signed for this revision of the order; anything else is left out. */
async function readAlternates(
  { alternates = [] }: Result,
  { shop, order, rev }: Proof,
  { keys, findPickup }: Known,
  crypto: Crypto,
): Promise<readonly OrderAlternate[]> {
  const read = await Promise.all(
    alternates.map(async (jws): Promise<readonly OrderAlternate[]> => {
      const verified = await crypto.verify(jws, keys);
      const parsed = v.safeParse(AlternateSchema, verified.ok ? verified.payload : undefined);
      if (!parsed.success) return [];
      const { depot, slot, id, without, amount, discount, redeem, until, ...of } = parsed.output;
      if (of.shop !== shop || of.order !== order || of.rev !== rev) return [];
      const pickup = findPickup(depot, slot) ?? toNamedPickup(depot, slot);
      const off = { discount, ...(redeem ? { redeem } : {}) };
      return [{ id, pickup, without, amount, ...off, until }];
    }),
  );
  return read.flat();
}

function isStaff(sent: OutboxRecord | undefined): boolean {
  return sent !== undefined && isStaffType(sent.type);
}

/** A choice whose id was used for another order is proven under its own id; so is a stall's word that was refused. */
function answersBytes(sent: OutboxRecord, proof: Proof): boolean {
  const refused = proof.order === sent.id && (proof.rev === 0 || isStaff(sent));
  return sent.hash === proof.hash && (sent.order === proof.order || refused);
}

/** Of what was not asked for now, only orders as they are: no choice, and no refusal of bytes that were not sent. */
function isOrdersOwn(proof: Proof): boolean {
  return proof.intent === proof.order && proof.rev > 0;
}

/**
 * What the answer says that is no order.
 *
 * @param device that asked
 */
export function toShopRecord(
  answer: SyncAnswer,
  previous: ShopRecord | undefined,
  keys: readonly unknown[],
  device: string | undefined,
): ShopRecord {
  const said = device !== undefined && answer.loyalty ? { ...answer.loyalty, device } : undefined;
  const loyalty = said ?? previous?.loyalty;
  return {
    rev: (previous?.rev ?? 0) + 1,
    cursor: answer.cursor ?? previous?.cursor ?? null,
    stock: answer.stock,
    depots: answer.depots,
    answeredAt: answer.time,
    keys,
    ...(loyalty ? { loyalty } : {}),
  };
}
