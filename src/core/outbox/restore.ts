/**
 * Makes the two copies one again: brings back what the database lacks from the files, byte
 * for byte, since the browser can lose a whole database; and writes the files that are
 * missing, since a device that was cut off between the two shows such an order as saved.
 */
import { withEvent } from '../order/apply-proof.js';
import { keepSecondCopy } from '../order/choose.js';
import type { OrderEvent, OrderRecord } from '../order/order.js';
import { parseJournalText, type OrderEntry } from '../order/journal-entry.js';
import type { DeviceStore, IntentJournal } from '../ports.js';
import type { IntentType } from '../protocol/intent.js';
import type { OutboxRecord } from '../records.js';
import { isStaffType } from '../stall/collection.js';
import { copyCollection, releaseHeld, restoreCollection } from '../stall/keep-collection.js';

/** @returns the orders that are back */
export async function restoreFromJournal(
  store: DeviceStore,
  journal: IntentJournal,
): Promise<readonly OrderRecord[]> {
  // Its page is gone, or goes on without it: what was handed over is told.
  await releaseHeld(store);
  const names = await journal.list();
  const kept = await store.list('intent');
  const erased = await store.get(['erased']);
  await copyMissing(store, journal, kept, new Set(names));
  const known = new Set(kept.map((record) => record.id));
  const restored = new Map<string, OrderRecord>();
  for (const name of names.filter((id) => !known.has(id)).sort()) {
    // One that can not be read now stands in no other's way, and is looked at again next time.
    const text = await journal.read(name).catch(() => undefined);
    const entry = parseJournalText(text ?? '');
    if (!entry) continue;
    if (!entry.order) {
      await restoreCollection(store, journal, entry);
      continue;
    }
    // It was erased, and its file could not be.
    if (erased && name < erased.id) {
      await journal.remove(name);
      continue;
    }
    const order = await restoreOne(store, journal, entry, erased?.rev);
    if (order) restored.set(order.id, order);
  }
  return [...restored.values()];
}

/** One that can't be written now is tried again next time. */
async function copyMissing(
  store: DeviceStore,
  journal: IntentJournal,
  kept: readonly OutboxRecord[],
  files: ReadonlySet<string>,
): Promise<void> {
  if (!journal.available) return;
  for (const intent of kept.filter(({ id }) => !files.has(id))) {
    const order = await store.get(['order', intent.order]);
    if (isStaffType(intent.type)) await copyCollection(store, journal, intent);
    else if (order) await keepSecondCopy(journal, intent, order);
  }
}

async function restoreOne(
  store: DeviceStore,
  journal: IntentJournal,
  { intent, order }: OrderEntry,
  erased: number | undefined,
): Promise<OrderRecord | undefined> {
  const kept = await store.get(['order', order.id]);
  const joined = kept ? joinCopy(kept, order, intent.type) : order;
  if (!joined) {
    await journal.remove(intent.id);
    return undefined;
  }
  const next = store.kept === 'memory' ? { ...joined, filed: intent.type } : joined;
  const committed = await store.commit({
    expect: [
      [['intent', intent.id], undefined],
      [['order', order.id], kept?.rev],
      [['erased'], erased],
    ],
    put: [
      [['intent', intent.id], intent],
      [['order', order.id], next],
    ],
    durability: 'strict',
  });
  return committed.ok ? next : undefined;
}

/** What the device knows and what the copy of an intent brings, as one; undefined if the copy has outlived its intent. */
function joinCopy(kept: OrderRecord, copy: OrderRecord, type: IntentType): OrderRecord | undefined {
  if (isAnswered(kept, copy, type)) return undefined;
  const newest = isNewer(copy, kept) ? copy : kept;
  return { ...withChoiceOf(copy, newest), rev: Math.max(copy.rev, kept.rev + 1) };
}

/**
 * Whether the shop has answered an intent that a copy of the order brings. A choice
 * that this device has never known can not have been answered to it, however far the
 * order has come since: its file may be read after the order's own, or days later.
 */
export function isAnswered(kept: OrderRecord, copy: OrderRecord, type: IntentType): boolean {
  if (type === 'order.place') return kept.proofRev >= 0;
  const made = choiceEvent(copy);
  const known = kept.events.some(({ state, at }) => state === made?.state && at === made.at);
  return known && kept.choice === undefined;
}

/** The order with the copy's choice, where it has none. */
export function withChoiceOf(copy: OrderRecord, order: OrderRecord): OrderRecord {
  const { choice } = copy;
  const made = choiceEvent(copy);
  if (order.choice !== undefined || choice === undefined || !made) return order;
  return { ...order, choice, events: withEvent(order.events, made.state, made.at) };
}

function choiceEvent({ choice, events }: OrderRecord): OrderEvent | undefined {
  return events.filter(({ state }) => state === `${choice}-saved`).at(-1);
}

/** By what is proven of it; between proofs, by what was changed here. */
function isNewer(one: OrderRecord, other: OrderRecord): boolean {
  return one.proofRev === other.proofRev ? one.rev > other.rev : one.proofRev > other.proofRev;
}
