/**
 * Records whose keys stand next to each other, read and removed in one go: one by one,
 * a batch of fifty costs a browser several times as much. Where others stand in between,
 * each is asked for by itself; what was not named is never touched.
 */
import { promisifyRequest } from 'idb-keyval';

import type { RecordKey } from '../core/records.js';

/** Fewer are asked for one by one. */
const FEWEST = 8;

/** What is kept under each key, in their order. */
export async function readRecords(records: IDBObjectStore, keys: readonly RecordKey[]): Promise<unknown[]> {
  const found = new Map<string, unknown>();
  await Promise.all(groupByKind(keys).map((group) => readGroup(records, group, found)));
  return keys.map((key) => found.get(toName(key)));
}

/** What to delete so that these go and no other. */
export async function findRemovals(
  records: IDBObjectStore,
  keys: readonly RecordKey[],
): Promise<readonly (IDBValidKey | IDBKeyRange)[]> {
  const removals = groupByKind(keys).map(async (group) => {
    if (group.length < FEWEST) return group;
    const range = rangeOver(group);
    const kept = await promisifyRequest(records.getAllKeys(range, group.length + 1));
    const named = new Set(group.map(toName));
    return kept.every((key) => named.has(toName(key))) ? [range] : group;
  });
  return (await Promise.all(removals)).flat();
}

async function readGroup(
  records: IDBObjectStore,
  group: readonly IDBValidKey[],
  found: Map<string, unknown>,
): Promise<void> {
  if (group.length >= FEWEST) {
    const range = rangeOver(group);
    const most = group.length + 1;
    const [keys, values] = await Promise.all([
      promisifyRequest(records.getAllKeys(range, most)),
      promisifyRequest(records.getAll(range, most)),
    ]);
    keys.forEach((key, index) => found.set(toName(key), values[index]));
    if (keys.length < most) return;
  }
  const read = async (key: IDBValidKey) => {
    found.set(toName(key), await promisifyRequest(records.get(key)));
  };
  await Promise.all(group.map(read));
}

function groupByKind(keys: readonly RecordKey[]): readonly (readonly IDBValidKey[])[] {
  const groups = new Map<string, IDBValidKey[]>();
  for (const key of keys) groups.set(key[0], [...(groups.get(key[0]) ?? []), [...key]]);
  return [...groups.values()];
}

function rangeOver(group: readonly IDBValidKey[]): IDBKeyRange {
  const sorted = [...group].sort((one, other) => indexedDB.cmp(one, other));
  return IDBKeyRange.bound(sorted[0], sorted.at(-1));
}

function toName(key: unknown): string {
  return JSON.stringify(key);
}
