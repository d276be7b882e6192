/**
 * A shop's records in IndexedDB. A change is one transaction; what it expects is
 * compared inside that transaction, so that of two tabs exactly one wins. Keeps
 * structured-clonable values without knowing what they mean.
 */
import { get, promisifyRequest } from 'idb-keyval';

import type { Change, Committed, DeviceStore } from '../core/ports.js';
import type { Kind, RecordKey } from '../core/records.js';
import { findRemovals, readRecords } from './neighbours.js';
import { Connection, type ConnectionOptions } from './connection.js';

/** What the browser says when the database is out of reach, after one more try. */
const TAKEN_AWAY = ['InvalidStateError', 'AbortError', 'UnknownError', 'TimeoutError', 'SecurityError'];

/** Rejects if the browser refuses, or does not answer in time. */
export async function openIndexedDbStore(shopId: string, options: ConnectionOptions): Promise<DeviceStore> {
  let gone = false;
  const onLost = () => {
    gone = true;
    options.onLost();
  };
  const connection = new Connection(`punnet:${shopId}`, { ...options, onLost });
  const relaxed = connection.use('relaxed');
  const { wiped } = await connection.open();
  return {
    kept: 'disk',
    get wiped() {
      return wiped || gone;
    },
    get: (key) => get(toIdbKey(key), relaxed),
    getMany: async (keys) => (await relaxed('readonly', (records) => readRecords(records, keys))) as never,
    list: (kind) => relaxed('readonly', (records) => promisifyRequest(records.getAll(rangeOf(kind)))),
    count: (kind) => relaxed('readonly', (records) => promisifyRequest(records.count(rangeOf(kind)))),
    commit: (change) => commit(connection, change),
    close: () => connection.close(),
  };
}

async function commit(connection: Connection, change: Change): Promise<Committed> {
  try {
    return await connection.use(change.durability)('readwrite', (records) => write(records, change));
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'QuotaExceededError') return { ok: false, code: 'full' };
    if (TAKEN_AWAY.includes(name)) return { ok: false, code: 'closed' };
    throw error;
  }
}

/** Awaits nothing but requests: the transaction would end by itself. */
async function write(
  records: IDBObjectStore,
  { expect = [], put = [], remove = [] }: Change,
): Promise<Committed> {
  const expected = expect.map(([key]) => key);
  const [found, removals] = (await Promise.all([
    readRecords(records, expected),
    findRemovals(records, remove),
  ])) as [({ rev: number } | undefined)[], readonly (IDBValidKey | IDBKeyRange)[]];
  if (expect.some(([, rev], index) => found[index]?.rev !== rev)) return { ok: false, code: 'conflict' };
  try {
    for (const removal of removals) records.delete(removal);
    for (const [key, record] of put) records.put(record, toIdbKey(key));
  } catch (error) {
    // A value that can not be cloned: what was put before it goes as well.
    records.transaction.abort();
    throw error;
  }
  await whenDone(records.transaction);
  return { ok: true };
}

/** A failed request has no reason to give before its transaction is aborted: only that is waited for. */
function whenDone(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('Taken away', 'AbortError'));
  });
}

function toIdbKey(key: RecordKey): IDBValidKey {
  return [...key];
}

/** A list sorts behind every string: the bound is after every key that starts with the kind. */
function rangeOf(kind: Kind): IDBKeyRange {
  return IDBKeyRange.bound([kind], [kind, []]);
}
