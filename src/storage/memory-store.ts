/**
 * A shop's records for as long as the page lives, where the browser refuses a
 * database. Hands out copies, as a database does.
 */
import type { Change, Committed, DeviceStore } from '../core/ports.js';
import type { Kind, RecordKey, Records } from '../core/records.js';

interface Kept {
  readonly key: RecordKey;
  readonly record: Records[Kind];
}

export function createMemoryStore(): DeviceStore {
  const records = new Map<string, Kept>();
  let closed = false;
  return {
    kept: 'memory',
    wiped: false,
    get: async <K extends Kind>(key: RecordKey<K>) =>
      structuredClone(records.get(toName(key))?.record) as Records[K] | undefined,
    getMany: async (keys) => keys.map((key) => structuredClone(records.get(toName(key))?.record)) as never,
    list: async <K extends Kind>(kind: K) => listOf(records, kind) as readonly Records[K][],
    count: async (kind) => [...records.values()].filter(({ key }) => key[0] === kind).length,
    commit: async (change) => (closed ? { ok: false, code: 'closed' } : write(records, change)),
    close: async () => void (closed = true),
  };
}

/** Whole, since nothing else runs in between. */
function write(records: Map<string, Kept>, { expect = [], put = [], remove = [] }: Change): Committed {
  const holds = expect.every(([key, rev]) => records.get(toName(key))?.record.rev === rev);
  if (!holds) return { ok: false, code: 'conflict' };
  const copies = put.map(([key, record]) => ({ key, record: structuredClone(record) }));
  for (const key of remove) records.delete(toName(key));
  for (const copy of copies) records.set(toName(copy.key), copy);
  return { ok: true };
}

function listOf(records: Map<string, Kept>, kind: Kind): readonly Records[Kind][] {
  return [...records.values()]
    .filter(({ key }) => key[0] === kind)
    .sort((one, other) => compareKeys(one.key, other.key))
    .map(({ record }) => structuredClone(record));
}

/** Part by part, as IndexedDB does. */
function compareKeys(one: RecordKey, other: RecordKey): number {
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined || part > against) return 1;
    if (part < against) return -1;
  }
  return one.length - other.length;
}

function toName(key: RecordKey): string {
  return JSON.stringify(key);
}
