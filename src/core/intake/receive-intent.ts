/**
 * Takes in one intent, once: what arrives again is answered again and does
 * nothing. Its signature was verified before.
 */
import { isChange, type ChangeIntent, type Intent, type IntentOf } from '../protocol/intent.js';
import { toEquivocation, toWaiting, type Answer } from './answer.js';
import { changeOrder, findOwnOrder } from './change-order.js';
import { closeLease } from './close-lease.js';
import { eraseDevice, type ShownOrder } from './erase-device.js';
import type { IntakeContext } from './intake-context.js';
import type { KnownIntent } from './intent-ledger.js';
import type { Ledger } from './ledger.js';
import type { LedgerOrder } from './order-ledger.js';
import { obeyOwner, type OwnerIntent } from './owner-intents.js';
import { isVouched, meetImport } from './meet-import.js';
import { placeOrder } from './place-order.js';
import { serveOrder, type StallIntent } from './collect-order.js';

export interface ReceivedIntent {
  readonly intent: Intent;
  readonly jws: string;
  /** SHA-256 of `jws`. */
  readonly hash: string;
  /** RFC 7638 thumbprint of the key that signed it. */
  readonly device: string;
  /** SHA-256 of the secret that a cancel or accept shows. */
  readonly secretHash?: string;
  /** Orders of other keys that are to be erased with this one's. */
  readonly shown?: readonly ShownOrder[];
}

export type Received =
  /** Answered with the state that `order` has at the end of the batch. */
  | { readonly kind: 'taken'; readonly intent: KnownIntent; readonly order: LedgerOrder }
  /** About no order. `changed` are orders that it changed on the way. */
  | { readonly kind: 'acknowledged'; readonly intent: KnownIntent; readonly changed: readonly LedgerOrder[] }
  | { readonly kind: 'answered'; readonly hash: string; readonly answer: Answer };

export async function receiveIntent(
  ledger: Ledger,
  received: ReceivedIntent,
  context: IntakeContext,
): Promise<Received> {
  const { intent, hash, device } = received;
  if (isChange(intent)) return receiveChange(ledger, received, intent, context);
  if (intent.type === 'receipt.collect' || intent.type === 'receipt.return')
    return receiveStalls(ledger, received, intent, context);
  if (intent.type === 'lease.release') return receiveRelease(ledger, received, intent, context);
  if (intent.type === 'erase') return receiveErase(ledger, received, context);
  if (intent.type !== 'order.place') return receiveOwners(ledger, received, intent, context);
  const before = await ledger.order(intent.id);
  if (before && isVouched(before) && before.hash !== hash) return answerAgain(ledger, received);
  const taken = await remember(ledger, received, intent.id, context);
  if (!taken) return answerAgain(ledger, received);
  const placement = { intent, hash, device, forked: taken.forked };
  const order = before
    ? await meetImport(ledger, before, placement, context)
    : await placeOrder(ledger, placement, context);
  return { kind: 'taken', intent: taken, order };
}

async function receiveRelease(
  ledger: Ledger,
  received: ReceivedIntent,
  { id, body }: IntentOf<'lease.release'>,
  context: IntakeContext,
): Promise<Received> {
  if (await ledger.intent(id)) return answerAgain(ledger, received);
  const lease = await ledger.lease(received.device);
  if (lease?.key === body.lease) await closeLease(ledger, lease);
  const taken = await remember(ledger, received, id, context);
  if (!taken) throw new Error('the same intent came in meanwhile');
  return { kind: 'acknowledged', intent: taken, changed: [] };
}

async function receiveErase(
  ledger: Ledger,
  received: ReceivedIntent,
  context: IntakeContext,
): Promise<Received> {
  const { intent, device, shown = [] } = received;
  if (await ledger.intent(intent.id)) return answerAgain(ledger, received);
  await eraseDevice(ledger, device, shown, context);
  const taken = await remember(ledger, received, intent.id, context);
  if (!taken) throw new Error('the same intent came in meanwhile');
  return { kind: 'acknowledged', intent: taken, changed: [] };
}

async function receiveStalls(
  ledger: Ledger,
  received: ReceivedIntent,
  intent: StallIntent,
  context: IntakeContext,
): Promise<Received> {
  if (await ledger.intent(intent.id)) return answerAgain(ledger, received);
  const outcome = await serveOrder(ledger, intent, received.device, context);
  if (outcome.kind === 'waiting')
    return { kind: 'answered', hash: received.hash, answer: toWaiting(intent.id) };
  const about = outcome.kind === 'done' ? intent.body.order : intent.id;
  const refused = outcome.kind === 'refused' ? outcome.code : undefined;
  const taken = await remember(ledger, received, about, context, refused);
  if (!taken) throw new Error('the same intent came in meanwhile');
  return outcome.kind === 'done'
    ? { kind: 'taken', intent: taken, order: outcome.order }
    : { kind: 'acknowledged', intent: taken, changed: [] };
}

async function receiveOwners(
  ledger: Ledger,
  received: ReceivedIntent,
  intent: OwnerIntent,
  context: IntakeContext,
): Promise<Received> {
  if (await ledger.intent(intent.id)) return answerAgain(ledger, received);
  const { refused, disputed } = await obeyOwner(ledger, intent, received.device, context);
  const taken = await remember(ledger, received, intent.id, context, refused);
  if (!taken) throw new Error('the same intent came in meanwhile');
  return { kind: 'acknowledged', intent: taken, changed: disputed };
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
  return { kind: 'taken', intent: taken, order: await changeOrder(ledger, intent, order, context.now) };
}

async function answerAgain(ledger: Ledger, { intent, hash }: ReceivedIntent): Promise<Received> {
  const known = await ledger.intent(intent.id);
  if (known?.hash === hash) {
    const order = await ledger.order(known.order);
    return order
      ? { kind: 'taken', intent: known, order }
      : { kind: 'acknowledged', intent: known, changed: [] };
  }
  return { kind: 'answered', hash, answer: toEquivocation(intent.shop, intent, hash, known?.order) };
}

/** There are two of it: nobody can tell which of them was promised what, and neither may sell for the shop. */
async function endRights(ledger: Ledger, device: string): Promise<void> {
  const lease = await ledger.lease(device);
  if (lease) await closeLease(ledger, lease);
  const rights = await ledger.rights(device);
  if (rights.class === 'stall') await ledger.setRights(device, { class: 'shopper', manualReclaim: false });
}

/** Undefined if its id is known already. */
async function remember(
  ledger: Ledger,
  { intent, jws, hash, device }: ReceivedIntent,
  order: string,
  { now }: IntakeContext,
  refused?: string,
): Promise<KnownIntent | undefined> {
  const { id, seq, type } = intent;
  const forked = (await ledger.useNumber(device, seq, id)) !== id;
  if (forked) await endRights(ledger, device);
  const receivedAt = new Date(now).toISOString();
  const known: KnownIntent = { id, hash, device, seq, type, order, forked, jws, receivedAt };
  const whole = refused === undefined ? known : { ...known, refused };
  return (await ledger.addIntent(whole)) ? whole : undefined;
}
