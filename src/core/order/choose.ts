/**
 * Cancelling an order, agreeing to its new price, or taking one of the alternates that
 * the shop offers: a choice made on the device, offline as well as online. It is shown as saved until the shop has answered it.
 */
import type { IntentJournal } from '../ports.js';
import type { OutboxRecord } from '../records.js';
import { refuse } from '../refuse.js';
import type { Outcome, Refused } from '../shop-port.js';
import { withEvent } from './apply-proof.js';
import { toJournalText } from './journal-entry.js';
import type { ChoiceKind, OrderAlternate, OrderRecord } from './order.js';
import { signReceipt } from './order-receipt.js';
import { ORDER_STATES } from './order-states.js';
import { createIntentId, readDevice, signIntent, withNextSeq, type SignPorts } from './sign-intent.js';

/** An alternate by its id. */
export type Choice = 'cancel' | 'accept' | { readonly alternate: string };

export interface ChoosePorts extends SignPorts {
  readonly journal: IntentJournal;
}

const ATTEMPTS = 5;

export async function choose(
  ports: ChoosePorts,
  shop: string,
  id: string,
  choice: Choice,
): Promise<Outcome<{ order: OrderRecord }>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const order = await ports.store.get(['order', id]);
    if (!order) return refuse('unknown-order', `No order ${id} is kept on this device.`);
    const made = readChoice(order, choice, ports.clock.now());
    if (!made.ok) return made;
    const kept = await tryToChoose(ports, shop, order, made);
    if (kept !== 'conflict') return kept;
  }
  return refuse('busy', 'Other tabs kept changing the order.');
}

/** A choice that the order's state allows. */
interface MadeChoice {
  readonly ok: true;
  readonly kind: ChoiceKind;
  readonly chosen?: OrderAlternate;
}

async function tryToChoose(ports: ChoosePorts, shop: string, order: OrderRecord, choice: MadeChoice) {
  const { kind, chosen } = choice;
  const { device, rev } = await readDevice(ports);
  const intent = await signChoice(ports, device, shop, order, choice);
  const at = new Date(ports.clock.now()).toISOString();
  const { receipt: _receipt, ...rest } = order;
  const made: OrderRecord = {
    ...rest,
    choice: kind,
    ...(chosen ? { chosen } : {}),
    events: withEvent(order.events, `${kind}-saved`, at),
    rev: order.rev + 1,
  };
  // The shop may say that it was too late to call it off.
  const receipt = kind === 'cancel' ? order.receipt : await signReceipt(ports, device, shop, made);
  const next = receipt ? { ...made, receipt } : made;
  const committed = await ports.store.commit({
    expect: [
      [['device'], rev],
      [['order', order.id], order.rev],
    ],
    put: [
      [['device'], withNextSeq(device)],
      [['order', order.id], next],
      [['intent', intent.id], intent],
    ],
    durability: 'strict',
  });
  if (!committed.ok && committed.code === 'conflict') return 'conflict' as const;
  if (!committed.ok) return refuse(`storage-${committed.code}`, 'Nothing was saved.');
  await keepSecondCopy(ports.journal, intent, next);
  return { ok: true as const, order: next };
}

function signChoice(
  ports: ChoosePorts,
  device: Parameters<typeof signIntent>[1],
  shop: string,
  order: OrderRecord,
  { kind, chosen }: MadeChoice,
): Promise<OutboxRecord> {
  const about = { order: order.id, ...(device.id === order.device ? {} : { secret: order.secret }) };
  const head = { id: createIntentId(ports, order.id), shop, mode: order.mode };
  if (chosen) {
    const body = { ...about, alternate: chosen.id };
    return signIntent<'order.choose'>(ports, device, { ...head, type: 'order.choose', body }, order.id);
  }
  if (kind === 'cancel')
    return signIntent<'order.cancel'>(
      ports,
      device,
      { ...head, type: 'order.cancel', body: about },
      order.id,
    );
  const { decision } = order;
  const body = { ...about, amount: decision?.kind === 'reprice' ? decision.amount : order.total };
  return signIntent<'order.accept'>(ports, device, { ...head, type: 'order.accept', body }, order.id);
}

/** @param now epoch milliseconds */
function readChoice(order: OrderRecord, choice: Choice, now: number): MadeChoice | Refused {
  const { decision } = order;
  if (order.choice !== undefined) return refuse('already-chosen', 'Another choice waits for the shop.');
  if (choice === 'cancel')
    return ORDER_STATES[order.state].cancellable
      ? { ok: true, kind: 'cancel' }
      : refuse('not-cancellable', `An order that is ${order.state} can not be cancelled.`);
  if (choice === 'accept')
    return decision?.kind === 'reprice'
      ? { ok: true, kind: 'accept' }
      : refuse('nothing-to-accept', 'The order waits for no yes to a new price.');
  const offered = decision?.kind === 'dispute' ? decision.alternates : [];
  const chosen = offered.find(({ id }) => id === choice.alternate);
  if (!chosen) return refuse('unknown-alternate', `The shop offers no ${choice.alternate} for this order.`);
  return Date.parse(chosen.until) > now
    ? { ok: true, kind: 'choose', chosen }
    : refuse('alternate-over', 'The time to choose this has passed.');
}

/** The database is the first copy; that the second could not be written loses nothing yet. */
export async function keepSecondCopy(
  journal: IntentJournal,
  intent: OutboxRecord,
  order: OrderRecord,
): Promise<'twice' | 'once'> {
  if (!journal.available) return 'once';
  try {
    await journal.write(intent.id, toJournalText(intent, order));
    return 'twice';
  } catch {
    return 'once';
  }
}
