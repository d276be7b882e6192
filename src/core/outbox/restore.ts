/**
 * Brings back what the database lacks from the second copy, byte for byte: the
 * browser can lose a whole database, and the intents in it were promised.
 */
import type { OrderRecord } from '../order/order.js';
import { parseJournalText, type JournalEntry } from '../order/journal-entry.js';
import type { DeviceStore, IntentJournal } from '../ports.js';

/** @returns the orders that are back */
export async function restoreFromJournal(
  store: DeviceStore,
  journal: IntentJournal,
): Promise<readonly OrderRecord[]> {
  const names = await journal.list();
  if (names.length === 0) return [];
  const known = new Set((await store.list('intent')).map((record) => record.id));
  const restored = new Map<string, OrderRecord>();
  for (const name of names.filter((id) => !known.has(id)).sort()) {
    // One that can not be read now stands in no other's way, and is looked at again next time.
    const text = await journal.read(name).catch(() => undefined);
    const entry = parseJournalText(text ?? '');
    if (!entry) continue;
    const order = await restoreOne(store, journal, entry);
    if (order) restored.set(order.id, order);
  }
  return [...restored.values()];
}

async function restoreOne(
  store: DeviceStore,
  journal: IntentJournal,
  { intent, order }: JournalEntry,
): Promise<OrderRecord | undefined> {
  const kept = await store.get(['order', order.id]);
  if (kept && isAnswered(kept, intent.type)) {
    await journal.remove(intent.id);
    return undefined;
  }
  const next = kept && kept.rev >= order.rev ? kept : order;
  const committed = await store.commit({
    expect: [
      [['intent', intent.id], undefined],
      [['order', order.id], kept?.rev],
    ],
    put: [
      [['intent', intent.id], intent],
      [['order', order.id], next],
    ],
    durability: 'strict',
  });
  return committed.ok ? next : undefined;
}

/** The file outlived its intent: the browser stopped between the answer and the file's removal. */
function isAnswered(order: OrderRecord, type: JournalEntry['intent']['type']): boolean {
  return type === 'order.place' ? order.proofRev >= 0 : order.choice === undefined;
}
