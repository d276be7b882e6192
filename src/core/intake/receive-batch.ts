/**
 * One sync as the endpoint decides it, inside one transaction: each intent whole
 * or absent, none in another's way; then everything that the asking device may
 * know. Signs nothing and reads no clock.
 */
import type { LeaseGrant, LeaseRequest } from '../protocol/lease.js';
import type { StallAsk } from '../protocol/stall.js';
import type { DepotStatus, Loyalty, Stock } from '../protocol/sync.js';
import { toAcknowledgement, toAnswer, type Answer, type AnsweringShop } from './answer.js';
import { readCursor, toCursor } from './cursor.js';
import { grantLease } from './grant-lease.js';
import type { IntakeContext } from './intake-context.js';
import type { Ledger } from './ledger.js';
import { listDepots } from './list-depots.js';
import type { LedgerOrder } from './order-ledger.js';
import { tellPoints } from './order-points.js';
import { receiveIntent, type Received, type ReceivedIntent } from './receive-intent.js';
import { tellStall, type StallNews } from './stall-news.js';
import { sweep } from './sweep.js';

/** Changes of the asking device's orders that one answer holds. */
export const MAX_CHANGES = 200;

export interface Batch {
  readonly shop: string;
  readonly intents: readonly ReceivedIntent[];
  /** Orders and the SHA-256 of the secrets shown for them. */
  readonly claims: readonly { readonly order: string; readonly claim: string }[];
  /** What the signing device asks to sell by itself. */
  readonly leases?: readonly LeaseRequest[];
  /** The device that signed the request, if it was signed. */
  readonly device?: string;
  /** From where it did, if that is known. */
  readonly address?: string;
  readonly cursor: string | null;
  /** Where a stall asks how orders stand. */
  readonly stall?: StallAsk;
}

export interface BatchAnswer {
  readonly answers: readonly Answer[];
  readonly leases: readonly LeaseGrant[];
  readonly stock: readonly Stock[];
  readonly depots: readonly DepotStatus[];
  readonly loyalty?: Loyalty | undefined;
  readonly cursor: string | null;
  /** What a stall asked for; null: the device is none. */
  readonly stall?: StallNews | null;
  /** More has changed than this answer holds. */
  readonly more: boolean;
  /** Intents that could not be taken in now; they have no answer and may come again. */
  readonly failed: readonly { readonly intent: string; readonly error: unknown }[];
}

export async function receiveBatch(
  ledger: Ledger,
  batch: Batch,
  context: IntakeContext,
): Promise<BatchAnswer> {
  const ended = await sweep(ledger, context);
  const { received, failed } = await receiveAll(ledger, batch, context);
  const answers = new AnswerList(context.catalog.shop);
  for (const order of ended) answers.note(order);
  for (const one of received) {
    if (one.kind === 'taken') answers.note(one.order);
    if (one.kind === 'acknowledged') for (const order of one.changed) answers.note(order);
  }
  for (const one of received) answers.addReceived(one);
  for (const { order, claim } of batch.claims) {
    const found = await ledger.order(order);
    if (found?.claim === claim) answers.addOrder(found);
  }
  const changes = await addChanges(ledger, batch, answers);
  const { device, stall: asked } = batch;
  const stall =
    asked && device !== undefined ? await tellStall(ledger, device, asked, context.now) : undefined;
  const leases = await grantAll(ledger, batch, context);
  return {
    answers: answers.list,
    leases,
    stock: await ledger.stock(),
    depots: await listDepotsNow(ledger, context),
    loyalty: await tellPoints(ledger, batch.device, context.catalog),
    ...changes,
    ...(stall === undefined ? {} : { stall }),
    failed,
  };
}

async function listDepotsNow(ledger: Ledger, { catalog, now }: IntakeContext) {
  return listDepots(catalog, await ledger.placesTaken(now), await ledger.depots(), now);
}

async function receiveAll(ledger: Ledger, batch: Batch, context: IntakeContext) {
  const received: Received[] = [];
  const failed: { intent: string; error: unknown }[] = [];
  for (const one of batch.intents) {
    const attempt = await ledger.attempt(() => receiveIntent(ledger, one, context));
    if (attempt.ok) received.push(attempt.value);
    else failed.push({ intent: one.intent.id, error: attempt.error });
  }
  return { received, failed };
}

/** After the intents: what those draw is not given back by a request that comes with them. */
async function grantAll(
  ledger: Ledger,
  { device, address, leases = [] }: Batch,
  context: IntakeContext,
): Promise<readonly LeaseGrant[]> {
  if (device === undefined) return [];
  const grants: LeaseGrant[] = [];
  const asker = { device, ...(address === undefined ? {} : { address }) };
  for (const request of leases) grants.push(await grantLease(ledger, asker, request, context));
  return grants;
}

async function addChanges(ledger: Ledger, { device, cursor }: Batch, answers: AnswerList) {
  if (device === undefined) return { cursor: null, more: false };
  const last = await ledger.lastChange(device);
  const after = readCursor(cursor, device, last);
  const changes = await ledger.changesFor(device, after, MAX_CHANGES);
  for (const { id, hash } of changes) {
    // Mostly this batch's own orders, which need not be read back.
    const order = answers.has(id, hash) ? undefined : await ledger.order(id);
    if (order) answers.addOrder(order);
  }
  const more = changes.length === MAX_CHANGES;
  return { cursor: toCursor(device, more ? (changes.at(-1)?.change ?? last) : last), more };
}

/** Answers without repeats, each with its order's newest state. */
class AnswerList {
  readonly list: Answer[] = [];
  readonly #shop: AnsweringShop;
  readonly #newest = new Map<string, LedgerOrder>();
  readonly #given = new Set<string>();

  constructor(shop: AnsweringShop) {
    this.#shop = shop;
  }

  /** Later intents of a batch change what earlier ones are answered. */
  note(order: LedgerOrder): void {
    const before = this.#newest.get(order.id);
    if (!before || before.rev < order.rev) this.#newest.set(order.id, order);
  }

  addReceived(received: Received): void {
    if (received.kind === 'answered') {
      this.#add(received.answer.result.intent, received.hash, () => received.answer);
      return;
    }
    const { intent } = received;
    if (received.kind === 'acknowledged') {
      this.#add(intent.id, intent.hash, () => toAcknowledgement(this.#shop.id, intent));
      return;
    }
    const { order } = received;
    const newest = this.#newest.get(order.id) ?? order;
    this.#add(intent.id, intent.hash, () => toAnswer(this.#shop, intent, newest));
  }

  /** By its own intent. */
  addOrder(order: LedgerOrder): void {
    this.#add(order.id, order.hash, () => toAnswer(this.#shop, order, order));
  }

  has(intent: string, hash: string): boolean {
    return this.#given.has(`${intent} ${hash}`);
  }

  #add(intent: string, hash: string, make: () => Answer): void {
    if (this.has(intent, hash)) return;
    this.#given.add(`${intent} ${hash}`);
    this.list.push(make());
  }
}
