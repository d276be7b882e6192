/**
 * Takes in one intent, once: what arrives again is answered again and does
 * nothing. Its signature was verified before.
 */
import type { Intent } from '../protocol/intent.js';
import { toEquivocation, toWaiting, type Answer } from './answer.js';
import { changeOrder, findOwnOrder, type ChangeIntent } from './change-order.js';
import type { IntakeContext } from './intake-context.js';
import type { KnownIntent, Ledger, LedgerOrder } from './ledger.js';
import { placeOrder } from './place-order.js';

export interface ReceivedIntent {
  readonly intent: Intent;
  readonly jws: string;
  /** SHA-256 of `jws`. */
  readonly hash: string;
  /** RFC 7638 thumbprint of the key that signed it. */
  readonly device: string;
  /** SHA-256 of the secret that a cancel or accept shows. */
  readonly secretHash?: string;
}

export type Received =
  /** Answered with the state that `order` has at the end of the batch. */
  | { readonly kind: 'taken'; readonly intent: KnownIntent; readonly order: LedgerOrder }
  | { readonly kind: 'answered'; readonly hash: string; readonly answer: Answer };

export async function receiveIntent(
  ledger: Ledger,
  received: ReceivedIntent,
  context: IntakeContext,
): Promise<Received> {
  const { intent, hash, device } = received;
  if (intent.type !== 'order.place') return receiveChange(ledger, received, intent, context);
  const taken = await remember(ledger, received, intent.id, context);
  if (!taken) return answerAgain(ledger, received);
  const order = await placeOrder(ledger, { intent, hash, device, forked: taken.forked }, context);
  return { kind: 'taken', intent: taken, order };
}

async function receiveChange(
  ledger: Ledger,
  received: ReceivedIntent,
  intent: ChangeIntent,
  context: IntakeContext,
): Promise<Received> {
  const { device, secretHash, hash } = received;
  if (await ledger.intent(intent.id)) return answerAgain(ledger, received);
  const order = await findOwnOrder(ledger, intent.body.order, device, secretHash);
  if (!order) return { kind: 'answered', hash, answer: toWaiting(intent.id) };
  const taken = await remember(ledger, received, order.id, context);
  if (!taken) return answerAgain(ledger, received);
  return { kind: 'taken', intent: taken, order: await changeOrder(ledger, intent, order) };
}

async function answerAgain(ledger: Ledger, { intent, hash }: ReceivedIntent): Promise<Received> {
  const known = await ledger.intent(intent.id);
  const order = known?.hash === hash ? await ledger.order(known.order) : undefined;
  if (known && order) return { kind: 'taken', intent: known, order };
  return { kind: 'answered', hash, answer: toEquivocation(intent.shop, intent, hash, known?.order) };
}

/** Undefined if its id is known already. */
async function remember(
  ledger: Ledger,
  { intent, jws, hash, device }: ReceivedIntent,
  order: string,
  { now }: IntakeContext,
): Promise<KnownIntent | undefined> {
  const { id, seq, type } = intent;
  const forked = (await ledger.useNumber(device, seq, id)) !== id;
  const receivedAt = new Date(now).toISOString();
  const known: KnownIntent = { id, hash, device, seq, type, order, forked, jws, receivedAt };
  return (await ledger.addIntent(known)) ? known : undefined;
}
