/**
 * Cancelling an order, or agreeing to its new price: a choice made on the device,
 * offline as well as online. It is shown as saved until the shop has answered it.
 */
import type { IntentJournal } from '../ports.js';
import type { OutboxRecord } from '../records.js';
import { refuse } from '../refuse.js';
import type { Outcome } from '../shop-port.js';
import { withEvent } from './apply-proof.js';
import { toJournalText } from './journal-entry.js';
import type { OrderRecord } from './order.js';
import { ORDER_STATES } from './order-states.js';
import { createIntentId, readDevice, signIntent, withNextSeq, type SignPorts } from './sign-intent.js';

export type Choice = 'cancel' | 'accept';
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
    const unfit = checkChoice(order, choice);
    if (unfit) return unfit;
    const kept = await tryToChoose(ports, shop, order, choice);
    if (kept !== 'conflict') return kept;
  }
  return refuse('busy', 'Other tabs kept changing the order.');
}

async function tryToChoose(ports: ChoosePorts, shop: string, order: OrderRecord, choice: Choice) {
  const { device, rev } = await readDevice(ports);
  const intent = await signChoice(ports, device, shop, order, choice);
  const at = new Date(ports.clock.now()).toISOString();
  const next: OrderRecord = {
    ...order,
    choice,
    events: withEvent(order.events, `${choice}-saved`, at),
    rev: order.rev + 1,
  };
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
  choice: Choice,
): Promise<OutboxRecord> {
  const secret = device.id === order.device ? {} : { secret: order.secret };
  const head = { id: createIntentId(ports, order.id), shop, mode: order.mode };
  if (choice === 'cancel') {
    const body = { order: order.id, ...secret };
    return signIntent<'order.cancel'>(ports, device, { ...head, type: 'order.cancel', body }, order.id);
  }
  const body = { order: order.id, amount: order.decision?.amount ?? order.total, ...secret };
  return signIntent<'order.accept'>(ports, device, { ...head, type: 'order.accept', body }, order.id);
}

function checkChoice(order: OrderRecord, choice: Choice) {
  if (order.choice !== undefined) {
    return refuse('already-chosen', 'Another choice waits for the shop.');
  }
  if (choice === 'accept' && !order.decision) {
    return refuse('nothing-to-accept', 'The order waits for no decision.');
  }
  if (choice === 'cancel' && !ORDER_STATES[order.state].cancellable) {
    return refuse('not-cancellable', `An order that is ${order.state} can not be cancelled.`);
  }
  return undefined;
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
