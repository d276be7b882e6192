/**
 * The way of a stall's collections through the outbox: let go once they can't be undone any more, brought back from
 * their files, and kept with what the shop has made of them.
 */
import { toCollectionText, type CollectionEntry } from '../order/journal-entry.js';
import type { Change, DeviceStore, IntentJournal } from '../ports.js';
import type { Result } from '../protocol/sync.js';
import type { OutboxRecord } from '../records.js';

/** What was held back goes into the outbox, also what a page has left behind that is gone. @returns how many did */
export async function releaseHeld(store: DeviceStore): Promise<number> {
  let released = 0;
  for (const { held, ...kept } of await store.list('collection')) {
    if (!held) continue;
    const key = ['collection', kept.id] as const;
    // Of undoing it and letting it go, one happens: whoever comes second finds another revision.
    const committed = await store.commit({
      expect: [[key, kept.rev]],
      put: [
        [key, { ...kept, rev: kept.rev + 1 }],
        [['intent', held.id], held],
      ],
      durability: 'strict',
    });
    if (committed.ok) released += 1;
  }
  return released;
}

/** Byte for byte, where the database lacks it; a file that has outlived its intent goes. */
export async function restoreCollection(
  store: DeviceStore,
  journal: IntentJournal,
  { intent, collection }: CollectionEntry,
): Promise<void> {
  const key = ['collection', collection.id] as const;
  const [known, waits] = await store.getMany([key, ['intent', intent.id]]);
  // Undone, or answered. What another page holds back is that page's to let go.
  if (known && !known.held && !waits) return journal.remove(intent.id);
  if (known) return;
  const { held: _held, ...kept } = collection;
  await store.commit({
    expect: [
      [key, undefined],
      [['intent', intent.id], undefined],
    ],
    put: [
      [key, kept],
      [['intent', intent.id], intent],
    ],
    durability: 'strict',
  });
}

/** The second copy of one that is only in the database. */
export async function copyCollection(
  store: DeviceStore,
  journal: IntentJournal,
  intent: OutboxRecord,
): Promise<void> {
  const collection = await store.get(['collection', intent.id]);
  if (collection) await journal.write(intent.id, toCollectionText(intent, collection)).catch(() => undefined);
}

/** The change that keeps what the shop has made of them, each proven. */
export async function hearAnswers(
  store: DeviceStore,
  results: readonly Result[],
): Promise<Required<Pick<Change, 'expect' | 'put'>>> {
  const keys = results.map(({ intent }) => ['collection', intent] as const);
  const found = (await store.getMany(keys)).flatMap((collection, index) => {
    const { state, reason } = results[index] as Result;
    const answer = { state, ...(reason ? { code: reason.code } : {}) } as {
      state: 'collected';
      code?: string;
    };
    return collection ? [{ ...collection, answer, rev: collection.rev + 1 }] : [];
  });
  return {
    expect: found.map(({ id, rev }) => [['collection', id] as const, rev - 1] as const),
    put: found.map((collection) => [['collection', collection.id] as const, collection] as const),
  };
}
